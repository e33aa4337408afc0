"""Sentences of the rights slice."""

from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.rights import rules
from app.rights.terms import ClaimKind, ClaimState, RightsAction, RightsClock

WORDS = {
    ClaimKind.REPLY: _l("公开回复"),
    ClaimKind.CORRECTION: _l("申请更正"),
    ClaimKind.APPEAL: _l("申诉"),
    ClaimKind.REASSESSMENT: _l("申请重新评定"),
    ClaimState.OPEN: _l("待决定"),
    ClaimState.STANDING: _l("公开展示中"),
    ClaimState.RUNNING: _l("已同意，正在重新评定"),
    ClaimState.GRANTED: _l("已重新评定"),
    ClaimState.REFUSED: _l("不予支持"),
    ClaimState.WITHDRAWN: _l("商家已撤回"),
    ClaimState.HIDDEN: _l("不再展示"),
    RightsClock.APPEAL: _l("申诉期限"),
    RightsClock.DECISION: _l("答复商家申请"),
    RightsAction.MADE: _l("商家对评定提出申请或回复"),
    RightsAction.DECIDED: _l("答复商家的评定申请"),
    RightsAction.FINISHED: _l("按申请重新评定"),
    RightsAction.WITHDRAWN: _l("商家撤回评定申请"),
    RightsAction.HIDDEN: _l("不再展示商家的公开回复"),
}

CLOCKS = {
    RightsClock.APPEAL: _l("县区规定：分数或答复告知后 %(amount)s 个工作日内可以申诉。"),
    RightsClock.DECISION: _l("县区规定：收到申请 %(amount)s 个工作日内答复。"),
}

EXPLAINED = {
    ClaimKind.REPLY: _l("写一段话，公开展示在您的分数旁边。请不要写他人的个人信息。"),
    ClaimKind.CORRECTION: _l("评价表里的事实、数字有错误，请指出哪一项、正确的是什么、有什么凭据。"),
    ClaimKind.APPEAL: _l("对分数或对更正的答复不服，由没有参与评分和答复的工作人员决定。过期不能再提。"),
    ClaimKind.REASSESSMENT: _l("整体重新评定一次。新的分数可能更高，也可能更低，以新的为准。"),
}


def move_refused(now: ClaimState, to: ClaimState) -> str:
    if now is to:
        return _("这件申请已经是“%(now)s”了，不用再做一次。请刷新页面查看结果。", now=word(now))
    return _("这件申请现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看。", now=word(now), to=word(to))


ERRORS = {
    rules.NoScore.code: _l("今年的分数还没有算出来，算出后才能申请。"),
    rules.ClaimThere.code: _l("您已经有一件同类的申请（%(claim)s），请先看它的进展。"),
    rules.YearOver.code: _l("这个年度已经结束，分数不再变动。您仍可以公开回复。"),
    rules.AppealOver.code: _l("申诉期限到 %(due_on)s 为止（含当天），已经过了。您仍可以申请更正或重新评定。"),
    rules.MoveRefused.code: move_refused,
    rules.NotAppealable.code: _l("只能对分数，或者对没有支持的更正申请提出申诉。"),
}
