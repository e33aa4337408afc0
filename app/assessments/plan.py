"""The assessments slice."""

from app.assessments import commands, desk, packs, permissions, phrases
from app.assessments.views import public, results, reviews, year  # noqa: F401  (their pages)
from app.assessments.views.blueprints import blueprint, review_pages, year_pages
from app.infra.plan import Slice

PLAN = Slice(
    name="assessments",
    blueprints=(year_pages, review_pages, blueprint),
    access=permissions.ACCESS,
    words=(phrases.WORDS, phrases.STANDINGS),
    errors=phrases.ERRORS,
    packs=packs.packs,
    nav=desk.NAV,
    todos=desk.todos,
    commands=(commands.assessments,),
)
