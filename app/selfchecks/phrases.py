"""Sentences of the selfchecks slice."""

from app.infra.i18n import _l
from app.selfchecks import rules
from app.selfchecks.terms import (
    AnswerValue,
    ClosedHow,
    RemediationAction,
    RemediationState,
    ReportState,
    ReportTrouble,
    SelfCheckAction,
    SelfCheckState,
)

WORDS = {
    SelfCheckState.DRAFT: _l("还没有提交"),
    SelfCheckState.SUBMITTED: _l("已提交"),
    AnswerValue.MET: _l("做到了"),
    AnswerValue.NOT_MET: _l("没做到"),
    AnswerValue.NOT_APPLICABLE: _l("不适用"),
    RemediationState.OPEN: _l("待整改"),
    RemediationState.DONE: _l("已改好"),
    ClosedHow.BY_HAND: _l("商家确认改好"),
    ClosedHow.LATER_CHECK: _l("后来的自查里已不是问题"),
    SelfCheckAction.STARTED: _l("开始自查"),
    SelfCheckAction.SCOPED: _l("选择经营范围"),
    SelfCheckAction.SUBMITTED: _l("提交自查"),
    SelfCheckAction.FIRST_PASS: _l("做完自查第一遍"),
    SelfCheckAction.PROVED: _l("更新证明材料"),
    SelfCheckAction.UPDATED: _l("整改后更新自查结果"),
    SelfCheckAction.REPORT_ASKED: _l("要一份 PDF 报告"),
    ReportState.WAITING: _l("排队中"),
    ReportState.MAKING: _l("正在排版"),
    ReportState.READY: _l("已做好"),
    ReportState.FAILED: _l("没有做成"),
    ReportTrouble.NO_PAPER: _l("这里暂时不能生成 PDF，请先用表格（XLSX），或请管理员安装所需的组件。"),
    ReportTrouble.UNEXPECTED: _l("排版时出了意外，已记录。请稍后再要一份，或先用表格（XLSX）。"),
    SelfCheckAction.OVERTAKEN: _l("改写同事刚答的一条"),
    SelfCheckAction.MOVED: _l("自查换到指南新版"),
    RemediationAction.CLOSED: _l("完成整改"),
    RemediationAction.REOPENED: _l("整改条目重新打开"),
    RemediationAction.WORKED: _l("更新整改进展"),
    RemediationAction.PROVED: _l("上传整改证明"),
    RemediationAction.COMMENTED: _l("给整改留言"),
}

ERRORS = {
    rules.AlreadySubmitted.code: _l(
        "这次自查已经提交，不能再改。要更新情况，请再做一次自查，上次的回答会带过来。"
    ),
    rules.NotAsked.code: _l("这一条不在您这次自查的范围里。如果经营范围变了，请先修改“我卖什么、怎么卖”。"),
    rules.ReasonMissing.code: _l("答“不适用”请写一句理由，比如“本店不请主播”。"),
    rules.Unanswered.code: _l("还有 %(count)d 条没有回答，答完才能提交。已答的都保存着。"),
    rules.NoGuide.code: _l("%(kind)s的工作指南还没有发布，请过几天再来，或问问所在的市场监管所。"),
    rules.ProofUnknown.code: _l("页面上的材料有更新，请刷新后重新勾选。"),
    rules.TooManyProofs.code: _l("一条最多放 %(most)d 份材料。请先取消几份，再传新的。"),
    rules.TaskClosed.code: _l("这一项已经改好，不再改动。要补充，请在下面留言。"),
    rules.UnknownScope.code: _l("页面上的选项有更新，请刷新后重新勾选。"),
}
