"""Second looks: the end that goes against the consumer's word, the seller's appeal, the notice that mediation ended."""

from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import around, forms, office_forms, queries, service
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import acts, blueprint
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.i18n import _
from app.infra.phrases import word


@blueprint.route("/complaints/<code>/confirm", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def confirm(complaint: Complaint) -> ResponseReturnValue:
    """Ends it as proposed, or sends it back."""
    form, proposal = office_forms.ConfirmForm(), around.waiting_closing(complaint)

    def do() -> str:
        if form.decision.data == "yes":
            service.confirm(complaint, by=current_user, now=clock.now())
            return acts.ended(complaint.outcome)
        service.refuse(complaint, by=current_user, reason=form.reason.data, now=clock.now())
        return _("已退回继续办理，理由已告知提出结案的同事。")

    lead = (
        _(
            "%(who)s提出按“%(outcome)s”结案；消费者的话是“%(said)s”。理由：%(text)s",
            who=proposal.proposer_name, outcome=word(proposal.outcome), said=word(complaint.word), text=proposal.text,
        )
        if proposal
        else _("现在没有等待复核的结案。")
    )  # fmt: skip
    return acts.page(
        complaint,
        form,
        do,
        title=_("复核结案"),
        submit=_("提交复核意见"),
        told=_("复核意见已记下。"),
        lead=lead,
    )


@blueprint.route("/complaints/<code>/end-told", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.HANDLE)
def end_told(complaint: Complaint) -> ResponseReturnValue:
    form = forms.TextForm()

    def do() -> None:
        service.tell_end(complaint, by=current_user, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("已告知双方"), submit=_("记下告知"), told=_("已记下告知的时间和方式。"),
        lead=_("写明何时、用什么方式告知了消费者和商家终止调解。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/appeal", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.APPEAL)
def appeal(complaint: Complaint) -> ResponseReturnValue:
    form = office_forms.AppealForm()

    def do() -> None:
        service.appeal(complaint, by=current_user, text=form.text.data, now=clock.now())

    return acts.page(
        complaint, form, do, title=_("申诉，请不要计入"), submit=_("提出申诉"), told=_("申诉已提出，决定后会通知您。"),
        lead=_("申诉成立的，这件投诉不再计入您店的统计和评定，理由会写在这件投诉上。每件投诉只能申诉一次。"),
    )  # fmt: skip


@blueprint.route("/complaints/<code>/appeal/decide", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(May.DECIDE_APPEAL)
def decide_appeal(complaint: Complaint) -> ResponseReturnValue:
    form, made = office_forms.AppealDecisionForm(), around.appeal_of(complaint)

    def do() -> None:
        granted = form.granted.data == "yes"
        service.decide_appeal(
            complaint, by=current_user, granted=granted, reason=form.reason.data, now=clock.now()
        )

    return acts.page(
        complaint, form, do, title=_("决定商家申诉"), submit=_("作出决定"), told=_("决定已作出，商家会收到通知。"),
        lead=_("%(who)s：%(text)s", who=made.maker_name, text=made.text) if made else _("现在没有等待决定的申诉。"),
    )  # fmt: skip
