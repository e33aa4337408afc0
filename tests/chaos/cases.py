"""A case for each kind of work: how it comes to be, and what must be so once it is done. A new kind needs one here.

``make`` stands inside 长兴县 and leaves one job of the kind to be carried out; ``check`` gets what it gave.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select, update

from app.assessments import queries as assessments
from app.assessments import service as assessment_service
from app.assessments.kinds import AssessmentJob, AssessmentState
from app.complaints import around
from app.complaints import service as complaints
from app.complaints.jobs import ComplaintJob
from app.complaints.side_models import Assistance
from app.guides.jobs import GuideJob
from app.honours.models import HonourList
from app.honours.terms import HonourJob, ListKind
from app.infra import audit, clock, jobs, scope
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.kernel.kinds import JobName
from app.labels import queries as labels
from app.labels.jobs import LabelJob
from app.labels.terms import BatchState, LabelAction
from app.licences import queries as licences
from app.licences import readings
from app.licences.terms import LicenceJob
from app.mediation import queries as mediations
from app.mediation.jobs import MediationJob
from app.notices import outbound
from app.notices import queries as notices
from app.notices.jobs import NoticeJob
from app.notices.models import Delivery, Notice
from app.notices.terms import DeliveryState, Purpose
from app.panels.models import PanelSitting
from app.panels.terms import PanelJob
from app.regions import queries as regions
from app.regions.jobs import RegionJob
from app.selfchecks import reports
from app.selfchecks.models import SelfCheckReport
from app.selfchecks.terms import ReportState, SelfCheckJob
from app.statistics import queries as statistics
from app.statistics import rules as statistics_rules
from app.statistics import service as statistics_service
from app.statistics.jobs import StatisticsJob
from app.statistics.models import Export
from tests import factories
from tests.chaos.house import House
from tests.factories import assessments as year
from tests.factories import complaints as made
from tests.factories import labels as label_factory
from tests.factories import mediation as tables
from tests.factories import titles
from tests.factories.licences import paper, photo
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

LATE = timedelta(days=30)
NEAR_A_CHANGE_OF_LAW = timedelta(days=173)  # 21 November, ten days before two laws change
COUNT = 6_000  # labels: more than one word on progress


@dataclass(frozen=True, slots=True)
class Case:
    """``ahead``: what the clocks must show for there to be something to do. ``label`` tells two of a kind apart."""

    name: JobName
    make: Callable[[House], Any]
    check: Callable[[Any], None]
    ahead: timedelta = timedelta()
    label: str = ""

    def __str__(self) -> str:
        return f"{self.name.value}{self.label and ' ' + self.label}"


def late_complaint(_house: House) -> str:
    """Received a month ago, and nobody has done anything about it."""
    shop = factories.merchant()
    factories.seller(shop)
    with unit_of_work():
        found = complaints.receive(made.told(shop), now=clock.now() - LATE)
        jobs.promise(RegionJob.CHORES, key=f"chaos {fresh_key()}")
    return found.complaint.code


def told_of_once(code: str) -> None:
    about = (
        select(func.count(Notice.id)).where(Notice.title.contains(code)).group_by(Notice.user_id, Notice.key)
    )
    counts = Session().scalars(about).all()
    assert len(counts) > 1, "nobody was told that it is late"
    assert set(counts) == {1}


def word(*, urgent: bool) -> Callable[[House], str]:
    def make(_house: House) -> str:
        key = f"chaos {fresh_key()}"
        with unit_of_work():
            outbound.send_sms(
                "13800000001", "请注意", key=key, purpose=Purpose.CODE, urgent=urgent, now=clock.now()
            )
        return key

    return make


def is_out(key: str) -> None:
    """How often it was handed over, the invariants count. Nobody waits for one that is not urgent: it may stay unsure."""
    row = Session().scalars(select(Delivery).where(Delivery.key == key)).one()
    assert row.state is DeliveryState.SENT or (row.state is DeliveryState.UNSURE and not row.urgent)


def upload(_house: House) -> str:
    shop = factories.merchant()
    with unit_of_work():
        return readings.take_in(shop, None, paper(photo(fresh_key())), by=SYSTEM, now=clock.now()).code


def was_looked_at(code: str) -> None:
    found = licences.reading_by_code(code)
    assert found is not None
    assert found.looked_at is not None


def batch(_house: House) -> str:
    shop = factories.merchant()
    return label_factory.ordered(shop, by=factories.seller(shop), count=COUNT).code


def is_printed_once(code: str) -> None:
    found = labels.by_code(code)
    assert found is not None
    assert (found.state, found.made) == (BatchState.READY, COUNT)
    assert [one.action for one in audit.of(found)] == [LabelAction.ORDERED, LabelAction.MADE]


def report(_house: House) -> str:
    shop = factories.merchant()
    owner = factories.seller(shop)
    draft = begin(shop, owner, now=clock.now())
    answer_all(draft, owner, now=clock.now())
    check = hand_in(draft, owner, now=clock.now())
    with unit_of_work():
        return reports.ask(check, "zh", by=owner, now=clock.now()).code


def is_written(code: str) -> None:
    found = Session().scalars(select(SelfCheckReport).where(SelfCheckReport.code == code)).one()
    assert found.state is ReportState.READY
    assert found.file_id is not None


def export(_house: House) -> str:
    officer = factories.user()
    made.complaint()
    with unit_of_work():
        period = statistics_rules.period(None, None, (clock.now() + timedelta(days=1)).date())
        return statistics_service.ask_export(period, statistics.Whose(), by=officer, now=clock.now()).code


def is_exported(code: str) -> None:
    found = Session().scalars(select(Export).where(Export.code == code)).one()
    assert found.file_id is not None
    assert notices.unread_count(found.asked_by_id) == 1


def agreement(_house: House) -> int:
    return tables.agreed(factories.user())[0].id


def has_its_paper(mediation_id: int) -> None:
    found = mediations.by_id(mediation_id)
    assert found is not None
    assert found.paper_id is not None


def minutes(_house: House) -> int:
    """Of one counted sitting, whose minutes are to be written again."""
    sitting = Session().scalars(select(PanelSitting).limit(1)).first()
    if sitting is None:
        of = titles.year("91.50")
        titles.all_vote(of, titles.sitting(of))
        sitting = Session().scalars(select(PanelSitting)).one()
        return sitting.id
    with unit_of_work():
        Session().execute(update(PanelSitting).where(PanelSitting.id == sitting.id).values(minutes_id=None))
        jobs.promise(PanelJob.MINUTES, key=f"chaos {fresh_key()}", sitting_id=sitting.id)
    return sitting.id


def minutes_are_written(sitting_id: int) -> None:
    assert Session().get_one(PanelSitting, sitting_id).minutes_id is not None


def edition(_house: House) -> int:
    titles.title()
    newest = select(HonourList).where(HonourList.kind == ListKind.RED).order_by(HonourList.id.desc()).limit(1)
    return Session().scalars(newest).one().id


def is_on_paper(edition_id: int) -> None:
    assert Session().get_one(HonourList, edition_id).file_id is not None


def scoring(_house: House) -> int:
    """A seller with all its forms, in the open year."""
    shop = factories.merchant()
    cycle = assessments.current_cycle() or year.cycle()
    with unit_of_work():
        assessment_service.enrol_newcomers(cycle, by=SYSTEM, now=clock.now())
    year.complete(year.assessment_of(shop))
    with unit_of_work():
        jobs.promise(AssessmentJob.SCORE_CYCLE, key=f"chaos {fresh_key()}", cycle_id=cycle.id, by_id=0)
    return shop.id


def is_scored_once(shop_id: int) -> None:
    found = assessments.current_of(shop_id)
    assert found is not None
    assert found.state is AssessmentState.SCORED


def law(_house: House) -> int:
    seller = factories.seller(factories.merchant())
    with unit_of_work():
        jobs.promise(GuideJob.LAW_NEWS, key=f"chaos {fresh_key()}", kind="live_stream")
    return seller.id


def was_told_of_the_law(seller_id: int) -> None:
    keys = Session().scalars(select(Notice.key).where(Notice.user_id == seller_id)).all()
    assert len(keys) == len(set(keys))
    assert any(key.startswith("law:") for key in keys)


def question(_house: House) -> tuple[str, str]:
    """To the next county."""
    officer, about = factories.user(), made.complaint()
    with unit_of_work():
        asked = complaints.ask(
            about,
            to_code="330523",
            to_name="安吉县",
            title="查仓库",
            text="请查",
            by=officer,
            now=clock.now(),
        )
    return asked.code, "330523"


def answer(house: House) -> tuple[str, str]:
    """And back: asked, carried, and answered there."""
    code, there = question(house)
    house.until_idle()
    with house.inside(there):
        who = factories.user()
        got = around.assistance(code)
        assert got is not None
        with unit_of_work():
            complaints.answer_request(got, by=who, text="属实", now=clock.now())
    return code, "330522"


def is_there_once(told: tuple[str, str]) -> None:
    code, there = told
    with scope.house_scope():
        region = regions.ref_by_code(there)
    assert region is not None
    with scope.region_scope(region):
        arrived = Session().scalars(select(Assistance).where(Assistance.code == code)).one()
        assert arrived.is_ours is (arrived.answer is not None), "the answer belongs to who asked"


CASES = (
    Case(RegionJob.CHORES, late_complaint, told_of_once),
    Case(NoticeJob.DELIVER, word(urgent=True), is_out, label="urgent"),
    Case(NoticeJob.DELIVER, word(urgent=False), is_out, label="calm"),
    Case(LicenceJob.READ, upload, was_looked_at),
    Case(LabelJob.MAKE, batch, is_printed_once),
    Case(SelfCheckJob.REPORT, report, is_written),
    Case(StatisticsJob.EXPORT, export, is_exported),
    Case(MediationJob.PAPER, agreement, has_its_paper),
    Case(PanelJob.MINUTES, minutes, minutes_are_written),
    Case(HonourJob.PRINT, edition, is_on_paper),
    Case(AssessmentJob.SCORE_CYCLE, scoring, is_scored_once),
    Case(ComplaintJob.CARRY_REQUEST, question, is_there_once),
    Case(ComplaintJob.CARRY_ANSWER, answer, is_there_once),
    Case(GuideJob.LAW_NEWS, law, was_told_of_the_law, ahead=NEAR_A_CHANGE_OF_LAW),
)
