"""The regulator's desk for reports. No page here opens for a seller or a park."""

from collections.abc import Callable

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.clocks import counting
from app.clocks import queries as clocks
from app.infra import clock, storage
from app.infra.access import loads, requires
from app.infra.acts import lead_back
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm, HouseForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.regions import queries as regions
from app.reports import forms, queries, service
from app.reports.models import Report
from app.reports.queries import ReportShelf
from app.reports.terms import ReportGround, ReportOutcome, ReportState
from app.reports.terms import ReportPermission as May
from app.reports.views import blueprint

MOST_WORDS = 60


@blueprint.get("/reports")
@requires(May.LIST)
def index() -> ResponseReturnValue:
    """What waits longest stands first."""
    told, now = request.args.get("shelf", ""), clock.now()
    shelf = ReportShelf(told) if told in set(ReportShelf) else ReportShelf.OPEN
    words = request.args.get("words", "").strip()[:MOST_WORDS]
    page = queries.page_of(shelf, now=now, words=words, after=request.args.get("after", type=int))
    calendar, running = (
        regions.calendar(),
        clocks.by_subject(Report.__tablename__, [one.id for one in page.rows]),
    )
    due = {key: counting.standing(found[0], now, calendar) for key, found in running.items()}
    return render_template(
        "reports/index.html", page=page, shelf=shelf, shelves=list(ReportShelf), due=due, words=words
    )


@blueprint.get("/reports/<code>")
@loads(queries.by_code)
@requires(May.READ)
def show(report: Report) -> ResponseReturnValue:
    return _show(report, forms.ReportNoteForm())


def _show(report: Report, form: forms.ReportNoteForm) -> ResponseReturnValue:
    return render_template(
        "reports/show.html",
        report=report,
        deadlines=counting.shown(clocks.of(report), clock.now(), regions.calendar()),
        form=form,
        may_take=report.state is ReportState.RECEIVED,
        may_extend=_may_extend(report),
        may_tell=_may_tell(report),
    )


def _may_extend(report: Report) -> bool:
    return any(one.extension and one.extended_at is None for one in clocks.running(report))


def _may_tell(report: Report) -> bool:
    """Also after the text message: it may not have arrived."""
    return not report.is_open and bool(report.name and report.phone)


@blueprint.post("/reports/<code>/take")
@loads(queries.by_code)
@requires(May.HANDLE)
def take(report: Report) -> ResponseReturnValue:
    if EmptyForm().validate_on_submit():
        with unit_of_work():
            service.take(report, by=current_user, now=clock.now())
        flash(_("已开始核查。"), "success")
    return redirect(url_for("reports.show", code=report.code), 303)


@blueprint.post("/reports/<code>/notes")
@loads(queries.by_code)
@requires(May.HANDLE)
def note(report: Report) -> ResponseReturnValue:
    """What cannot be sent stays on the page, with the sentence why."""
    form, code = forms.ReportNoteForm(), report.code
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.note(
                    report, form.text.data, by=current_user, private=form.private.data, form_key=form.key.data,
                    now=clock.now(),
                )  # fmt: skip
            flash(_("备注已记下。") if form.private.data else _("留言已发出。"), "success")
            return redirect(url_for("reports.show", code=code), 303)
    return _show(queries.by_code(code) or report, form)


@blueprint.route("/reports/<code>/extend", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def extend(report: Report) -> ResponseReturnValue:
    form = forms.ExtendForm()

    def do() -> None:
        service.extend(
            report, by=current_user, why=form.why.data, approved_by=form.approved_by.data, now=clock.now()
        )

    return _act(
        report, form, do, is_open=_may_extend(report), title=_("延长核查期限"), told=_("已延长 15 个工作日。"),
        lead=_("特殊情况下，经负责人批准可以延长一次，15 个工作日。"),
    )  # fmt: skip


@blueprint.route("/reports/<code>/decide", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def decide(report: Report) -> ResponseReturnValue:
    form = forms.DecideForm()

    def do() -> None:
        ground = ReportGround(form.ground.data) if form.ground.data else None
        service.decide(
            report, by=current_user, outcome=ReportOutcome(form.outcome.data), ground=ground, text=form.text.data,
            case_number=form.case_number.data or None, now=clock.now(),
        )  # fmt: skip

    return _act(
        report, form, do, is_open=report.is_open, title=_("作出决定"), told=_("已作出决定。实名举报人会收到短信。"),
        lead=_("核查清楚后，决定是否立案。理由会给举报人看，不会给商家看。"),
    )  # fmt: skip


@blueprint.route("/reports/<code>/tell", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def tell(report: Report) -> ResponseReturnValue:
    form = forms.TellForm()

    def do() -> None:
        service.tell_reporter(report, by=current_user, how=form.how.data, now=clock.now())

    return _act(
        report,
        form,
        do,
        is_open=_may_tell(report),
        title=_("记下已告知举报人"),
        told=_("已记下。"),
        lead=_("作出决定时已经发了短信。短信没有送到、又用别的方式告知的，在这里记下来。"),
    )


@blueprint.route("/reports/<code>/unmask", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.UNMASK)
@confirmed
def unmask(report: Report) -> ResponseReturnValue:
    """Name and phone in full, on this page only; the reason is on record before they are shown."""
    form = forms.ReporterReasonForm()
    name = phone = None
    if form.validate_on_submit():
        with unit_of_work():
            name, phone = service.unmask(report, by=current_user, reason=form.reason.data, now=clock.now())
    return render_template("reports/unmask.html", form=form, code=report.code, name=name, phone=phone)


@blueprint.get("/reports/<code>/files/<file_code>")
@loads(queries.by_code)
@requires(May.READ)
def evidence(report: Report, file_code: str) -> ResponseReturnValue:
    found = queries.file_of(report, file_code)
    if found is None:
        abort(404)
    with unit_of_work():
        service.note_evidence_seen(report, found, by=current_user, now=clock.now())
    return storage.serve(found.file, inline=found.file.media_type == storage.MediaKind.JPEG)


def _act(
    report: Report,
    form: HouseForm,
    do: Callable[[], None],
    *,
    is_open: bool,
    title: str,
    told: str,
    lead: str,
) -> ResponseReturnValue:
    """Show the form; when it is sent and right, do it, say so and lead back to the report.

    ``is_open``: whether there is anything to do; what was sent goes to the rules all the same.
    """
    code = report.code
    if not is_open and not form.is_submitted():
        return lead_back(title, url_for("reports.show", code=code))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                do()
            flash(told, "success")
            return redirect(url_for("reports.show", code=code), 303)
    return render_template("reports/act.html", code=code, form=form, title=title, lead=lead)
