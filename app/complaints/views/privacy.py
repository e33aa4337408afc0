"""What everybody may know of what we hold: the register, and every version of the words beside the forms."""

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.complaints.views import blueprint
from app.infra import retention, told
from app.infra.access import public
from app.infra.told import Subject
from app.regions import queries as regions


@blueprint.get("/r/<region_code>/privacy")
@public
def privacy(region_code: str) -> ResponseReturnValue:
    """What is kept of whom, why and how long: the register that the purge follows."""
    return render_template("complaints/privacy.html", register=retention.by_whose(), here=regions.here())


@blueprint.get("/r/<region_code>/privacy/<any(complaint,report,objection):subject>/<mark>", endpoint="told")
@public
def words_beside_a_form(region_code: str, subject: str, mark: str) -> ResponseReturnValue:
    """One version of what stood beside a form, for whoever filled it in."""
    version, here = told.by_mark(Subject(subject), mark) or abort(404), regions.here()
    words = told.words(version, bureau=here.bureau_name, hotline=here.hotline)
    return render_template(
        "complaints/told.html", words=words, subject=Subject(subject), since=version.loaded_at
    )
