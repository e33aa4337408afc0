"""Sentences of the titles slice."""

from app.infra.i18n import _l
from app.titles import rules
from app.titles.terms import Ground, TitleAction, TitleState

WORDS = {
    TitleState.VALID: _l("有效"),
    TitleState.SUSPENDED: _l("暂停"),
    TitleState.EXPIRED: _l("已到期"),
    TitleState.REVOKED: _l("已撤销"),
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
}

ERRORS = {
    rules.MoveRefused.code: _l("这个称号现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新情况。"),
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
    rules.CertificateMissing.code: _l("这台服务器还不能生成 PDF 证书，请管理员运行一次：%(command)s"),
}
