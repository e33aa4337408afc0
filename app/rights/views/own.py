"""The shop's page: its score, what it may do about it until when, and what became of what it did."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.assessments.models import Assessment
from app.infra import clock, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.papers import Paper
from app.infra.phrases import sentence_on, word
from app.kernel import codes
from app.rights import forms, phrases, queries, rules, service
from app.rights.models import Claim
from app.rights.terms import ClaimKind, RightsPermission

blueprint = Blueprint("own_rights", __name__)
FORMS = {
    ClaimKind.REPLY: forms.ClaimForm,
    ClaimKind.CORRECTION: forms.AskForm,
    ClaimKind.APPEAL: forms.AppealForm,
    ClaimKind.REASSESSMENT: forms.ReassessForm,
}


@blueprint.get("/claims/mine")
@requires(RightsPermission.USE)
def mine() -> ResponseReturnValue:
    assessment = assessments.latest_of(current_user.merchant_id)
    term = service.appeal_term(assessment.scored_at) if assessment and assessment.scored_at else None
    claims, now = queries.of_merchant(current_user.merchant_id), clock.now()
    ongoing = {
        one.kind: one.code
        for one in claims
        if assessment and one.assessment_id == assessment.id and one.state in rules.ONGOING
    }
    return render_template(
        "rights/mine.html", assessment=assessment, claims=claims, term=term, kinds=list(ClaimKind),
        explained=phrases.EXPLAINED, now=now, ongoing=ongoing,
        may_appeal=bool(assessment and service.appealable(assessment, claims, now)),
    )  # fmt: skip


@blueprint.route("/claims/new/<kind>", methods=["GET", "POST"])
@requires(RightsPermission.USE)
def new(kind: str) -> ResponseReturnValue:
    assessment = assessments.latest_of(current_user.merchant_id)
    if kind not in set(ClaimKind) or assessment is None:
        abort(404)
    wanted = ClaimKind(kind)
    form = _form(wanted, assessment)
    if form.validate_on_submit():
        with sentence_on(form):
            words = service.Words(
                wanted, form.text.data, form.form_key.data[:40], _paper(form), _against(form, assessment)
            )
            with unit_of_work():
                claim = service.make(assessment, words, by=current_user, now=clock.now())
            flash(_("已收到，编号 %(code)s。", code=claim.code), "success")
            return redirect(url_for("rights.show", code=claim.code), 303)
    return render_template("rights/new.html", form=form, kind=wanted, explained=phrases.EXPLAINED[wanted])


@blueprint.post("/claims/<code>/withdraw")
@loads(queries.by_code)
@requires(RightsPermission.WITHDRAW)
def withdraw(claim: Claim) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.withdraw(claim, by=current_user, now=clock.now())
            flash(_("已撤回。"), "success")
    for said in form.form_errors:
        flash(said, "error")
    return redirect(url_for("own_rights.mine"), 303)


def _form(kind: ClaimKind, assessment: Assessment) -> forms.ClaimForm:
    form: forms.ClaimForm = FORMS[kind]()
    form.form_key.data = form.form_key.data or codes.fresh(16)
    if isinstance(form, forms.AppealForm):
        claims = queries.of_merchant(current_user.merchant_id)
        form.against.choices = [
            (one.code, f"{word(one.kind)} {one.code}") if one else ("", _("评定分数"))
            for one in service.appealable(assessment, claims, clock.now())
        ] or [("", _("评定分数"))]
    return form


def _paper(form: forms.ClaimForm) -> Paper | None:
    return uploads.paper_or_none(form.file.data) if isinstance(form, forms.AskForm) else None


def _against(form: forms.ClaimForm, assessment: Assessment) -> Claim | None:
    code = form.against.data if isinstance(form, forms.AppealForm) else ""
    found = queries.by_code(code) if code else None
    return found if found is not None and found.assessment_id == assessment.id else None
