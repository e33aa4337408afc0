"""One act a page: what may be done now, and the page that does it."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import User
from app.complaints import around, rules
from app.complaints.models import Complaint
from app.complaints.terms import Clock, Outcome, State
from app.complaints.terms import ComplaintPermission as May
from app.infra.access import may
from app.infra.acts import lead_back
from app.infra.db import unit_of_work
from app.infra.forms import HouseForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on


@dataclass(frozen=True, slots=True)
class Act:
    label: str
    url: str
    tone: str = "plain"
    icon: str = ""


def open_to(user: User, complaint: Complaint) -> list[Act]:
    """What this person may do with it now, the likeliest first. Who: the policy. Whether now: the rules."""
    if complaint.merged_into_id is not None:
        return []
    return [
        *_of_the_shop(user, complaint),
        *_of_the_station(user, complaint),
        *_of_the_office(user, complaint),
        *_table(complaint),
    ]


def _table(complaint: Complaint) -> list[Act]:
    """Mediation online has pages of its own, in a slice above this one."""
    if complaint.state in (State.ACCEPTED, State.MEDIATING) or complaint.consumer_agreed_at is not None:
        return [Act(_("线上调解"), url_for("mediation.show", code=complaint.code), "plain", "users")]
    return []


def more_for(user: User, complaint: Complaint) -> list[Act]:
    """The office's work beside the way itself, folded away."""
    if not may(user, May.HANDLE, complaint):
        return []
    if complaint.merged_into_id is not None:
        return [_act(complaint, "unmerge", _("撤销合并"), icon="refresh")]
    found = [
        _act(complaint, "assign", _("交给谁办"), icon="user-plus"),
        _act(complaint, "link", _("关联和商品"), icon="link"),
        _act(complaint, "ask_help", _("请外县区协查"), icon="building-community"),
        _act(complaint, "mark", _("疑似恶意索赔"), icon="flag"),
        _act(complaint, "hand_over", _("移交违法线索"), icon="gavel"),
    ]
    if complaint.is_open:
        found.insert(1, _act(complaint, "transfer", _("转到别的所"), icon="arrow-right"))
        found.insert(2, _act(complaint, "merge", _("合并重复件"), icon="folder"))
    running = {one.clock: one for one in complaint.running}
    if (mediation := running.get(Clock.MEDIATE)) is not None:
        paused = mediation.paused_at is not None
        found.append(
            _act(complaint, "resume", _("检测结束，恢复计时"), icon="clock")
            if paused
            else _act(complaint, "pause", _("送鉴定、检测，暂停计时"), icon="clock")
        )
    return found


def _of_the_shop(user: User, complaint: Complaint) -> list[Act]:
    moves, found = rules.MOVES[complaint.state], []
    if may(user, May.ANSWER, complaint) and complaint.is_open:
        talking_on = complaint.state in rules.TALKING_ON
        if State.ANSWERED in moves or talking_on:
            found.append(_act(complaint, "answer", _("答复消费者"), "primary", "send"))
        if State.SETTLED in moves or talking_on:
            found.append(_act(complaint, "settle", _("已经处理好了"), "plain", "circle-check"))
    if _may_appeal(user, complaint):
        found.append(_act(complaint, "appeal", _("申诉，请不要计入"), "plain", "scale"))
    return found


def appeal_url(user: User, complaint: Complaint) -> str | None:
    """Where the seller says that it does not agree with how the case counts; None while, or since, it may not."""
    return url_for("complaints.appeal", code=complaint.code) if _may_appeal(user, complaint) else None


def _may_appeal(user: User, complaint: Complaint) -> bool:
    counted = not complaint.is_open and complaint.left_out_at is None and complaint.merged_into_id is None
    return counted and may(user, May.APPEAL, complaint) and around.appeal_of(complaint) is None


def _of_the_station(user: User, complaint: Complaint) -> list[Act]:
    if complaint.state is State.AT_STATION and may(user, May.COORDINATE, complaint):
        return [_act(complaint, "station", _("写下协调结果"), "primary", "users")]
    return []


def _of_the_office(user: User, complaint: Complaint) -> list[Act]:
    found: list[Act] = []
    if not may(user, May.HANDLE, complaint):
        return found
    moves = rules.MOVES[complaint.state]
    closing = around.waiting_closing(complaint)
    if closing is not None and closing.proposer_id != user.id:
        found.append(_act(complaint, "confirm", _("复核结案"), "primary", "check"))
    if State.ACCEPTED in moves:
        found.append(_act(complaint, "accept", _("受理"), "primary", "gavel"))
        found.append(_act(complaint, "decline", _("不予受理"), "plain", "ban"))
    if State.MEDIATING in moves:
        found.append(_act(complaint, "mediate", _("开始调解"), "primary", "scale"))
    if State.TO_BUREAU in moves:
        found.append(_act(complaint, "bureau", _("转市场监管处理"), "plain", "building"))
    if State.CLOSED in moves:
        found.append(_act(complaint, "close", _("结案"), "plain", "check"))
    if any(one.clock is Clock.NOTIFY for one in complaint.running):
        found.append(_act(complaint, "end_told", _("已告知双方"), "primary", "send"))
    made = around.appeal_of(complaint)
    if made is not None and made.decided_at is None:
        found.append(_act(complaint, "decide_appeal", _("决定商家申诉"), "primary", "scale"))
    return found


def page(
    complaint: Complaint,
    form: HouseForm,
    do: Callable[[], str | None],
    *,
    title: str,
    submit: str,
    told: str,
    lead: str = "",
    tone: str = "primary",
) -> ResponseReturnValue:
    """Show the form; when it is sent and right, do it, say so and lead back to the complaint. ``do`` may say it better.

    Opened when there is nothing to do any more (an old tab, an old notice), it leads back and says so before anybody
    fills it in. What was sent always goes to the rules: their refusal keeps what was written.
    """
    code = complaint.code
    if not form.is_submitted() and not _is_open(complaint):
        return lead_back(title, url_for("complaints.show", code=code))
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                better = do()
            flash(better or told, "success")
            return redirect(url_for("complaints.show", code=code), 303)
    return render_template(
        "complaints/act.html", code=code, form=form, title=title, submit=submit, lead=lead, tone=tone,
        wordings=_wordings(form),
    )  # fmt: skip


def _is_open(complaint: Complaint) -> bool:
    open_now = (*open_to(current_user, complaint), *more_for(current_user, complaint))
    return request.script_root + request.path in {one.url for one in open_now}


def ended(outcome: Outcome | None) -> str:
    """Said once a case is closed: after a mediation without agreement both sides are still to be told."""
    if outcome is Outcome.MEDIATION_ENDED:
        return _("已结案。还要告知双方终止调解，告知以后点“已告知双方”。")
    return _("已结案，双方都会收到通知。")


def _wordings(form: HouseForm) -> list[tuple[str, str]]:
    """Standard answers that an officer may take over into the text, each by a link: no script is needed."""
    if "text" not in form or not current_user.is_regulator:
        return []
    chosen = around.wording(request.args.get("wording", ""))
    if chosen is not None and not form.is_submitted():
        form["text"].data = chosen.text
    return [
        (one.title, url_for(request.endpoint or "", **(request.view_args or {}), wording=one.code))
        for one in around.wordings()
    ]


def _act(complaint: Complaint, name: str, label: str, tone: str = "plain", icon: str = "") -> Act:
    return Act(label, url_for(f"complaints.{name}", code=complaint.code), tone, icon)
