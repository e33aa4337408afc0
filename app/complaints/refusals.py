"""Sentences for refusals that say different things for different reasons."""

from datetime import datetime

from app.complaints.terms import State
from app.infra.i18n import _, day_text
from app.infra.phrases import word
from app.kernel.clock import local_day


def move_refused(now: State, to: State) -> str:
    """A second click is told that it was done; anything else, where the case stands."""
    if now is to:
        return _("这件投诉已经是“%(now)s”，不用再做一次。", now=word(now))
    return _(
        "这件投诉现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新进展。", now=word(now), to=word(to)
    )


def erase_refused(reason: str, until: datetime | None) -> str:
    day = day_text(local_day(until)) if until else ""
    return {
        "open": _("投诉还没有结案，处理它要用到您的信息。可以先撤回投诉，再来删除。"),
        "bureau": _(
            "市场监管部门正在处理这件投诉，要用到您的信息。结案以后案卷依法保存，到期自动删除；保存期间只保存、不再使用。"
        ),
        "archive": _(
            "这件投诉已经过市场监管部门处理，案卷依法保存到 %(day)s。期间只保存、不再使用，到期自动删除。",
            day=day,
        ),
        "done": _("您的信息已经删除，不用再做一次。"),
    }[reason]


def reopen_refused(reason: str, days: int) -> str:
    return {
        "open": _("这件投诉还没有结案，不用重新打开，直接留言就可以。"),
        "lawful": _("按这个结果结案的，不能重新打开。您还可以申请仲裁或者向法院起诉，也可以另外提交投诉。"),
        "late": _("结案已超过 %(days)d 天，不能重新打开。您可以另外提交投诉，或者拨打 12315。", days=days),
    }[reason]


def appeal_refused(reason: str, days: int) -> str:
    return {
        "open": _("投诉结案以后才能申诉。现在请先答复消费者。"),
        "once": _("这件投诉已经申诉过或者已经不计入，不用再申诉。"),
        "late": _("结案已超过 %(days)d 天，不能再申诉。", days=days),
    }[reason]


def merge_refused(reason: str) -> str:
    return {
        "itself": _("不能和自己合并，请选另一件。"),
        "already": _("这件投诉已经合并过了。请刷新页面查看。"),
        "chain": _("两件中有一件已经参与过合并，请直接合并到最后办理的那一件。"),
        "seller": _("只能合并对同一商家的投诉。不同商家的，请用“关联”。"),
        "person": _("只能合并同一个人的投诉。不同的人的，请用“关联”。"),
    }[reason]


def link_refused(reason: str) -> str:
    return {
        "nobody": _("没有找到这个编号的投诉，请检查。"),
        "itself": _("不能和自己关联，请填另一件的编号。"),
    }[reason]


def no_such_one(what: str) -> str:
    return {
        "officer": _("没有这位市场监管人员，请重新选择。"),
        "station": _("不能转到这里：请选择另一个市场监管所；商家没有入驻园区的，直接转市场监管部门。"),
        "region": _("不能向本县区请求协查，请选择别的县区。"),
    }[what]


def setting_refused(reason: str) -> str:
    return {
        "announcement": _("公布扫码渠道要写明公告的文号或标题，供人核对。"),
        "pack": _("没有这套承诺，请重新选择。"),
    }[reason]
