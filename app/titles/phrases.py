"""Sentences of the titles slice."""

from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.titles import rules
from app.titles.terms import CaseState, Ground, Standing, TitleAction, TitleClock, TitleState

WORDS = {
    TitleState.VALID: _l("有效"),
    TitleState.SUSPENDED: _l("暂停"),
    TitleState.EXPIRED: _l("已到期"),
    TitleState.REVOKED: _l("已撤销"),
    TitleClock.HEARING: _l("陈述申辩"),
    Ground.BANNED_CONTENT: _l("传播涉政、涉恐、涉黄等违禁内容"),
    Ground.CONTRABAND: _l("销售枪支、弹药、爆炸物、剧毒物品、毒品、管制刀具等违禁品"),
    Ground.LIFE_AND_HEALTH: _l("在食品、药品等方面危害生命健康"),
    Ground.DELIBERATE: _l("售假、刷单炒信等主观恶意违法"),
    Ground.VULNERABLE: _l("侵害未成年人，或者残疾人、老年人的权益"),
    Ground.LISTED: _l("因其他违法被列入经营异常名录或严重违法失信名单"),
    TitleAction.PROPOSED: _l("提名授予称号"),
    TitleAction.AWARDED: _l("授予称号"),
    TitleAction.ENTERED: _l("录入以前授予的称号"),
    TitleAction.SUSPENDED: _l("暂停称号"),
    TitleAction.RESTORED: _l("恢复称号"),
    TitleAction.REVOKED: _l("撤销称号"),
    TitleAction.EXPIRED: _l("称号到期"),
    TitleAction.CASE_OPENED: _l("告知拟撤销称号"),
    TitleAction.HEARD: _l("听取陈述申辩"),
    TitleAction.CASE_FILE_ADDED: _l("提交撤销案件材料"),
    TitleAction.CASE_DROPPED: _l("决定不撤销称号"),
}

STANDINGS = {
    Standing.NONE: _l("未获得称号"),
    Standing.ON_NOTICE: _l("公示中"),
    Standing.NOTICE_OVER: _l("公示期满"),
    Standing.DISPUTED: _l("异议中"),
    Standing.VALID: _l("有效"),
    Standing.SUSPENDED: _l("暂停"),
    Standing.EXPIRED: _l("已到期"),
    Standing.REVOKED: _l("已撤销"),
}
CASES = {
    CaseState.HEARING: _l("听取陈述申辩"),
    CaseState.REVOKED: _l("已撤销称号"),
    CaseState.DROPPED: _l("不撤销"),
}

CLOCKS = {
    TitleClock.HEARING: _l(
        "告知后 %(amount)s 个工作日内可以陈述申辩（参照市场监督管理行政处罚程序规定第五十七条，县区可以另定）。"
        "县区改长或放假安排变了，没有期满的跟着延长；不会缩短。"
    )
}


def move_refused(now: TitleState, to: TitleState) -> str:
    if now is to:
        return _("这个称号已经是“%(now)s”了，不用再做一次。请刷新页面查看结果。", now=word(now))
    return _(
        "这个称号现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新情况。", now=word(now), to=word(to)
    )


ERRORS = {
    rules.MoveRefused.code: move_refused,
    rules.NotEligible.code: _l(
        "%(name)s 的总分是 %(total)s，授予称号需要 %(needed)s 分以上（含 %(needed)s 分）。"
    ),
    rules.Barred.code: _l("%(name)s 的总分够了，但评定中有否决项，不能授予称号。"),
    rules.OnSeriousList.code: _l(
        "%(name)s 在严重违法失信名单上，不能授予称号（市场监督管理严重违法失信名单管理办法第十五条）。"
    ),
    rules.ProposedAlready.code: _l("%(name)s 本年度已经提名过，不用再提一次。"),
    rules.NotOfThisPanel.code: _l("%(name)s 不归您所在的考评组评定。"),
    rules.NotLookedUp.code: _l("请先在国家企业信用信息公示系统查询，确认后勾选。"),
    rules.NotPassed.code: _l("%(name)s 现在的分数还没有经考评组投票通过。请先召开评议会。"),
    rules.TooSoon.code: _l("%(name)s 的称号被撤销过，到 %(until)s 为止（含当天）不能再提名。"),
    rules.CaseThere.code: _l("这个称号已经有一件正在办的撤销案件（%(case)s）。请在那一件里继续。"),
    rules.HearingOpen.code: _l(
        "商家还没有陈述申辩，期限到 %(due_on)s（含当天）。商家表态或期满以后才能决定。"
    ),
    rules.CaseOver.code: _l("这件案件已经决定。请刷新页面查看结果。"),
    rules.SpokenAlready.code: _l("已经收到您的陈述申辩。要补充材料，请联系办理人员。"),
    rules.CertificateMissing.code: _l("这里暂时不能生成 PDF 证书，请管理员运行一次：%(command)s"),
}
