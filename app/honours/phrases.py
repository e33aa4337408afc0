"""Sentences of the honours slice."""

from datetime import date

from app.honours import rules
from app.honours.terms import EditionState, Fall, HonourAction, ListKind, SourceKind
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
    Fall.EXPIRED: _l("已到期"),
    Fall.REPAIRED: _l("已修复"),
    Fall.REVOKED: _l("称号已撤销"),
    HonourAction.PUBLISHED: _l("发布红黑榜"),
    HonourAction.FELL: _l("从红黑榜撤下"),
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
    rules.FellAlready.code: _l("这一条已经撤下了。请刷新页面查看。"),
}
