"""Following a complaint with number and secret code: read, write, say whether it is solved, withdraw, go to 12315."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.clocks import counting
from app.clocks import queries as clocks
from app.complaints import attachments, forms, office_rules, policy, queries, rules, service
from app.complaints.models import Complaint
from app.complaints.terms import ConsumerWord, Outcome, State, Step
from app.complaints.views import blueprint, own, sent
from app.infra import clock
from app.infra.access import public
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.infra.scope import current_region
from app.regions import queries as regions


@blueprint.route("/r/<region_code>/complaints/follow", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP, methods=["POST"])
def follow(region_code: str) -> ResponseReturnValue:
    form = forms.FollowForm(code=request.args.get("code", ""))
    if form.validate_on_submit():
        with sentence_on(form):
            known = queries.by_receipt(form.code.data, form.secret.data)
            if known is None:
                raise rules.SecretWrong
            own.may_follow(known.code)
            return redirect(url_for("complaints.case", region_code=region_code, code=known.code), 303)
    return render_template("complaints/follow.html", form=form)


@blueprint.get("/r/<region_code>/complaints/follow/<code>")
@own.own_case
def case(complaint: Complaint) -> ResponseReturnValue:
    return _case(complaint, forms.MessageForm())


def _case(complaint: Complaint, form: forms.MessageForm) -> ResponseReturnValue:
    return render_template(
        "complaints/case.html",
        complaint=complaint,
        form=form,
        deadlines=counting.shown(clocks.running(complaint), clock.now(), regions.calendar()),
        words=_words(complaint),
        may_go_to_bureau=complaint.merged_into_id is None and State.TO_BUREAU in rules.MOVES[complaint.state],
        may_ask_station=_may_ask_station(complaint),
        after=_after(complaint),
        files=attachments.of(complaint),
    )


@blueprint.post("/r/<region_code>/complaints/follow/<code>/messages")
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_message(complaint: Complaint) -> ResponseReturnValue:
    """What cannot be sent stays on the page, with the sentence why."""
    form, code, now = forms.MessageForm(), complaint.code, clock.now()
    if form.validate_on_submit() and (files := sent.cleaned(form)) is not None:
        with sentence_on(form):
            with unit_of_work():
                service.leave_message(complaint, form.text.data, by=None, form_key=form.key.data, now=now)
                attachments.keep_by_form(complaint, form.key.data, files, now=now)
            flash(_("留言已发出。"), "success")
            return _back(complaint)
    return _case(queries.by_code(code) or complaint, form)


@blueprint.post("/r/<region_code>/complaints/follow/<code>/word")
@limiter.limit(PUBLIC_FORM)
@own.own_case
def case_word(complaint: Complaint) -> ResponseReturnValue:
    told = request.form.get("word", "")
    if EmptyForm().validate_on_submit() and told in set(ConsumerWord):
        with unit_of_work():
            service.say_word(complaint, ConsumerWord(told), text="", now=clock.now())
        flash(_("您的意见已记下，商家会看到。"), "success")
    return _back(complaint)


@blueprint.route("/r/<region_code>/complaints/follow/<code>/withdraw", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_case
def case_withdraw(complaint: Complaint) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.withdraw(complaint, text="", now=clock.now())
            flash(_("投诉已撤回。"), "success")
            return _back(complaint)
    return render_template("complaints/withdraw.html", form=form, complaint=complaint)


@blueprint.route("/r/<region_code>/complaints/follow/<code>/bureau", methods=["GET", "POST"])
@limiter.limit(PUBLIC_FORM, methods=["POST"])
@own.own_case
def case_bureau(complaint: Complaint) -> ResponseReturnValue:
    """转 12315: art. 10 asks for name and address; without them it goes all the same."""
    form = forms.BureauForm(name=complaint.name or "", address=complaint.address or "")
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.send_to_bureau(
                    complaint, text="", name=form.name.data or None, address=form.address.data or None, now=clock.now()
                )  # fmt: skip
            flash(_("已转到市场监管部门。法定期限从现在起算。"), "success")
            return _back(complaint)
    return render_template("complaints/to_bureau.html", form=form, complaint=complaint, here=regions.here())


def _may_ask_station(complaint: Complaint) -> bool:
    """Once: a station that has tried in vain is not offered a second time."""
    moves = rules.MOVES[complaint.state]
    return (
        complaint.merged_into_id is None
        and complaint.merchant.park_id is not None
        and State.AT_STATION in moves
        and all(one.step is not Step.STATION_FAILED for one in complaint.messages)
    )


def _after(complaint: Complaint) -> list[str]:
    """What may still be said once it has ended: rate, object, reopen. Nobody objects to having withdrawn."""
    if complaint.is_open or complaint.merged_into_id is not None:
        return []
    if complaint.outcome is Outcome.WITHDRAWN:
        return ["rate"]
    now = clock.now()
    try:
        days = policy.in_force(now).promises.reopen_days
        office_rules.reopens_to(complaint.outcome, complaint.closed_at, days, now)
    except office_rules.ReopenRefused:
        return ["rate", "object"]
    return ["rate", "object", "reopen"]


def _words(complaint: Complaint) -> list[ConsumerWord]:
    """ "Not solved" can be said once the seller has answered."""
    if not complaint.is_open or complaint.merged_into_id is not None:
        return []
    answered = complaint.state in (State.ANSWERED, State.SETTLED)
    return [ConsumerWord.SOLVED, ConsumerWord.PARTLY_SOLVED] + ([ConsumerWord.NOT_SOLVED] if answered else [])


def _back(complaint: Complaint) -> ResponseReturnValue:
    return redirect(url_for("complaints.case", region_code=current_region().code, code=complaint.code), 303)
