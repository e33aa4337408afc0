"""A law that takes force within the year goes into the guide on its day: once, on top of what the region has made of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.terms import Role
from app.guides import amending, drafting, packs, queries, service
from app.guides.laws import law_index, laws_on
from app.guides.terms import GuideAction
from app.infra import audit
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.merchants.terms import MerchantKind
from app.selfchecks import queries as checks
from tests import factories
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from worker.jobs.guides import take_up_amendments

DAY = date(2026, 12, 1)
THAT_DAY = datetime(2026, 11, 30, 16, tzinfo=UTC)  # midnight in Shanghai
EVE = THAT_DAY - timedelta(seconds=1)
OLD, NEW = "食品召回管理办法", "食品召回管理办法（2026年，2026-12-01施行）"
ORDER_110 = "网络销售重点工业产品质量安全监督管理规定"
KINDS = list(MerchantKind)


def laws_of(kind, code) -> set[str]:
    item = queries.current(kind).guide.item(code)
    return {one.law for one in item.citations} if item else set()


def morning(now) -> None:
    with unit_of_work():
        take_up_amendments(now)


@pytest.mark.parametrize("kind", KINDS)
def test_the_recall_item_cites_what_is_in_force_on_the_day(here, kind):
    before = queries.current(kind)
    morning(EVE)
    assert (queries.current(kind).id, laws_of(kind, "QLT-20") & {OLD, NEW}) == (before.id, {OLD})
    morning(THAT_DAY)
    after = queries.current(kind)
    assert (after.guide.version, after.guide.as_of) == (before.guide.version + 1, DAY)
    assert laws_of(kind, "QLT-20") & {OLD, NEW} == {NEW}
    assert laws_of(kind, "LBL-25") == laws_of(kind, "QLT-24") == {ORDER_110}
    assert laws_of(kind, "LBL-01") == {one.law for one in before.guide.item("LBL-01").citations}
    assert [row.action for row in audit.of(after)] == [GuideAction.AMENDED]


def test_it_is_taken_up_once_though_mornings_repeat_or_were_missed(here):
    for days in (40, 40, 41):
        morning(THAT_DAY + timedelta(days=days))
    assert {queries.current(kind).guide.version for kind in KINDS} == {5}


def test_a_regions_own_wording_of_other_items_stays_and_its_next_version_does_not_lose_the_change(here):
    kind, admin = KINDS[0], factories.user(Role.ADMIN)
    base = queries.current(kind)
    text = drafting.written(base.guide, "QUA").replace(base.guide.item("QUA-01").ask, "执照办好了吗？")
    with unit_of_work():
        own = drafting.read(text, base.guide, law_index(2026))
        service.publish(own, base_id=base.id, by=admin, now=EVE)
    morning(THAT_DAY)
    base = queries.current(kind)
    assert base.guide.item("QUA-01").ask == "执照办好了吗？"
    assert laws_of(kind, "QLT-20") >= {NEW}
    text = drafting.written(base.guide).replace("执照办好了吗？", "营业执照办好了吗？")
    with unit_of_work():
        again = drafting.read(text, base.guide, laws_on(2026, DAY))
        service.publish(again, base_id=base.id, by=admin, now=THAT_DAY)
    morning(THAT_DAY)
    assert (queries.current(kind).guide.version, queries.current(kind).guide.amended) == (7, ("2026-12-01",))


def test_a_draft_is_asked_only_what_changed(here):
    shop = factories.merchant(scopes=["food"])
    seller = factories.seller(shop)
    draft = begin(shop, seller, "food")
    answer_all(draft, seller)
    hand_in(draft, seller)
    morning(THAT_DAY)
    again = begin(shop, seller, "food", now=THAT_DAY)
    asked = {item.code for item in checks.guide_of(again).applicable(["food"])}
    assert asked - set(checks.values_of(again)) == {"QLT-20"}


def test_every_amended_item_holds_together_and_is_citable_on_its_day():
    source, index = packs.source(2026), law_index(2026)
    for amendment in packs.amendments(2026):
        then = index.on(amendment.on)
        cited = [
            (item.code, one)
            for item in amendment.items
            for one in (*item.citations, *item.leniency.citations, *item.citations_live_stream)
        ]
        assert [pair for pair in cited if not then.citable(pair[1].law, pair[1].article)] == []
        for kind in KINDS:
            made = amending.amended(source.guide(kind), amendment)
            every = [one for item in made.items for one in (*item.citations, *item.leniency.citations)]
            assert [one for one in every if not then.citable(one.law, one.article)] == []
            assert len({item.code for item in made.items}) == len(made.items)
            assert {scope for item in made.items for scope in item.scope} <= {one.code for one in made.scopes}


def test_a_law_that_was_ended_may_not_be_cited_any_more_and_one_that_stays_may():
    then = law_index(2026).on(DAY)
    assert (then.citable(OLD, 19), then.citable(NEW, 17), then.citable("产品质量法", 27)) == (
        False,
        True,
        True,
    )
    eve = law_index(2026).on(DAY - timedelta(days=1))
    assert (eve.citable(OLD, 19), eve.citable(NEW, 17)) == (True, False)
    assert law_index(2026).on(date(2027, 1, 1)).citable("商标法", 57) is False


def test_nothing_is_due_for_a_guide_that_has_it(here):
    guide = queries.current(KINDS[0]).guide
    (one,) = packs.amendments(2026)
    assert amending.due([one], guide, DAY) == [one]
    assert amending.due([one], amending.amended(guide, one), DAY) == []
    assert service.take_up_amendments(by=SYSTEM, now=EVE) == 0
