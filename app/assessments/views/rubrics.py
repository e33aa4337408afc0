"""The rubric editor: versions, drafts, the text, the form as people will see it, a dry run, publishing."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import forms, rubric_drafts, rubric_versions, writing
from app.assessments.dryrun import Trial
from app.assessments.kinds import AssessmentPermission
from app.assessments.models import RubricDraft
from app.assessments.packs import rubric_of
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation
from app.assessments.views.blueprints import rubric_pages
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.packs import PolicyVersion
from app.infra.phrases import sentence, sentence_on
from app.kernel.errors import DomainError
from app.merchants.terms import MerchantKind


@rubric_pages.get("/rubrics")
@requires(AssessmentPermission.FOLLOW)
def index() -> ResponseReturnValue:
    return render_template(
        "assessments/rubrics.html", versions=rubric_versions.known(), drafts=rubric_versions.drafts(),
        uses=rubric_versions.uses(), kinds=MerchantKind,
    )  # fmt: skip


@rubric_pages.route("/rubrics/new", methods=["GET", "POST"])
@requires(AssessmentPermission.RUBRICS)
def new() -> ResponseReturnValue:
    """A draft from the newest version there is."""
    form = writing.StartForm(data={"year": clock.today().year + 1}).with_choices()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                draft = rubric_drafts.start(
                    MerchantKind(form.kind.data), form.year.data, by=current_user, now=clock.now()
                )
            return redirect(url_for("rubrics.edit", code=draft.code), 303)
    return render_template("assessments/rubric_new.html", form=form)


@rubric_pages.get("/rubrics/versions/<int:number>")
@loads(rubric_versions.version, "number")
@requires(AssessmentPermission.FOLLOW)
def show(version: PolicyVersion) -> ResponseReturnValue:
    """A version as people see it, form by form."""
    return _preview(rubric_of(version.id), None)


@rubric_pages.route("/rubrics/<code>", methods=["GET", "POST"])
@loads(rubric_versions.by_code)
@requires(AssessmentPermission.RUBRICS)
def edit(draft: RubricDraft) -> ResponseReturnValue:
    """Every save keeps the text, right or wrong, and says what is wrong with it. Shares that were changed go into it."""
    if draft.version_id is not None:
        return redirect(url_for("rubrics.show", number=draft.version_id), 303)
    form = writing.SourceForm(data={"source": draft.source})
    shares = writing.shares_form(None) if any(name in request.form for name in Evaluation) else None
    if form.validate_on_submit() and (shares is None or shares.validate()):
        text = form.text()
        if text is None:
            form.file.errors = [_("这个文件不是 UTF-8 编码，请另存为 UTF-8 再上传")]
        else:
            with sentence_on(shares or form):
                with unit_of_work():
                    before, _wrong = _checked(draft)
                    rubric_drafts.save(draft, text, now=clock.now())
                    if shares and not (before and before.weights == shares.weights()):
                        rubric_drafts.share(draft, shares.weights(), now=clock.now())
                flash(_("已保存。"), "success")
                return redirect(url_for("rubrics.edit", code=draft.code), 303)
    if form.is_submitted():  # a refusal undid what was loaded too
        draft = rubric_versions.by_code(draft.code) or draft
    return _editor(draft, form, shares)


@rubric_pages.get("/rubrics/<code>/preview")
@loads(rubric_versions.by_code)
@requires(AssessmentPermission.RUBRICS)
def preview(draft: RubricDraft) -> ResponseReturnValue:
    """The five forms as people will see them."""
    rubric, _wrong = _checked(draft)
    if rubric is None:
        return redirect(url_for("rubrics.edit", code=draft.code), 303)
    return _preview(rubric, draft)


@rubric_pages.get("/rubrics/<code>/dry-run")
@loads(rubric_versions.by_code)
@requires(AssessmentPermission.RUBRICS)
def dry_run(draft: RubricDraft) -> ResponseReturnValue:
    """What last year's forms would have come to under the draft."""
    rubric, _wrong = _checked(draft)
    if rubric is None:
        return redirect(url_for("rubrics.edit", code=draft.code), 303)
    scored = rubric_versions.last_scored(MerchantKind(draft.kind))
    trials, unanswered = rubric_drafts.tried(rubric, scored)
    return render_template(
        "assessments/rubric_dry_run.html", draft=draft, trials=trials, texts=_texts(rubric, unanswered),
        year=scored[0].cycle.year if scored else None, sums=_sums(trials),
    )  # fmt: skip


@rubric_pages.route("/rubrics/<code>/publish", methods=["GET", "POST"])
@loads(rubric_versions.by_code)
@requires(AssessmentPermission.RUBRICS)
def publish(draft: RubricDraft) -> ResponseReturnValue:
    form = EmptyForm()
    if request.method == "GET" and draft.version_id is not None:
        return redirect(url_for("rubrics.show", number=draft.version_id), 303)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                made = rubric_drafts.publish(draft, by=current_user, now=clock.now())
            flash(_("已发布 %(year)s 年第 %(version)s 版。", year=made.year, version=made.version), "success")
            return redirect(url_for("rubrics.index"), 303)
    again = rubric_versions.by_code(draft.code) if form.form_errors else draft
    return render_template(
        "assessments/rubric_publish.html", draft=again, form=form, kind=MerchantKind(draft.kind)
    )


@rubric_pages.post("/rubrics/<code>/drop")
@loads(rubric_versions.by_code)
@requires(AssessmentPermission.RUBRICS)
def drop(draft: RubricDraft) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                rubric_drafts.drop(draft, by=current_user, now=clock.now())
            flash(_("草稿已放弃。"), "success")
    return redirect(url_for("rubrics.index"), 303)


def _checked(draft: RubricDraft) -> tuple[Rubric | None, str]:
    try:
        return rubric_drafts.checked(draft), ""
    except DomainError as refusal:
        return None, sentence(refusal)


def _editor(
    draft: RubricDraft, form: writing.SourceForm, shares: writing.SharesForm | None
) -> ResponseReturnValue:
    """``shares``: as they were sent and refused, so that nobody types them again."""
    rubric, wrong = _checked(draft)
    if shares is None and rubric is not None:
        shares = writing.shares_form(rubric)
    return render_template(
        "assessments/rubric_edit.html", draft=draft, form=form, rubric=rubric, wrong=wrong,
        missing=rubric.without_words() if rubric else [], shares=shares, kind=MerchantKind(draft.kind),
    )  # fmt: skip


def _preview(rubric: Rubric, draft: RubricDraft | None) -> ResponseReturnValue:
    sheets = {name: forms.sheet_form(rubric, rubric.evaluations[name]) for name in Evaluation}
    return render_template(
        "assessments/rubric_preview.html",
        rubric=rubric,
        draft=draft,
        sheets=sheets,
        kind=MerchantKind(rubric.kind),
    )


def _texts(rubric: Rubric, unanswered: list[str]) -> list[str]:
    return [f"{item.code} {item.text.zh}" for _evaluation, item in rubric.lines() if item.code in unanswered]


def _sums(trials: list[Trial]) -> dict[str, int]:
    return {
        "up": sum(1 for one in trials if (one.difference or 0) > 0),
        "down": sum(1 for one in trials if (one.difference or 0) < 0),
        "reach": sum(1 for one in trials if one.crosses == "up"),
        "miss": sum(1 for one in trials if one.crosses == "down"),
    }
