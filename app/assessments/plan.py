"""The assessments slice."""

from app.assessments import commands, desk, dues, packs, permissions, phrases, sights
from app.assessments.views import anew, calculator, evidence, filled, public, results, reviews, rubrics, year  # noqa: F401  (their pages)
from app.assessments.views.blueprints import (
    blueprint,
    calculator_pages,
    form_pages,
    review_pages,
    rubric_pages,
    year_pages,
)
from app.infra.plan import Slice

PLAN = Slice(
    name="assessments",
    blueprints=(year_pages, review_pages, form_pages, rubric_pages, calculator_pages, blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.STANDINGS),
    errors=phrases.ERRORS,
    packs=packs.packs,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    sights=sights.sights,
    counts=sights.counts,
    commands=(commands.assessments,),
)
