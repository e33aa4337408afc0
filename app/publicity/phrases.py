"""Sentences of the publicity slice."""

from datetime import date

from app.infra.i18n import _, _l, day_text
from app.infra.phrases import word
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
    PublicityAction.UNMASKED: _l("查看异议人信息"),
    PublicityAction.COPY_TAKEN: _l("本人下载自己的信息"),
    PublicityAction.CONTACT_CORRECTED: _l("异议人更正联系方式"),
    PublicityAction.SECRET_RENEWED: _l("换发异议查询码"),
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


def move_refused(now: NoticeState, to: NoticeState) -> str:
    if now is to:
        return _("这份公示已经是“%(now)s”了，不用再做一次。请刷新页面查看结果。", now=word(now))
    return _(
        "这份公示现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新情况。", now=word(now), to=word(to)
    )


def erase_refused(reason: str, ends_on: date) -> str:
    return {
        "open": _(
            "异议还没有答复，核实要用到姓名，现在不能删除。答复并作出决定以后就可以删除；公示到 %(day)s 为止。手机号现在就可以清空。",
            day=day_text(ends_on),
        ),
        "notice": _(
            "异议是作出决定的依据，现在不能删除。公示到 %(day)s 为止，作出决定或者撤回公示以后就可以删除。",
            day=day_text(ends_on),
        ),
        "done": _("姓名和手机号已经删除了。"),
    }[reason]


ERRORS = {
    rules.MoveRefused.code: move_refused,
    rules.NoticeEmpty.code: _l("公示名单是空的。请至少选择一家商家。"),
    rules.NoticeStillRunning.code: _l("公示到 %(ends_on)s 为止（含当天），期满的第二天起才能作出决定。"),
    rules.NoticeOver.code: _l(
        "这份公示已于 %(ends_on)s 结束，不能再提异议。发现问题请向当地市场监管部门反映。"
    ),
    rules.ObjectionsOpen.code: _l("还有 %(count)s 件异议没有答复。请先答复，再作出决定。"),
    rules.AnsweredAlready.code: _l("这件异议已经答复过了。请刷新页面查看答复内容。"),
    rules.ObjectionSecretWrong.code: _l(
        "编号和查询码对不上。请核对回执：编号以 YY 开头，查询码 12 位，不分大小写。丢了查询码可以用手机号找回。"
    ),
    rules.EraseRefused.code: erase_refused,
    rules.NotOnNotice.code: _l("您选的商家不在这份公示里。请从名单中重新选择。"),
}
