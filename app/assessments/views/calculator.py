"""The public calculator: no account, no script. A shop types what it knows, or loads its export, and finds the same number."""

from typing import Any

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from app.assessments import calculating, explanation, forms, reckoning, rubric_versions, rules, writing
from app.assessments.answers import read_answers
from app.assessments.explanation import Told
from app.assessments.packs import rubric_of
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation, Form
from app.assessments.views.blueprints import calculator_pages
from app.infra.access import public
from app.infra.i18n import _
from app.infra.limits import PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.merchants.terms import MerchantKind


@calculator_pages.route("/r/<region_code>/calculator", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def scores(region_code: str) -> ResponseReturnValue:
    """From scores that are known."""
    form, told = writing.calculator_form(), None
    if form.validate_on_submit():
        rubric = _newest(form.kind.data)
        with sentence_on(form):
            result = calculating.from_scores(rubric, form.typed(), reckoning.scoring_policy())
            told = explanation.of_kept(result, rubric)
    return _page("assessments/calculator.html", form, told)


@calculator_pages.route("/r/<region_code>/calculator/file", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def file(region_code: str) -> ResponseReturnValue:
    """From an export."""
    form, told = writing.ExportForm(), None
    if form.validate_on_submit():
        text = form.text()
        if text is None:
            form.file.errors = [_("这个文件不是 UTF-8 编码，请重新下载，或另存为 UTF-8 再试")]
        elif not text.strip():
            form.file.errors = [_("请选一个文件，或者把内容贴进来")]
        else:
            with sentence_on(form):
                told = explanation.of_kept(*reversed(calculating.from_file(text)))
    return _page("assessments/calculator_file.html", form, told)


@calculator_pages.route("/r/<region_code>/calculator/<kind>/<evaluation>", methods=["GET", "POST"])
@public
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def one_form(region_code: str, kind: str, evaluation: str) -> ResponseReturnValue:
    """One form, item by item: what it would come to."""
    if kind not in set(MerchantKind) or evaluation not in set(Evaluation):
        abort(404)
    name, rubric = Evaluation(evaluation), _newest(kind)
    sheet = rubric.evaluations[name]
    form, scored = forms.sheet_form(rubric, sheet), None
    form.note.data = _("试算")
    if form.validate_on_submit():
        form.note.data = _("试算")
        if form.check(sheet):
            answers = read_answers(sheet, form.raw(sheet), name.value)
            scored = rules.score_form(sheet, Form("calculator", name, answers))
    return render_template(
        "assessments/calculator_form.html", form=form, sheet=sheet, scored=scored, evaluation=name, kind=MerchantKind(kind),
    )  # fmt: skip


def _newest(kind: str) -> Rubric:
    version = rubric_versions.newest(MerchantKind(kind))
    return rubric_of(version.id) if version is not None else abort(404)


def _page(template: str, form: Any, told: Told | None) -> ResponseReturnValue:
    return render_template(
        template,
        form=form,
        told=told,
        evaluations=list(Evaluation),
        kinds=list(MerchantKind),
        county=current_region(),
    )
