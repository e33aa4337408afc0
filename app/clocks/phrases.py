"""Sentences of the clocks slice. What a deadline says is in ``counting``."""

from app.clocks import rules
from app.clocks.terms import ClockAction, Unit
from app.infra.i18n import _, _l

WORDS = {
    Unit.HOURS: _l("小时"),
    Unit.WORKDAYS: _l("个工作日"),
    Unit.DAYS: _l("天"),
    ClockAction.PAUSED: _l("暂停计时"),
    ClockAction.RESUMED: _l("恢复计时"),
    ClockAction.EXTENDED: _l("延长期限"),
    ClockAction.REREAD: _l("规定或放假安排变了，重新计算期限"),
}


def pause_refused(reason: str) -> str:
    return {
        "over": _("这个期限已经结束或超期，不能再暂停。"),
        "paused": _("这个期限已经暂停，不用再做一次。"),
        "running": _("这个期限没有暂停，不用恢复。"),
        "backwards": _("恢复的时间早于暂停的时间，请检查。"),
    }[reason]


def extend_refused(reason: str) -> str:
    return {
        "never": _("这个期限按规定不能延长。"),
        "already": _("这个期限已经延长过一次，不能再延长。"),
        "over": _("这个期限已经结束或超期，不能再延长。"),
    }[reason]


ERRORS = {rules.PauseRefused.code: pause_refused, rules.ExtendRefused.code: extend_refused}
