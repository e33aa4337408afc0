"""A repair that was got by deceit is taken back: 市场监督管理信用修复管理办法 art. 23."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.honours import queries, repair_words, repairing, revoking, rules, service, stages
from app.honours.revoking import Deceit
from app.honours.terms import Bar, Fall, HonourAction, ListKind, RepairStage, SourceKind
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices import queries as messages
from app.opendata.models import OpenRecord
from app.opendata.terms import Dataset
from app.public import queries as cards
from tests import factories
from tests.factories import honours as made

GRANTED = datetime(2026, 6, 16, 1, tzinfo=UTC)
MIDNIGHT = datetime(2026, 7, 1, 16, tzinfo=UTC)  # of 2 July in the county
DECEIT = Deceit("缴款凭证是伪造的", "银行回函 5 号", "管局长")


@pytest.fixture
def officer(here):
    return factories.user()


@pytest.fixture
def entry(here):
    return made.black()


@pytest.fixture
def request_(entry, officer):
    return made.granted(entry, officer, GRANTED)


def revoke(request, by, now=MIDNIGHT):
    with unit_of_work():
        revoking.revoke(request, DECEIT, by=by, now=now)


def line_of(entry):
    return (
        Session()
        .scalars(select(OpenRecord).where(OpenRecord.dataset == Dataset.LISTS, OpenRecord.key == entry.code))
        .one()
    )


def test_the_entry_stands_again_everywhere_and_the_decision_is_written_down(request_, entry):
    assert queries.standing_black([entry.merchant_id], date(2026, 7, 2)) == {}
    assert line_of(entry).gone is True
    chief = factories.user()
    revoke(request_, chief)
    assert (request_.stage, entry.fell_at, entry.fall) == (RepairStage.REVOKED, None, None)
    assert [one.code for one in queries.standing(ListKind.BLACK, date(2026, 7, 2))] == [entry.code]
    assert cards.by_code(entry.merchant_code).said.black.until == date(2027, 7, 2)
    line = line_of(entry)
    assert (line.gone, line.content["until"], line.content["restarted_on"]) == (
        False,
        "2027-07-02",
        "2026-07-02",
    )
    assert next(one.title for one in messages.page(made.its_seller(entry).id)) == "准予信用修复的决定被撤销"
    written = audit.of(request_)[-1]
    assert (written.action, written.actor_name, written.facts["approved_by"]) == (
        HonourAction.REPAIR_REVOKED, chief.name, "管局长",
    )  # fmt: skip
    assert audit.of(entry)[-1].action == HonourAction.STANDS_AGAIN
    with pytest.raises(stages.RepairRevoked):  # a second click, a day later: nothing begins anew once more
        revoke(request_, chief, MIDNIGHT + timedelta(days=1))
    assert (entry.restarted_on, len(audit.of(entry))) == (date(2026, 7, 2), 2)


@pytest.mark.parametrize(("now", "until", "again_on"), [
    (MIDNIGHT - timedelta(seconds=1), date(2027, 7, 1), date(2029, 7, 2)),
    (MIDNIGHT, date(2027, 7, 2), date(2029, 7, 3)),
])  # fmt: skip
def test_the_time_of_publication_begins_anew_on_the_day_of_the_revocation(
    request_, entry, officer, now, until, again_on
):
    revoke(request_, officer, now)
    assert (entry.until, request_.again_on) == (until, again_on)
    assert (entry.stands_on(until), entry.stands_on(until + timedelta(days=1))) == (True, False)


def test_nothing_shortens_it_but_the_end_of_the_penalty_itself(request_, entry, officer):
    revoke(request_, officer)
    with pytest.raises(rules.RepairExcluded) as refused:
        made.asked(entry, MIDNIGHT + timedelta(days=200))
    assert refused.value.facts == {"why": Bar.DECEIT, "until": date(2027, 7, 2)}
    with pytest.raises(stages.NotShortened), unit_of_work():
        service.repair(entry, by=officer, note="准予修复", now=MIDNIGHT)
    assert entry.fell_at is None
    with unit_of_work():
        service.repair(entry, by=officer, note="复议撤销处罚", now=MIDNIGHT, annulled=True)
    assert entry.fall is Fall.REPAIRED


def test_for_three_years_the_seller_asks_for_nothing_and_the_decision_is_public(request_, entry, officer):
    revoke(request_, officer)
    other = made.black(entry_merchant(entry), kind=SourceKind.ABNORMAL, number="列异 3 号", published_on=None)
    with pytest.raises(rules.RepairAfterDeceit) as refused:
        repairing.check_may_ask(other, MIDNIGHT)
    assert refused.value.facts == {"from_on": date(2029, 7, 3)}
    for day, public in ((date(2029, 7, 2), True), (date(2029, 7, 3), False)):
        assert [one.code for one in queries.deceits(day)] == ([request_.code] if public else [])
    assert repair_words.deceit(request_) == ("撤销准予信用修复（隐瞒真实情况、弄虚作假）", "缴款凭证是伪造的")
    assert repair_words.deceit_until(request_) == date(2029, 7, 2)


def entry_merchant(entry):
    from app.merchants import queries as merchants

    return merchants.by_id(entry.merchant_id)


def test_only_what_was_granted_is_revoked(entry, officer):
    with pytest.raises(stages.RepairNotGranted):
        revoke(made.asked(entry, GRANTED), officer)


def test_what_had_fallen_before_the_repair_stays_where_it_was(entry, officer):
    request, fell_at = made.asked(entry, GRANTED), GRANTED + timedelta(seconds=1)
    with unit_of_work():
        service.repair(entry, by=officer, note="处罚已被撤销", now=fell_at)
    revoke(made.grant(request, officer, GRANTED + timedelta(hours=1)), officer)
    assert (request.stage, entry.fell_at, entry.restarted_on) == (RepairStage.REVOKED, fell_at, None)


def test_an_edition_that_was_withdrawn_does_not_come_back(request_, entry, officer):
    with unit_of_work():
        service.withdraw(entry.edition, reason="名单登错了", by=officer, now=GRANTED + timedelta(days=1))
    revoke(request_, officer)
    assert (entry.fall, entry.fall_note) == (Fall.WITHDRAWN, "名单登错了")
    assert not list(queries.standing(ListKind.BLACK, date(2026, 7, 2)))
    assert [one.code for one in queries.deceits(date(2026, 7, 2))] == [request_.code]
