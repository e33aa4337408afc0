"""Sentences of the publicity slice."""

from app.infra.i18n import _l
from app.publicity import rules
from app.publicity.terms import NoticeKind, NoticeState, Origin, PublicityAction, PublicityClock

WORDS = {
    NoticeKind.TITLES: _l("授予放心电商称号"),
    NoticeKind.BLACK_LIST: _l("列入黑榜"),
    NoticeState.RUNNING: _l("公示中"),
    NoticeState.ENDED: _l("公示期满，待决定"),
    NoticeState.DECIDED: _l("已作出决定"),
    NoticeState.WITHDRAWN: _l("已撤回"),
    PublicityAction.OPENED: _l("开始公示"),
    PublicityAction.ENDED: _l("公示期满"),
    PublicityAction.DECIDED: _l("公示后作出决定"),
    PublicityAction.WITHDRAWN: _l("撤回公示"),
    PublicityAction.OBJECTED: _l("收到公示异议"),
    PublicityAction.ANSWERED: _l("答复公示异议"),
    PublicityAction.OBJECTOR_FORGOTTEN: _l("到期删除异议人信息"),
    PublicityAction.STOPPED: _l("分数变动，退出公示"),
    Origin.PANEL: _l("考评组投票提出"),
    Origin.RULE: _l("按规则提出"),
    Origin.OFFICER: _l("工作人员提出"),
    PublicityClock.RUN: _l("公示期"),
    PublicityClock.ANSWER: _l("答复异议"),
}

CLOCKS = {
    PublicityClock.RUN: _l("县区规定：公示 %(amount)s 个工作日，开始当天不算。"),
    PublicityClock.ANSWER: _l("县区规定：收到异议 %(amount)s 个工作日内答复。"),
}

ERRORS = {
    rules.MoveRefused.code: _l("这份公示现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新情况。"),
    rules.NoticeEmpty.code: _l("公示名单是空的。请至少选择一家商家。"),
    rules.NoticeStillRunning.code: _l("公示到 %(ends_on)s 为止（含当天），期满的第二天起才能作出决定。"),
    rules.NoticeOver.code: _l(
        "这份公示已于 %(ends_on)s 结束，不能再提异议。发现问题请向当地市场监管部门反映。"
    ),
    rules.ObjectionsOpen.code: _l("还有 %(count)s 件异议没有答复。请先答复，再作出决定。"),
    rules.AnsweredAlready.code: _l("这件异议已经答复过了。请刷新页面查看答复内容。"),
    rules.NotOnNotice.code: _l("您选的商家不在这份公示里。请从名单中重新选择。"),
}
