"""Which seller falls to which panel: the year's lot, and on to the next panel where one cannot judge."""

from datetime import datetime

from app.accounts.models import User
from app.assessments import lots
from app.assessments.models import Assessment, Cycle
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.panels import queries, rules
from app.panels.models import PanelDraw, PanelQuestion
from app.panels.terms import Outcome, PanelAction
from app.regions import queries as regions
from app.regions.models import Organisation
from app.regions.terms import OrganisationKind


def draw(cycle: Cycle, *, seed: str, source: str, by: User, now: datetime) -> PanelDraw:
    """Deal the year's sellers out to the panels by a published value; anyone can draw again and get the same.

    Raises ``rules.DrawnAlready`` (also once a panel has sat), ``rules.NothingToDraw``.
    """
    if queries.draw_of(cycle.id) is not None or queries.has_sat(cycle.id):
        raise rules.DrawnAlready
    panels = regions.organisations(OrganisationKind.PANEL)
    sellers = dict(lots.sellers(cycle.id))
    if not sellers:
        raise rules.NothingToDraw
    given = rules.by_lot(sellers, len(panels), seed)
    lots.assign({sellers[code]: panels[place - 1].id for code, place in given.items()})
    drawn = add(
        PanelDraw(
            cycle_id=cycle.id, seed=seed, source=source, panels=[{"id": one.id, "name": one.name} for one in panels],
            sellers=len(given), digest=rules.digest(given), drawn_at=now, drawn_by=by.name,
        )
    )  # fmt: skip
    audit.record(
        PanelAction.DRAWN,
        drawn,
        by=by,
        now=now,
        seed=seed,
        source=source,
        sellers=len(given),
        digest=drawn.digest,
    )
    return drawn


def pass_on(question: PanelQuestion, assessment: Assessment, *, by: User, now: datetime) -> Organisation:
    """A seller that its panel could not judge goes to the next one, which is given back. Raises ``rules.NotPassedOn``."""
    if question.outcome is not Outcome.NO_QUORUM or assessment.panel_id != question.panel_id:
        raise rules.NotPassedOn
    panels = {one.id: one for one in regions.organisations(OrganisationKind.PANEL)}
    to = rules.next_panel(question.panel_id, list(panels))
    assessment.panel_id = to
    Session().flush()
    audit.record(PanelAction.PASSED_ON, question, by=by, now=now, before=question.panel_id, to=to)
    return panels[to]
