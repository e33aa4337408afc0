"""Titles for tests: a panel that votes on scored sellers, a notice about them, a title. Call them inside a region scope."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.assessments import service as assessment_service
from app.assessments.kinds import AssessmentState
from app.assessments.models import Assessment, Cycle
from app.infra import clock
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.papers import Paper
from app.merchants.models import Merchant
from app.panels import queries as panels
from app.panels import service as panel_service
from app.panels.models import PanelQuestion, PanelSitting
from app.panels.terms import Choice, QuestionKind
from app.publicity.models import PublicNotice
from app.regions.terms import OrganisationKind
from app.titles import case_queries, cases, proposing, queries, service
from app.titles.models import Title, TitleCase
from app.titles.terms import Ground
from tests import factories

THE_YEAR = 2026
AFTER_THE_NOTICE = timedelta(days=10)  # seven working days from Monday 2026-06-01 end on 06-10
PAPER = Paper(b"%PDF-1.4 decision", "application/pdf", "decision.pdf", "0" * 64, 1)


@dataclass
class Year:
    """A panel of three and its sellers, scored as told, best first."""

    cycle: Cycle
    members: list[User]
    scored: list[Assessment]

    @property
    def panelist(self) -> User:
        return self.members[0]


def year(*totals: str) -> Year:
    """A year with one panel and one seller for each total; 85 and more is enough."""
    panel = factories.organisation(OrganisationKind.PANEL)
    members = [factories.user(Role.PANELIST, organisation_id=panel.id) for _ in range(3)]
    for _ in totals:
        factories.merchant()
    with unit_of_work():
        cycle = assessment_service.open_cycle(THE_YEAR, by=SYSTEM, now=clock.now())
        for seller, total in zip(reversed(merchants_newest_first(len(totals))), totals, strict=True):
            one = assessments.of_merchant(cycle.id, seller.id)
            assert one is not None
            one.total, one.state, one.panel_id = Decimal(total), AssessmentState.SCORED, panel.id
            one.eligible, one.scored_at = one.total >= 85, clock.now()
    return Year(cycle, members, list(assessments.scored(cycle.id)))


def merchants_newest_first(count: int) -> list[Merchant]:
    from app.merchants import queries as merchants  # here: only for this

    return list(merchants.page_of())[:count]


def sitting(of: Year, *, now: datetime | None = None) -> PanelSitting:
    """The panel is called together over everything that waits."""
    with unit_of_work():
        code = panel_service.open_sitting(of.cycle, by=of.panelist, now=now or clock.now()).code
    found = panels.sitting_by_code(code)
    assert found is not None
    return found


def all_vote(
    of: Year, where: PanelSitting, choice: Choice = Choice.FOR, *, now: datetime | None = None
) -> None:
    """Every member votes the same on everything; the last vote reads them out."""
    found = panels.sitting_by_code(where.code)
    assert found is not None
    for member in of.members:
        for question in found.questions:
            with unit_of_work():
                panel_service.vote(
                    question, choice, points=None, reason="看过", by=member, now=now or clock.now()
                )


def passed(of: Year, *, now: datetime | None = None) -> list[PanelQuestion]:
    """The panel has voted for every seller with enough points."""
    all_vote(of, sitting(of, now=now), now=now)
    found = panels.passed(of.cycle.id, of.panelist.organisation_id, QuestionKind.TITLE)
    return sorted(found, key=lambda one: one.id)


def on_notice(of: Year, *, now: datetime | None = None) -> PublicNotice:
    """All of the year's eligible sellers, passed by its panel and put on notice."""
    if not panels.has_sat(of.cycle.id):
        passed(of, now=now)
    found = queries.candidates(of.panelist.organisation_id)
    chosen = sorted((*found.open, *found.proposed), key=lambda one: one.id)
    with unit_of_work():
        return proposing.propose(of.cycle, chosen, looked_up=True, by=of.panelist, now=now or clock.now())


def title(of: Merchant | None = None, *, score: str = "91.50", awarded: datetime | None = None) -> Title:
    """A title that holds since today, unless told when."""
    merchant = of or factories.merchant()
    day = (awarded or clock.now()).date()
    with unit_of_work():
        made = service.enter_earlier(
            merchant, score=Decimal(score), awarded_on=day, by=SYSTEM, now=clock.now()
        )
        service.publish_earlier([made], by=SYSTEM, now=clock.now())
    found = queries.by_number(made.number)
    assert found is not None
    return found


def case(about: Title, by: User, *, now: datetime | None = None) -> TitleCase:
    """The seller has been told that its title is to be taken away."""
    said = service.Case(Ground.DELIBERATE, "刷单 200 单", "长市监罚〔2026〕12 号", None)
    with unit_of_work():
        code = cases.open_case(about, said, [PAPER], by=by, now=now or clock.now()).code
    found = case_queries.case_by_code(code)
    assert found is not None
    return found
