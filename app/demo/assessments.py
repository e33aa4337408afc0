"""The demo county's year: opened, half filled in, three sellers with a score, the others left to play with by hand.

Things happen in the order in which they can: each phase is entered on its day, forms come before the score, and the
first sellers that are through are judged and put on notice while the others are still being assessed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import corrections, queries, reviews, rubric_drafts, service, signs
from app.assessments.items import Item
from app.assessments.kinds import EVALUATION_OF
from app.assessments.models import Assessment
from app.assessments.reviews import Sender
from app.assessments.rubric import FormSheet
from app.assessments.terms import Evaluation
from app.assessments.year import ORDER, Phase
from app.demo.people import demo_uscc
from app.infra.audit import SYSTEM
from app.infra.scope import current_region
from app.kernel.clock import local_day
from app.labels.history import History
from app.merchants import queries as merchants
from app.merchants.terms import MerchantKind

EDGES = (-140, -110, -80, -12, 25, 40, 70)  # days from now at which the phases begin, and the last one ends
FILLED, ASKED, SCORED = (timedelta(days=-days) for days in (7, 5, 3))
YEAR = 2026  # the year of the packed rubrics
A_WHILE = timedelta(hours=9)
STAFF = (Role.OFFICER, Role.MONITOR, Role.INDUSTRY)
NOTES = {
    Role.OFFICER: "现场核查台账、场记和包装各五份，照片存于案卷。",
    Role.MONITOR: "巡看三场回放，下单一件，录屏和拆箱照片存于监测平台。",
    Role.INDUSTRY: "",
}
SEEN = "现场核对了原件和台账，以现场看到的为准。"


@dataclass(frozen=True, slots=True)
class Story:
    """How one seller does. ``slips`` are item codes and the answer that differs from full marks."""

    number: int
    slips: Mapping[str, str] = field(default_factory=dict)
    consumers: tuple[str, ...] = ()
    citizens: tuple[str, ...] = ()
    staff: tuple[Role, ...] = STAFF
    is_scored: bool = True
    is_doubtful: bool = False


STORIES = (  # the first well above 85, the second exactly on it, the third below; the rest is for playing by hand
    Story(1, {"DEP-SITE-2": "3", "DEP-CON-1": "3", "MON-CON-2": "3", "IND-3": "4"}, ("4", "4", "3"), ("4", "3")),
    Story(2, {"DEP-SITE-1": "3", "DEP-SITE-2": "2", "DEP-SITE-3": "1", "DEP-QLT-1": "2", "DEP-ADS-1": "3", "DEP-ADS-2": "3", "DEP-CON-1": "3", "DEP-LBL-1": "3", "MON-ADS-1": "2", "MON-QLT-1": "5", "IND-1": "4"}, ("3", "3"), ("3", "3")),
    Story(3, {"DEP-QLT-1": "1", "DEP-ADS-1": "2", "DEP-LBL-1": "2", "MON-ADS-1": "3", "MON-LBL-1": "2", "IND-2": "3"}, ("2", "3"), ("2",)),
    Story(4, {"DEP-ADS-2": "3"}, ("4",), (), (Role.OFFICER, Role.MONITOR), is_scored=False, is_doubtful=True),
    Story(5, {"MON-QLT-1": "5"}, (), (), (Role.MONITOR,), is_scored=False),
    Story(6, {}, ("3", "4"), (), (), is_scored=False),
)  # fmt: skip


def furnish(now: datetime) -> None:
    """Open the year, move it to its evaluation, and fill in what the stories tell."""
    cycle = service.open_cycle(
        YEAR, by=SYSTEM, now=now + timedelta(days=EDGES[0]), phases=plan_around(local_day(now))
    )
    for state, begins in zip(ORDER, EDGES, strict=False):
        if 0 > begins > EDGES[0]:
            service.move_on(cycle, state, by=SYSTEM, now=now + timedelta(days=begins))
    staff = {role: accounts.of_role(role)[0] for role in STAFF}
    for story in STORIES:
        merchant = merchants.by_uscc(demo_uscc(current_region().code, story.number))
        if merchant is not None and (assessment := queries.of_merchant(cycle.id, merchant.id)) is not None:
            tell(story, assessment, staff, now)
            if story.is_doubtful:
                doubt(story, assessment, staff, now)
    draft_for_next_year(now)


def doubt(story: Story, assessment: Assessment, staff: Mapping[Role, User], now: datetime) -> None:
    """Reviews that do not look like customers': three from one phone, one of a label that nobody scanned; of one an officer
    has judged; and a correction of the monitor's."""
    sheet = reviews.sheet_of(assessment, Evaluation.CONSUMER)
    scanned = History(
        now - timedelta(days=20), 1, is_scattered=False, first_scans=60, busiest=6, busiest_places=4
    )
    forms = [
        reviews.submit_consumer(
            assessment, even(sheet, "4"), "好", sender=Sender(f"demo phone {story.number}", f"demo street {number}", f"demo doubt {story.number} {number}", history), now=now - timedelta(days=2, minutes=number * 7),
        )
        for number, history in enumerate((scanned, scanned, replace(scanned, places=0)))
    ]  # fmt: skip
    officer, monitor = staff[Role.OFFICER], staff[Role.MONITOR]
    signs.judge(assessment, forms[1], Decimal(1), "电话核对了订单，是同一家的两口人。", by=officer, now=now)
    old = queries.own_form(assessment.id, Evaluation.MONITORING, monitor.id)
    if old is not None:
        why = "复看录屏，第二场的价格标示有一处不清楚。"
        new = corrections.begin_correction(assessment, old, why, by=monitor, now=now)
        reviews.save_draft(
            assessment, dict(new.answers) | {"MON-CON-2": "3"}, NOTES[Role.MONITOR], by=monitor, now=now
        )
        reviews.submit(assessment, new, by=monitor, now=now)


