"""The selfchecks slice."""

from app.infra.plan import Slice
from app.selfchecks import desk, dues, permissions, phrases, sights
from app.selfchecks.views import answering, exporting, first_pass, papers, proving, reading, reports, tasks

PLAN = Slice(
    name="selfchecks",
    blueprints=(
        answering.blueprint,
        first_pass.blueprint,
        proving.blueprint,
        reading.blueprint,
        exporting.blueprint,
        reports.blueprint,
        papers.blueprint,
        tasks.blueprint,
    ),
    access=permissions.ACCESS,
    words=(phrases.WORDS,),
    errors=phrases.ERRORS,
    nav=desk.NAV,
    todos=desk.todos,
    dues=dues.dues,
    sights=sights.sights,
)
