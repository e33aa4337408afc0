"""The two forms that anyone can fill in: a parcel's holder, a citizen. No account, no script, no name."""

from flask import make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import forms, queries, reviews, signs, year
from app.assessments.errors import NotAssessed, OwnShop, TokenNotGenuine
from app.assessments.models import Assessment
from app.assessments.packs import rubric_of
from app.assessments.reviews import Sender
from app.assessments.rubric import FormSheet
from app.assessments.terms import Evaluation
from app.assessments.views.again import again
from app.assessments.views.blueprints import blueprint
from app.assessments.views.senders import keep_device, sender_of
from app.infra import clock, guard
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence, sentence_on
from app.infra.scope import current_region
from app.kernel.errors import DomainError
from app.labels.history import of_label
from app.labels.lookup import look_up
from app.labels.terms import Standing
from app.merchants import queries as merchants

FOUND_AT_MOST = 20


@blueprint.route("/r/<region_code>/reviews/new", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def consumer_form(region_code: str) -> ResponseReturnValue:
    """One review for each label. The same token may change it for seven days."""
    found = look_up(request.args.get("token", ""))
    if found.standing is not Standing.GENUINE or found.batch is None:
        return _sorry(TokenNotGenuine())
    assessment = queries.current_of(found.batch.merchant_id)
    if assessment is None:
        return _sorry(NotAssessed())
    sender = sender_of(request, token=found.token, history=of_label(found.batch, found.serial or 0))
    before = queries.live_by_token(assessment.id, sender.token_hash or "")
    kept = (before.answers, before.note) if before else None
    return _form_page(assessment, Evaluation.CONSUMER, sender, kept, (found.batch.id, found.serial or 0))


@blueprint.route("/r/<region_code>/reviews/social", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def social_form(region_code: str) -> ResponseReturnValue:
    """A citizen's view of a seller: found by name or named in the address."""
    merchant = merchants.by_code(request.args.get("merchant", ""))
    if merchant is None:
        return _choose()
    assessment = queries.current_of(merchant.id)
    if assessment is None:
        return _sorry(NotAssessed())
    return _form_page(assessment, Evaluation.SOCIAL, sender_of(request), None)


@blueprint.get("/r/<region_code>/reviews/thanks")
@public
def thanks(region_code: str) -> ResponseReturnValue:
    return render_template(
        "assessments/thanks.html", days=year.CHANGE_DAYS, kind=request.args.get("kind", "")
    )


def _form_page(
    assessment: Assessment,
    evaluation: Evaluation,
    sender: Sender,
    kept: tuple[dict[str, object], str] | None,
    parcel: tuple[int, int] | None = None,
) -> ResponseReturnValue:
    try:
        _refuse_own_shop(assessment)
        year.check_takes_forms(
            assessment.cycle.state, assessment.state, is_reassessing=assessment.is_reassessing
        )
    except DomainError as refusal:
        return _sorry(refusal, 409 if request.method == "POST" else 200)
    rubric, sheet = rubric_of(assessment.rubric_version_id), reviews.sheet_of(assessment, evaluation)
    form = forms.sheet_form(rubric, sheet, *(kept or ()))
    act = request.form.get("act")
    if act != "change" and form.validate_on_submit() and form.check(sheet):
        if act == "check":
            return render_template(
                "assessments/public_check.html", assessment=assessment, form=form, sheet=sheet, evaluation=evaluation,
                lines=forms.lines_of(rubric, sheet, form.raw(sheet)), raw=form.raw(sheet), parcel=parcel,
            )  # fmt: skip
        with sentence_on(form):
            if not form.website.data:
                _take(assessment, evaluation, form, sheet, sender, parcel)
            kind = evaluation.value
            return redirect(url_for("assessments.thanks", region_code=current_region().code, kind=kind), 303)
    page = render_template(
        "assessments/public_form.html", assessment=again(assessment, form), form=form, sheet=sheet, evaluation=evaluation,
        is_change=kept is not None, days=year.CHANGE_DAYS, parcel=parcel, weighing=signs.weighing_policy(),
    )  # fmt: skip
    return keep_device(make_response(page), request)


def _take(
    assessment: Assessment,
    evaluation: Evaluation,
    form: forms.SheetForm,
    sheet: FormSheet,
    sender: Sender,
    parcel: tuple[int, int] | None,
) -> None:
    """The gate first, as before every form of strangers; then the review."""
    take = reviews.submit_consumer if evaluation is Evaluation.CONSUMER else reviews.submit_social
    now = clock.now()
    with unit_of_work():
        shown = guard.Shown(request.form.get("altcha", ""), parcel, request.form.get("ticket", ""))
        guard.admit("review", shown, now=now)
        take(assessment, form.raw(sheet), form.note.data or "", sender=sender, now=now)


def _refuse_own_shop(assessment: Assessment) -> None:
    if current_user.is_authenticated and current_user.merchant_id == assessment.merchant_id:
        raise OwnShop


def _choose() -> ResponseReturnValue:
    form = forms.FindSellerForm(request.args)
    words = (form.words.data or "").strip()
    found = merchants.page_of(words=words) if words else None
    return render_template("assessments/choose.html", form=form, words=words, found=found)


def _sorry(refusal: DomainError, status: int = 404) -> ResponseReturnValue:
    return render_template("assessments/sorry.html", told=sentence(refusal)), status
