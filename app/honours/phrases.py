"""Sentences of the honours slice."""

from datetime import date

from app.honours import rules
from app.honours.terms import (
    EditionState,
    Fall,
    HonourAction,
    HonourClock,
    ListKind,
    RepairState,
    SourceKind,
)
from app.infra.i18n import _, _l, day_text

WORDS = {
    ListKind.RED: _l("红榜"),
    ListKind.BLACK: _l("黑榜"),
    EditionState.PUBLISHED: _l("已发布"),
    EditionState.WITHDRAWN: _l("已撤回"),
    SourceKind.WARNING: _l("仅警告"),
    SourceKind.MINOR: _l("轻微：通报批评，或从轻、减轻的小额罚款（最长公示 3 个月）"),
    SourceKind.GENERAL: _l("一般行政处罚（最长公示 1 年）"),
    SourceKind.SERIOUS: _l("食品药品等领域行政处罚，或限制经营、责令停业等（最长公示 3 年）"),
    SourceKind.ABNORMAL: _l("列入经营异常名录（改正后即移出）"),
    SourceKind.SERIOUS_LIST: _l("列入严重违法失信名单（最长 3 年）"),
    RepairState.OPEN: _l("待答复"),
    RepairState.GRANTED: _l("准予修复"),
    RepairState.REFUSED: _l("不予修复"),
    HonourClock.REPAIR: _l("答复修复申请"),
    HonourAction.WITHDRAWN: _l("撤回一期红黑榜"),
    HonourAction.PRINTED: _l("生成红黑榜张贴件"),
    HonourAction.REPAIR_ASKED: _l("申请信用修复"),
    HonourAction.REPAIR_DECIDED: _l("答复信用修复申请"),
    HonourAction.PUBLISHED: _l("发布红黑榜"),
    HonourAction.STANDS_AGAIN: _l("重新列上红榜"),
    HonourAction.FELL: _l("从红黑榜撤下"),
}

FALLS = {
    Fall.EXPIRED: _l("已到期"),
    Fall.REPAIRED: _l("已修复"),
    Fall.REVOKED: _l("称号已撤销"),
    Fall.SUSPENDED: _l("称号暂停"),
    Fall.WITHDRAWN: _l("整期撤回"),
}

CLOCKS = {
    HonourClock.REPAIR: _l(
        "市场监督管理信用修复管理办法第十六条：%(amount)s 个工作日内决定，可以延长十个工作日。"
    )
}


def source_refused(reason: str, latest: date | None = None) -> str:
    """What about the source does not hold."""
    if reason == "warning":
        return _("仅给予警告的处罚不公示，也不能列入黑榜（市场监督管理信用修复管理办法第七条）。")
    if reason == "future":
        return _("决定日期还没有到。请对照决定书填写。")
    if reason == "over" or latest is None:
        return _("来源信息的公示已经期满，不能再列入黑榜。")
    return _("来源信息最迟公示到 %(day)s，黑榜不能比它更久。请核对截止日期。", day=day_text(latest))


ERRORS = {
    rules.SourceRefused.code: source_refused,
    rules.ListedAlready.code: _l("决定书 %(number)s 已经公示过或已经列入黑榜，不用再提一次。"),
    rules.NotPassed.code: _l("考评组还没有投票通过这件事项。请等评议会计票后再提出。"),
    rules.NotByRule.code: _l(
        "按规则提出的，只有列入严重违法失信名单和食品药品等领域处罚、限制经营等。其他的请直接提出或交考评组投票。"
    ),
    rules.RepairTooEarly.code: _l("还没有到可以申请修复的时间，最早 %(from_on)s 起可以申请。"),
    rules.RepairOpen.code: _l("这一条已经有一件修复申请在办，请等答复。"),
    rules.RepairDecided.code: _l("这件申请已经答复过了。请刷新页面查看。"),
    rules.WithdrawnAlready.code: _l("这一期已经撤回。请刷新页面查看。"),
    rules.FellAlready.code: _l("这一条已经撤下了。请刷新页面查看。"),
}
