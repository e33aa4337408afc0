"""Sentences of the honours slice."""

from datetime import date

from app.honours import rules, stages
from app.honours.terms import (
    Bar,
    Condition,
    EditionState,
    Fall,
    HonourAction,
    HonourClock,
    ListKind,
    Measure,
    RepairStage,
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
    Measure.NONE: _l("罚款、没收等，没有下面两类"),
    Measure.RESTRICTING: _l("限制开展生产经营活动、责令停产停业或限制从业"),
    Measure.REVOKING: _l("降低资质等级、吊销许可证件或营业执照、责令关闭"),
    Bar.MINOR: _l("轻微的信息满三个月自动撤下，不用申请（市场监督管理信用修复管理办法第七条）"),
    Bar.REVOKING: _l(
        "降级、吊销、责令关闭的，公示满三年才撤下，不能提前（市场监督管理信用修复管理办法第八条）"
    ),
    Bar.DECEIT: _l(
        "修复因隐瞒真实情况、弄虚作假被撤销的，公示期重新计算，不得提前停止公示（市场监督管理信用修复管理办法第二十三条）"
    ),
    Condition.WAITED: _l("最短公示期已经届满"),
    Condition.FULFILLED: _l("已经自觉履行行政决定规定的义务"),
    Condition.MENDED: _l("已经主动整改，消除危害后果和不良影响"),
    Condition.NOT_AGAIN: _l("没有因同一类违法行为再次受到市场监管部门处罚"),
    Condition.NO_HEAVIER: _l("没有再受到市场监管部门较重行政处罚"),
    Condition.CURED: _l("已经补报、改正，列入经营异常名录的原因已经消除"),
    Condition.HONEST: _l("申请没有隐瞒真实情况、弄虚作假"),
    Condition.HARMLESS: _l("修复不会危害国家安全和社会公共利益"),
    RepairState.OPEN: _l("待答复"),
    RepairState.GRANTED: _l("准予修复"),
    RepairState.REFUSED: _l("不予修复"),
    HonourClock.TAKE_IN: _l("受理修复申请"),
    HonourClock.REPAIR: _l("答复修复申请"),
    HonourAction.WITHDRAWN: _l("撤回一期红黑榜"),
    HonourAction.PRINTED: _l("生成红黑榜张贴件"),
    HonourAction.REPAIR_ASKED: _l("申请信用修复"),
    HonourAction.REPAIR_TAKEN_IN: _l("受理信用修复申请"),
    HonourAction.REPAIR_LACK_TOLD: _l("告知补正信用修复材料"),
    HonourAction.REPAIR_COMPLETED: _l("补正信用修复材料"),
    HonourAction.REPAIR_DECLINED: _l("不予受理信用修复申请"),
    HonourAction.REPAIR_EXTENDED: _l("延长答复信用修复申请的期限"),
    HonourAction.REPAIR_DECIDED: _l("答复信用修复申请"),
    HonourAction.REPAIR_REVOKED: _l("撤销准予信用修复的决定"),
    HonourAction.PUBLISHED: _l("发布红黑榜"),
    HonourAction.STANDS_AGAIN: _l("重新列上红黑榜"),
    HonourAction.FELL: _l("从红黑榜撤下"),
}

STAGES = {
    RepairStage.ASKED: _l("待受理"),
    RepairStage.LACKING: _l("待补正"),
    RepairStage.COMPLETED: _l("已补正，待受理"),
    RepairStage.TAKEN_IN: _l("已受理，待决定"),
    RepairStage.DECLINED: _l("不予受理"),
    RepairStage.GRANTED: _l("准予修复"),
    RepairStage.REFUSED: _l("不予修复"),
    RepairStage.REVOKED: _l("准予修复已撤销"),
}  # of their own: as text they are the same as some of the words above

FALLS = {
    Fall.EXPIRED: _l("已到期"),
    Fall.REPAIRED: _l("已修复"),
    Fall.REVOKED: _l("称号已撤销"),
    Fall.SUSPENDED: _l("称号暂停"),
    Fall.WITHDRAWN: _l("整期撤回"),
}

CLOCKS = {
    HonourClock.TAKE_IN: _l(
        "市场监督管理信用修复管理办法第十四条：收到申请之日起 %(amount)s 个工作日内受理，或者一次性告知要补正的材料。补正以后重新计算。"
    ),
    HonourClock.REPAIR: _l(
        "市场监督管理信用修复管理办法第十六条：受理之日起 %(amount)s 个工作日内决定，经负责人批准可以延长一次十个工作日。"
    ),
}


def source_refused(reason: str, latest: date | None = None) -> str:
    """What about the source does not hold."""
    if reason == "warning":
        return _("仅给予警告的处罚不公示，也不能列入黑榜（市场监督管理信用修复管理办法第七条）。")
    if reason == "future":
        return _("决定日期还没有到。请对照决定书填写。")
    if reason == "published":
        return _("开始公示的日期应当不早于决定日期，也不晚于今天。请对照公示页面填写。")
    if reason == "not_serious":
        return _(
            "限制经营、停业、吊销等处罚属于严重违法失信信息（第八条），来源种类请选“食品药品等领域行政处罚，或限制经营等”。"
        )
    if reason == "restriction":
        return _("限制经营、停业或限制从业的，请填写限制到哪一天为止：期限届满以前不能修复（第八条）。")
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
    rules.RepairExcluded.code: _l("这一条不能提前修复：%(why)s。%(until)s 公示期满后自动撤下。"),
    rules.RepairAfterDeceit.code: _l(
        "以前的申请隐瞒真实情况或弄虚作假，三年内不得再申请修复（市场监督管理信用修复管理办法第二十三条）。最早 %(from_on)s 起可以申请。"
    ),
    rules.ConditionsMissing.code: _l("还没有认定“%(condition)s”。请逐项认定以后再决定。"),
    rules.ConditionFails.code: _l(
        "“%(condition)s”这一条不符合，不能准予修复。请核对认定，或者决定不予修复。"
    ),
    rules.NothingFails.code: _l("各项条件都认定为符合，不能不予修复。请指出哪一项不符合，或者决定准予修复。"),
    rules.RepairOpen.code: _l("这一条已经有一件修复申请在办，请等答复。"),
    rules.RepairDecided.code: _l("这件申请已经答复过了。请刷新页面查看。"),
    stages.RepairNotTakenIn.code: _l("这件申请还没有受理。请先受理，再作决定。"),
    stages.RepairTakenIn.code: _l("这件申请已经受理了。请刷新页面查看。"),
    stages.LackTold.code: _l(
        "要补正的材料只能告知一次，这件申请已经告知过了。请受理，或者报负责人批准后不予受理。"
    ),
    stages.NothingLacks.code: _l("这件申请现在没有要补正的材料，或者您已经补交过了。请刷新页面查看。"),
    stages.RepairNotGranted.code: _l("这件申请没有准予修复，没有可以撤销的决定。"),
    stages.RepairRevoked.code: _l("准予修复的决定已经撤销了。请刷新页面查看。"),
    stages.NotShortened.code: _l(
        "这一条的修复因弄虚作假被撤销过，要公示到 %(until)s，不能提前撤下（市场监督管理信用修复管理办法第二十三条）。处罚本身被撤销、变更的，请勾选下面那一项。"
    ),
    rules.WithdrawnAlready.code: _l("这一期已经撤回。请刷新页面查看。"),
    rules.FellAlready.code: _l("这一条已经撤下了。请刷新页面查看。"),
}