def draft_for_next_year(now: datetime) -> None:
    """A rubric for the year to come, begun and with another split, for the editor and its dry run."""
    admin = accounts.of_role(Role.ADMIN)[0]
    draft = rubric_drafts.start(MerchantKind.LIVE_STREAM, YEAR + 1, by=admin, now=now)
    split = {Evaluation.DEPARTMENT: Decimal(42), Evaluation.MONITORING: Decimal(28)}
    rubric_drafts.share(draft, split, now=now)


def plan_around(today: date) -> tuple[Phase, ...]:
    """Phases with their usual order and the evaluation running today, so that the county can be played any day."""
    days = [today + timedelta(days=edge) for edge in EDGES]
    return tuple(
        Phase(state, first, after - timedelta(days=1))
        for state, first, after in zip(ORDER[:-1], days[:-1], days[1:], strict=True)
    )


def tell(story: Story, assessment: Assessment, staff: Mapping[Role, User], now: datetime) -> None:
    """One seller's forms, those of its customers and neighbours over some days, and its score."""
    for role in story.staff:
        sheet = reviews.sheet_of(assessment, EVALUATION_OF[role])
        answers = best(sheet) | {code: said for code, said in story.slips.items() if code in sheet.by_code}
        at = now + FILLED
        form = reviews.save_draft(
            assessment, answers, NOTES[role], by=staff[role], now=at, why=dict.fromkeys(answers, SEEN)
        )
        reviews.submit(assessment, form, by=staff[role], now=at)
    for number, level in enumerate(story.consumers):
        sheet = reviews.sheet_of(assessment, Evaluation.CONSUMER)
        reviews.submit_consumer(
            assessment, even(sheet, level), "", sender=_sender(story, number, "c"), now=now + ASKED + number * A_WHILE,
        )  # fmt: skip
    for number, level in enumerate(story.citizens):
        sheet = reviews.sheet_of(assessment, Evaluation.SOCIAL)
        reviews.submit_social(
            assessment, even(sheet, level), "", sender=_sender(story, number, "s"), now=now + ASKED + number * A_WHILE,
        )  # fmt: skip
    if story.is_scored:
        service.score(assessment, by=SYSTEM, now=now + SCORED)


def best(sheet: FormSheet) -> dict[str, str]:
    """Full marks on every item, and no veto."""
    return {item.code: _best(item) for item in sheet.items}


def _best(item: Item) -> str:
    match item.answer.kind:
        case "scale":
            return str(item.answer.top)
        case "points":
            return f"{item.points:f}"
        case "deduction":
            return "0"
        case _:
            return "no" if item.veto else "yes"


def even(sheet: FormSheet, level: str) -> dict[str, str]:
    """The same box on every line of a public form."""
    return {item.code: level for item in sheet.items}


def _sender(story: Story, number: int, kind: str) -> Sender:
    mark = f"demo {kind} {story.number} {number}"
    return Sender(device_hash=mark, address_hash=mark, token_hash=mark if kind == "c" else None)
