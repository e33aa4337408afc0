"""Between asking and the answer: two working days to take a request in, what lacks told once, ten working days more."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.clocks import rules as clock_rules
from app.clocks import service as clock_service
from app.clocks.terms import Rule, Unit
from app.honours import desk, dues, intake, queries, repairing, rules, stages
from app.honours.terms import HonourAction, HonourClock, RepairStage, SourceKind
from app.infra import audit
from app.infra.db import unit_of_work
from app.notices import queries as messages
from app.titles import overdue
from tests import factories
from tests.factories import honours as made

ASKED = datetime(2026, 6, 16, 1, tzinfo=UTC)  # a Tuesday; Friday to Sunday of this week are a holiday
MIDNIGHT = datetime(2026, 6, 18, 16, tzinfo=UTC)  # in the county
LAST = MIDNIGHT - timedelta(seconds=1)


@pytest.fixture
def officer(here):
    return factories.user()


@pytest.fixture
def asked(officer):
    return made.asked(made.black(), ASKED)


def do(what, request, *said, by, now=ASKED):
    with unit_of_work():
        what(request, *said, by=by, now=now)


def running(request):
    return {one.clock: one.due_on for one in clocks.running(request)}


def todos(db, person, now=ASKED):
    with db.test_request_context():
        return list(desk.todos(person, now))


def told_to_shop(request):
    (seller,) = [made.its_seller(request.entry)]
    return [one.title for one in messages.page(seller.id)]


@pytest.mark.parametrize(("now", "late"), [(LAST, False), (MIDNIGHT, True)])
def test_a_request_is_taken_in_within_two_working_days(asked, officer, now, late):
    assert running(asked) == {HonourClock.TAKE_IN: date(2026, 6, 18)}
    do(intake.take_in, asked, by=officer, now=now)
    took = clocks.of(asked)[0]
    assert clock_rules.is_late(took.due_at, took.met_at) is late
    assert asked.stage is RepairStage.TAKEN_IN


@pytest.mark.parametrize(("kind", "due_on"), [
    (SourceKind.GENERAL, date(2026, 6, 26)),
    (SourceKind.ABNORMAL, date(2026, 6, 18)),
])  # fmt: skip
def test_the_days_for_the_answer_run_from_taking_in(officer, kind, due_on):
    request = made.asked(made.black(kind=kind), ASKED - timedelta(days=1))
    with pytest.raises(stages.RepairNotTakenIn), unit_of_work():
        repairing.decide(request, [], grants=False, answer="", by=officer, now=ASKED)
    do(intake.take_in, request, by=officer)
    assert running(request) == {HonourClock.REPAIR: due_on}
    assert told_to_shop(request)[0] == "您的信用修复申请已受理"
    with pytest.raises(stages.RepairTakenIn):  # a second click
        do(intake.take_in, request, by=officer)
    with pytest.raises(stages.RepairTakenIn):
        do(intake.decline, request, "不是本机关", "管局长", by=officer)
    assert running(request) == {HonourClock.REPAIR: due_on}


def test_what_the_release_before_took_up_keeps_its_earlier_last_day(asked, officer):
    """It knew no taking in: there the days for the answer run from asking."""
    with unit_of_work():
        clock_service.lift(asked, HonourClock.TAKE_IN, now=ASKED)
        clock_service.start(asked, Rule(HonourClock.REPAIR, Unit.WORKDAYS, 7, "", extension=10), at=ASKED)
    do(intake.take_in, asked, by=officer, now=ASKED + timedelta(days=1))
    assert running(asked) == {HonourClock.REPAIR: date(2026, 6, 26)}


def test_what_lacks_is_told_once_and_the_two_days_begin_again_with_the_papers(db, asked, officer):
    seller, later = made.its_seller(asked.entry), ASKED + timedelta(days=1)
    with pytest.raises(stages.NothingLacks):
        do(intake.complete, asked, "没人要", None, by=seller)
    do(intake.tell_lacking, asked, "缴款凭证；守信承诺书", by=officer)
    assert (asked.stage, running(asked)) == (RepairStage.LACKING, {})
    assert told_to_shop(asked)[0] == "信用修复申请还缺材料，请补正"
    with pytest.raises(stages.LackTold):
        do(intake.tell_lacking, asked, "还有一样", by=officer)
    assert [one.title for one in todos(db, seller)] == ["补正信用修复材料"]
    assert todos(db, officer) == []  # it is not for the office to wait
    do(intake.complete, asked, "都在附件里", None, by=seller, now=later)
    assert (asked.stage, running(asked)) == (
        RepairStage.COMPLETED,
        {HonourClock.TAKE_IN: date(2026, 6, 22)},  # 17 June is not counted, the 18th is, the holiday is not
    )
    for again in ((intake.complete, "再来", None), (intake.tell_lacking, "还缺")):
        with pytest.raises((stages.NothingLacks, stages.LackTold)):
            do(again[0], asked, *again[1:], by=officer, now=later)
    do(intake.take_in, asked, by=officer, now=later)
    actions = [one.action for one in audit.of(asked)]
    assert actions == [HonourAction.REPAIR_ASKED, HonourAction.REPAIR_LACK_TOLD, HonourAction.REPAIR_COMPLETED,
                       HonourAction.REPAIR_TAKEN_IN]  # fmt: skip


def test_who_is_not_taken_in_reads_why_and_may_ask_anew(asked, officer):
    do(intake.decline, asked, "不是本机关作出的处罚", "管局长", by=officer)
    assert (asked.stage, running(asked), asked.declined_approved_by) == (RepairStage.DECLINED, {}, "管局长")
    assert told_to_shop(asked)[0] == "您的信用修复申请不予受理"
    for what, said in (
        (intake.decline, ("再一次", "管局长")),
        (intake.take_in, ()),
        (intake.extend, ("难", "管局长")),
    ):
        with pytest.raises(rules.RepairDecided):
            do(what, asked, *said, by=officer)
    assert made.asked(asked.entry, ASKED).stage is RepairStage.ASKED


def test_ten_working_days_more_once_and_before_the_time_is_over(asked, officer):
    with pytest.raises(stages.RepairNotTakenIn):
        do(intake.extend, asked, "要实地核查", "管局长", by=officer)
    do(intake.take_in, asked, by=officer)
    over = datetime(2026, 6, 26, 16, tzinfo=UTC)
    with pytest.raises(clock_rules.ExtendRefused) as refused:
        do(intake.extend, asked, "要实地核查", "管局长", by=officer, now=over)
    assert refused.value.facts == {"reason": "over"}
    assert asked.extended_at is None
    do(intake.extend, asked, "要实地核查", "管局长", by=officer, now=over - timedelta(seconds=1))
    assert running(asked) == {HonourClock.REPAIR: date(2026, 7, 10)}
    assert told_to_shop(asked)[0] == "答复您的信用修复申请要延长十个工作日"
    with pytest.raises(clock_rules.ExtendRefused) as refused:
        do(intake.extend, asked, "再一次", "管局长", by=officer, now=over)
    assert (refused.value.facts, asked.extended_for) == ({"reason": "already"}, "要实地核查")


def test_each_time_that_runs_out_is_told_once(asked, officer):
    chief = factories.user(Role.ADMIN)

    def told():
        with unit_of_work():
            overdue.tell_overdue(LAST + timedelta(days=30))
        return [one.title for one in messages.page(chief.id)].count("信用修复申请超过期限还没有受理或答复")

    assert (told(), told()) == (1, 1)
    do(intake.take_in, asked, by=officer)
    assert (told(), told()) == (2, 2)


def test_the_office_sees_what_is_due_first(db, asked, officer):
    with db.test_request_context():
        (day,) = dues.dues(officer, date(2026, 6, 15), date(2026, 6, 21))
    assert (day.day, day.title, day.text) == (date(2026, 6, 18), "受理修复申请", asked.entry.name)
    (one,) = todos(db, officer, LAST)
    assert (one.title, one.count, one.tone) == ("受理信用修复申请", 1, "warn")
    do(intake.take_in, asked, by=officer)
    other = made.asked(made.black(number="2 号"), ASKED)
    assert [(one.title, one.text) for one in todos(db, officer)] == [
        ("受理信用修复申请", other.entry.name),
        ("答复信用修复申请", asked.entry.name),
    ]
    assert [one.code for one in queries.open_repairs()] == [asked.code, other.code]
