"""The files of one's own draft, and correcting what one has submitted."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import acts, corrections, form_queries, proofs, queries, reviews
from app.assessments.kinds import EVALUATION_OF, AssessmentPermission, ReviewState
from app.assessments.models import Assessment, ReviewForm
from app.assessments.rubric import FormSheet
from app.assessments.views.again import again
from app.assessments.views.blueprints import review_pages
from app.infra import clock, storage, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, say
from app.infra.phrases import sentence_on


@review_pages.route("/reviews/<code>/proofs", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def evidence(assessment: Assessment) -> ResponseReturnValue:
    """Photographs and papers, each with the item that it bears out."""
    kept, sheet = _draft(assessment), reviews.sheet_of(assessment, EVALUATION_OF[current_user.role])
    form = acts.ProofForm(data={"item": request.args.get("item", "")})
    form.item.choices = _items(sheet)
    if form.validate_on_submit():
        with sentence_on(form, "files"):
            fresh = uploads.papers(form.files.data)
            with unit_of_work():
                if kept is None:
                    kept = reviews.save_draft(assessment, {}, "", by=current_user, now=clock.now())
                proofs.add_files(assessment, kept, form.item.data, fresh, by=current_user, now=clock.now())
            flash(_("证据材料已保存。"), "success")
            return redirect(url_for("reviews.evidence", code=assessment.code, item=form.item.data), 303)
    return render_template(
        "assessments/evidence.html", assessment=again(assessment, form), form=form,
        proofs=form_queries.proofs_of(kept.id) if kept and kept.id else [], texts=dict(_items(sheet)),
    )  # fmt: skip


@review_pages.post("/reviews/<code>/proofs/remove")
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def remove_evidence(assessment: Assessment) -> ResponseReturnValue:
    kept, form = _draft(assessment), acts.RemoveForm()
    if kept is not None and form.validate_on_submit() and (form.proof.data or "").isdigit():
        with unit_of_work():
            proofs.remove(kept, int(form.proof.data))
        flash(_("已移除。"), "success")
    return redirect(url_for("reviews.evidence", code=assessment.code), 303)


@review_pages.get("/reviews/<code>/proofs/<file>")
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def own_file(assessment: Assessment, file: str) -> ResponseReturnValue:
    """A file of one's own draft; nobody else's."""
    kept = queries.own_form(assessment.id, EVALUATION_OF[current_user.role], current_user.id)
    found = [one for one in form_queries.proofs_of(kept.id) if one.file.code == file] if kept else []
    return storage.serve(found[0].file, inline=True) if found else abort(404)


@review_pages.route("/reviews/<code>/correct", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(AssessmentPermission.REVIEW)
def correct(assessment: Assessment) -> ResponseReturnValue:
    """A new version of what one has submitted; the old one stays to be read."""
    kept = queries.own_form(assessment.id, EVALUATION_OF[current_user.role], current_user.id)
    if kept is None or kept.state is ReviewState.DRAFT:
        return redirect(url_for("reviews.fill", code=assessment.code), 303)
    form = acts.CorrectForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                corrections.begin_correction(
                    assessment, kept, form.reason.data, by=current_user, now=clock.now()
                )
            flash(_("已按原来的作答开了一份新的，改好后重新提交。"), "success")
            return redirect(url_for("reviews.fill", code=assessment.code), 303)
    return render_template("assessments/correct.html", assessment=again(assessment, form), form=form)


def _draft(assessment: Assessment) -> ReviewForm | None:
    """One's own draft; what was submitted takes no more files."""
    kept = queries.own_form(assessment.id, EVALUATION_OF[current_user.role], current_user.id)
    if kept is not None and kept.state is not ReviewState.DRAFT:
        abort(redirect(url_for("reviews.fill", code=assessment.code), 303))
    return kept


def _items(sheet: FormSheet) -> list[tuple[str, str]]:
    wanted = [item for item in sheet.items if item.proof] or list(sheet.items)
    return [(item.code, say(item.text.zh, item.text.en)) for item in wanted]
