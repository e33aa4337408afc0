"""A report from the clue to the decision: fifteen working days, once fifteen more, told to who gave a name."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.clocks.rules import ExtendRefused
from app.infra import audit, clock, storage
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import MediaKind, StoredFile
from app.infra.uploads import Clean
from app.notices.models import Delivery, Notice
from app.reports import queries, rules, service
from app.reports.models import Report, ReportFile
from app.reports.queries import ReportShelf
from app.reports.terms import (
    Offence,
    ReportAction,
    ReportChannel,
    ReportGround,
    ReportOutcome,
    ReportState,
)
from tests import factories
from tests.conftest import NOW
from tests.factories import reports as made

TEXT = "核查了直播回放，确有治疗功效的说法。"
PHOTO = Clean(b"\xff\xd8\xff evidence", MediaKind.JPEG.value, "ab" * 32)


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


def due(report: Report) -> date:
    (running,) = clocks.running(report)
    return running.due_on


def decided(report, officer, now=NOW, **facts):
    wanted = {"outcome": ReportOutcome.FILED, "ground": None, "text": TEXT, **facts}
    with unit_of_work():
        service.decide(report, by=officer, now=now, **wanted)


def actions(report):
    return [one.action for one in audit.of(report)]


def test_the_bureau_has_fifteen_working_days_from_the_day_after(here):
    assert due(made.report()) == date(2026, 6, 23)  # 2 to 23 June without 19 to 21, the Dragon Boat days


def test_once_fifteen_working_days_more_with_the_heads_approval_and_not_twice(officer):
    report = made.report()
    with unit_of_work():
        service.extend(report, by=officer, why="要等检测", approved_by="沈局长", now=NOW)
    assert due(report) == date(2026, 7, 14)
    with pytest.raises(ExtendRefused), unit_of_work():
        service.extend(report, by=officer, why="还要等", approved_by="沈局长", now=NOW)
    assert actions(report) == [ReportAction.RECEIVED, ReportAction.EXTENDED]


def test_the_same_form_sent_twice_is_one_report_with_one_secret(here):
    shop = factories.merchant()
    first, second = (made.receipt(shop, form_key="K" * 26) for _ in range(2))
    assert (first.report.id, first.secret, first.is_new, second.is_new) == (
        second.report.id, second.secret, True, False,
    )  # fmt: skip


def test_a_seller_who_is_on_no_list_can_be_named_in_words_but_not_left_out(here):
    report = made.whole(made.receipt(None, merchant_id=None, seller_said="抖音“茶二姐”").report)
    assert (report.merchant, report.seller_said) == (None, "抖音“茶二姐”")
    with pytest.raises(rules.SellerMissing):
        made.receipt(None, merchant_id=None)


def test_a_decision_stops_the_clock_and_needs_a_reason(officer):
    report = made.report()
    with pytest.raises(rules.ReasonTooShort):
        decided(report, officer, text="没有问题")
    decided(report, officer, case_number="长市监立〔2026〕12号")
    (clock_of_it,) = clocks.of(report)
    assert (report.state, report.outcome, clock_of_it.met_at) == (
        ReportState.DECIDED,
        ReportOutcome.FILED,
        NOW,
    )


@pytest.mark.parametrize(
    ("outcome", "ground", "fits"),
    [
        (ReportOutcome.NOT_FILED, ReportGround.MINOR, True),
        (ReportOutcome.NOT_FILED, None, False),
        (ReportOutcome.FILED, ReportGround.MINOR, False),
        (ReportOutcome.NOT_OURS, None, True),
    ],
)
def test_only_not_filing_a_case_has_a_ground_and_it_must_have_one(officer, outcome, ground, fits):
    report = made.report()
    if fits:
        decided(report, officer, outcome=outcome, ground=ground)
        assert report.ground is ground
    else:
        with pytest.raises(rules.GroundNeeded):
            decided(report, officer, outcome=outcome, ground=ground)


def test_a_second_decision_is_refused(officer):
    report = made.report()
    decided(report, officer)
    with pytest.raises(rules.ReportMoveRefused):
        decided(report, officer, outcome=ReportOutcome.REPEATED)


def test_a_real_name_reporter_is_told_by_text_message_and_an_anonymous_one_is_not(officer):
    named, nobody = made.report(), made.report(name=None, phone=None)
    for report in (named, nobody):
        decided(report, officer)
    words = [one.words for one in Session().scalars(select(Delivery)) if one.words and "举报" in one.words]
    assert [named.code in one for one in words] == [True]
    assert (named.told_at, nobody.told_at) == (NOW, None)
    with pytest.raises(rules.NobodyToTell), unit_of_work():
        service.tell_reporter(nobody, by=officer, how="电话", now=NOW)


def test_new_facts_are_merged_and_the_time_counts_anew(officer):
    report = made.report()
    decided(report, officer)
    later = NOW + timedelta(days=7)
    for _ in range(2):
        with unit_of_work():
            service.add_facts(report, "又播了一次", form_key="F" * 26, files=[PHOTO], now=later)
    report = made.whole(report)
    assert (report.state, report.outcome, due(report)) == (ReportState.RECEIVED, None, date(2026, 6, 30))
    assert [one.text for one in report.lines].count("又播了一次") == 1
    assert len(report.files) == 1


def test_the_name_of_a_file_says_nothing_about_who_sent_it(here):
    report = made.report(files=[PHOTO])
    assert report.files[0].file.name == f"{report.code}-06010100-1.jpg"


def test_a_clue_from_a_complaint_is_a_report_of_its_own_and_names_nobody(officer):
    shop = factories.merchant()
    with unit_of_work():
        report = service.hand_over(
            complaint_code="TS26-AAAAAA", merchant_id=shop.id, offence=Offence.PRICE, text="虚构原价",
            form_key="H" * 26, by=officer, now=NOW,
        )  # fmt: skip
    assert (report.channel, report.is_anonymous) == (ReportChannel.HANDED, True)
    assert queries.of_complaint("TS26-AAAAAA") == [report]


def test_its_officers_hear_of_it_and_no_seller_and_no_park_does(officer):
    shop = factories.merchant()
    seller = factories.seller(shop)
    park = factories.user(Role.PARK, organisation_id=factories.organisation().id)
    report = made.report(shop)
    told = {one.user_id for one in Session().scalars(select(Notice).where(Notice.url.contains(report.code)))}
    assert officer.id in told
    assert not told & {seller.id, park.id}


def test_late_is_told_once(officer):
    report = made.report()
    late = NOW + timedelta(days=30)
    for _ in range(2):
        with unit_of_work():
            service.tell_overdue(late)
    titles = Session().scalars(
        select(Notice.title).where(Notice.user_id == officer.id, Notice.url.contains(report.code))
    )
    assert sorted(titles) == sorted([f"新举报 {report.code}", f"举报 {report.code} 核查超期"])


def test_each_shelf_holds_its_own(officer):
    waiting, done = made.report(), made.report(name=None, phone=None)
    decided(done, officer)
    late = NOW + timedelta(days=30)
    shelves = {shelf: {one.code for one in queries.page_of(shelf, now=late)} for shelf in ReportShelf}
    assert shelves == {
        ReportShelf.OPEN: {waiting.code}, ReportShelf.LATE: {waiting.code}, ReportShelf.UNTOLD: set(),
        ReportShelf.DECIDED: {done.code},
    }  # fmt: skip


def test_who_reported_can_put_it_right_or_become_nobody(here):
    report = made.report()
    with unit_of_work():
        service.change_contact(report, name=made.NAME, phone="13900000001", now=NOW)
    assert report.phone == "13900000001"
    with unit_of_work():
        service.erase_contact(report, now=NOW)
    assert made.whole(report).is_anonymous


def test_looking_at_the_reporter_leaves_the_reason_on_record(officer):
    report = made.report()
    with unit_of_work():
        assert service.unmask(report, by=officer, reason="电话核实", now=NOW) == (made.NAME, made.PHONE)
    (entry,) = [one for one in audit.of(report) if one.action == ReportAction.UNMASKED]
    assert (entry.actor_name, entry.facts) == (officer.audit_name, {"reason": "电话核实"})


def test_name_phone_and_evidence_go_when_their_time_is_over_bytes_and_all(officer):
    report = made.report(files=[PHOTO])
    path = storage.path_of(report.files[0].file)
    decided(report, officer)
    kept = timedelta(days=1096)
    with unit_of_work():
        service.forget_reporters(NOW + kept, kept=kept)
    assert not made.whole(report).is_anonymous
    with clock.standing_at(NOW + kept), unit_of_work():
        service.forget_reporters(NOW + kept + timedelta(seconds=1), kept=kept)
    with unit_of_work():
        service.forget_reporters(NOW + kept * 2, kept=kept)
    report = made.whole(report)
    assert (report.is_anonymous, report.files, report.reason) == (True, [], TEXT)
    assert Session().scalars(select(ReportFile)).all() == []
    assert not path.exists()
    assert Session().scalar(select(StoredFile).where(StoredFile.sha256 == path.name)) is None
    assert actions(report).count(ReportAction.FORGOTTEN) == 1
