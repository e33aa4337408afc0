"""Titles for tests: a panel with scored sellers, a notice about them, a title. Call them inside a region scope."""

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
from app.merchants.models import Merchant
from app.publicity.models import PublicNotice
from app.regions.terms import OrganisationKind
from app.titles import queries, service
from app.titles.models import Title
from tests import factories

THE_YEAR = 2026
AFTER_THE_NOTICE = timedelta(days=10)  # seven working days from Monday 2026-06-01 end on 06-10


@dataclass
class Year:
    """A panel and its sellers, scored as told, best first."""

    cycle: Cycle
    panelist: User
    scored: list[Assessment]


def year(*totals: str) -> Year:
    """A year with one panel and one seller for each total; 85 and more is enough."""
    panel = factories.organisation(OrganisationKind.PANEL)
    panelist = factories.user(Role.PANELIST, organisation_id=panel.id)
    for _ in totals:
        factories.merchant()
    with unit_of_work():
        cycle = assessment_service.open_cycle(THE_YEAR, by=SYSTEM, now=clock.now())
        for seller, total in zip(reversed(merchants_newest_first(len(totals))), totals, strict=True):
            one = assessments.of_merchant(cycle.id, seller.id)
            assert one is not None
            one.total, one.state, one.panel_id = Decimal(total), AssessmentState.SCORED, panel.id
            one.eligible = one.total >= 85
    return Year(cycle, panelist, list(assessments.scored(cycle.id)))


def merchants_newest_first(count: int) -> list[Merchant]:
    from app.merchants import queries as merchants  # here: only for this

    return list(merchants.page_of())[:count]


def on_notice(of: Year, *, now: datetime | None = None) -> PublicNotice:
    """All of the year's eligible sellers, proposed by its panel."""
    with unit_of_work():
        return service.propose(
            of.cycle, [one for one in of.scored if one.eligible], minutes="五人到会，一致同意", looked_up=True,
            by=of.panelist, now=now or clock.now(),
        )  # fmt: skip


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
