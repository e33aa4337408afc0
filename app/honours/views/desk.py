"""The desk's side of the lists: propose, decide, take down."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.assessments import queries as assessments
from app.honours import forms, queries, service, waiting
from app.honours.models import HonourEntry
from app.honours.terms import HonourPermission, ListKind, Measure, Source, SourceKind
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.kernel import uscc
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.panels import queries as panels
from app.panels.models import PanelQuestion
from app.panels.terms import QuestionKind
from app.publicity import queries as notices
from app.publicity import rules as notice_rules
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeKind, Origin
from app.regions import queries as regions
from app.regions.terms import OrganisationKind

blueprint = Blueprint("honours", __name__)


def black_notice(code: str) -> PublicNotice | None:
    notice = notices.by_code(code)
    return notice if notice is not None and notice.kind is NoticeKind.BLACK_LIST else None


def black_entry(code: str) -> HonourEntry | None:
    found = queries.entry_by_code(code)
    return found if found is not None and found.edition.kind is ListKind.BLACK else None


@blueprint.get("/honours")
@requires(HonourPermission.LIST)
def index() -> ResponseReturnValue:
    today = clock.today()
    lists = [(kind, queries.standing(kind, today), queries.editions(kind)) for kind in ListKind]
    repairs = queries.open_repairs()
    return render_template(
        "honours/index.html", lists=lists, repairs=repairs, passed=_passed(), granted=queries.granted_repairs(),
        left=waiting.left([one.id for one in repairs], clock.now()),
    )  # fmt: skip


@blueprint.route("/honours/propose", methods=["GET", "POST"])
@requires(HonourPermission.PROPOSE)
def propose() -> ResponseReturnValue:
    form = _form()
    merchant = _merchant(form) if form.validate_on_submit() else None
    if merchant is not None:
        with sentence_on(form):
            if form.way.data == Origin.PANEL.value:
                return _referred(form, merchant)
            with unit_of_work():
                notice = service.propose_black(
                    merchant, _source(form), minutes=form.minutes.data, by=current_user, now=clock.now(),
                    origin=Origin(form.way.data),
                )  # fmt: skip
            flash(_("已开始公示。期满后由没有参与提名的管理员作出决定。"), "success")
            return redirect(url_for("publicity.show", code=notice.code), 303)
    return render_template("honours/propose.html", form=form)


@blueprint.post("/honours/passed/<code>")
@loads(panels.question_by_code)
@requires(HonourPermission.PROPOSE)
def propose_passed(question: PanelQuestion) -> ResponseReturnValue:
    """Puts on notice what a panel's vote has passed."""
    if question.kind is not QuestionKind.BLACK_LIST:
        abort(404)
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                notice = service.propose_black(
                    question.merchant, Source.read(question.source), by=current_user, now=clock.now(), origin=Origin.PANEL,
                    question=question, minutes=f"评议会 {question.sitting.code if question.sitting else ''} 会议记录",
                )  # fmt: skip
            flash(_("已开始公示。期满后由没有参与提名的管理员作出决定。"), "success")
            return redirect(url_for("publicity.show", code=notice.code), 303)
    for said in form.form_errors:
        flash(said, "error")
    return redirect(url_for("honours.index"), 303)


@blueprint.route("/honours/notices/<code>/decide", methods=["GET", "POST"])
@loads(black_notice)
@requires(HonourPermission.DECIDE)
@confirmed
def decide(notice: PublicNotice) -> ResponseReturnValue:
    form = EmptyForm()
    if request.method == "GET" and notice.state not in notice_rules.UNDECIDED:
        return redirect(url_for("publicity.show", code=notice.code), 303)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                edition = service.decide_black(notice, by=current_user, now=clock.now())
            flash(_("黑榜已发布。") if edition else _("异议成立或来源已到期，没有列入黑榜。"), "success")
            return redirect(url_for("honours.index"), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        notice = notices.by_code(notice.code) or notice
    return render_template(
        "honours/decide.html", form=form, notice=notice, proposal=queries.proposal_of(notice.id)
    )


@blueprint.route("/honours/entries/<code>/repair", methods=["GET", "POST"])
@loads(black_entry)
@requires(HonourPermission.REPAIR)
def repair(entry: HonourEntry) -> ResponseReturnValue:
    form = forms.RepairForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.repair(
                    entry,
                    by=current_user,
                    note=form.note.data,
                    now=clock.now(),
                    annulled=bool(form.annulled.data),
                )
            flash(_("已从黑榜撤下，公开页面即时更新。"), "success")
            return redirect(url_for("honours.index"), 303)
    if form.form_errors:  # the refusal undid what was loaded too
        entry = black_entry(entry.code) or entry
    return render_template("honours/repair.html", form=form, entry=entry)


def _form() -> forms.BlackForm:
    form = forms.BlackForm()
    form.panel.choices = [(one.id, one.name) for one in regions.organisations(OrganisationKind.PANEL)] or [
        (0, "—")
    ]
    return form


def _referred(form: forms.BlackForm, merchant: Merchant) -> ResponseReturnValue:
    panel, cycle = regions.organisation(form.panel.data), assessments.current_cycle()
    if panel is None or panel.kind is not OrganisationKind.PANEL or cycle is None:
        form.panel.errors = [_("现在没有进行中的年度评定或考评组，不能交考评组投票。")]
        return render_template("honours/propose.html", form=form)
    with unit_of_work():
        service.refer_black(merchant, _source(form), panel, cycle, by=current_user, now=clock.now())
    flash(_("已交%(panel)s评议，投票通过后再开始公示。", panel=panel.name), "success")
    return redirect(url_for("honours.index"), 303)


def _passed() -> list[PanelQuestion]:
    """What panels have passed for the black list and nobody has put on notice yet."""
    cycle = assessments.current_cycle()
    found = panels.passed(cycle.id, None, QuestionKind.BLACK_LIST) if cycle else ()
    taken = (
        queries.is_listed_or_asked([str(one.source.get("number")) for one in found]) if found else frozenset()
    )
    return [one for one in found if one.source.get("number") not in taken]


def _merchant(form: forms.BlackForm) -> Merchant | None:
    """The seller of this code; None after saying on the form what is wrong with the code."""
    found = None
    with sentence_on(form, "uscc"):
        found = merchants.by_uscc(uscc.read(form.uscc.data))
        if found is None:
            form.uscc.errors = [_("本县区没有登记这个代码的商家，请核对。")]
    return found


def _source(form: forms.BlackForm) -> Source:
    return Source(
        kind=SourceKind(form.kind.data), number=form.number.data, decided_on=form.decided_on.data, url=form.url.data,
        until=form.until.data, grounds=form.grounds.data, published_on=form.published_on.data,
        measure=Measure(form.measure.data or Measure.NONE), restricted_until=form.restricted_until.data,
    )  # fmt: skip
