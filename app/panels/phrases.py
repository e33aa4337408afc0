"""Sentences of the panels slice."""

from app.infra.i18n import _l
from app.panels import rules
from app.panels.terms import (
    Choice,
    InterestKind,
    Outcome,
    PanelAction,
    PanelClock,
    QuestionKind,
    SittingState,
)

WORDS = {
    InterestKind.FAMILY: _l("本人或近亲属是经营者、股东或员工"),
    InterestKind.MONEY: _l("有投资、借款等经济往来"),
    InterestKind.WORK: _l("两年内在这家店任职或为其提供服务"),
    InterestKind.DISPUTE: _l("与这家店有纠纷或竞争关系"),
    InterestKind.OTHER: _l("其他可能影响公正的关系"),
    SittingState.OPEN: _l("投票中"),
    SittingState.COUNTED: _l("已计票"),
    QuestionKind.TITLE: _l("提请授予称号"),
    QuestionKind.BLACK_LIST: _l("提出列入黑榜"),
    Choice.FOR: _l("同意"),
    Choice.AGAINST: _l("反对"),
    Choice.ABSTAIN: _l("弃权"),
    Outcome.PASSED: _l("通过"),
    Outcome.REFUSED: _l("不通过"),
    Outcome.TIED: _l("票数相等，不通过"),
    Outcome.NO_QUORUM: _l("人数不足，没有结果"),
    PanelClock.VOTE: _l("投票截止"),
    PanelAction.DRAWN: _l("抽签分组"),
    PanelAction.INTEREST_DECLARED: _l("申报回避"),
    PanelAction.VOTE_STRUCK: _l("因回避作废一票"),
    PanelAction.SITTING_OPENED: _l("召开评议会"),
    PanelAction.REFERRED: _l("提交考评组评议"),
    PanelAction.VOTED: _l("投票"),
    PanelAction.COUNTED: _l("评议会计票"),
    PanelAction.MINUTES_WRITTEN: _l("写成会议记录"),
    PanelAction.PASSED_ON: _l("转给下一考评组"),
}

CLOCKS = {PanelClock.VOTE: _l("县区规定：投票期 %(amount)s 个工作日，期满可以按已投的票计票。")}

ERRORS = {
    rules.DrawnAlready.code: _l("今年的分组已经抽过签，或者考评组已经开过评议会，不能再抽。"),
    rules.NothingToDraw.code: _l("还没有考评组，或者年度里还没有商家，现在不能抽签。"),
    rules.NothingToJudge.code: _l("本组现在没有需要评议的商家。商家算出总分、达到称号分数以后会列入。"),
    rules.SittingThere.code: _l("本组有一场评议会还在投票（%(sitting)s）。请先投完，再召开下一场。"),
    rules.TooFewMembers.code: _l(
        "本组只有 %(count)s 名成员，至少要 %(least)s 名才能开评议会。请联系管理员补充。"
    ),
    rules.VotingOver.code: _l("这场评议会已经计票，不能再投票或改动。"),
    rules.VotedAlready.code: _l("您已经投过票。票投出后不能更改。"),
    rules.NotOfTheSitting.code: _l("评议会召开时您不在成员名单里，不能在这场投票。"),
    rules.HasInterest.code: _l("您对这家商家申报了回避，不能投票。"),
    rules.VotesMissing.code: _l(
        "还差 %(count)s 票。全部投完会自动计票；到 %(closes_on)s 还没投完的，第二天起可以按已投的票计票。"
    ),
    rules.NotPassedOn.code: _l("只有人数不足、没有结果的商家可以转给下一考评组。请刷新页面查看。"),
    rules.InterestKnown.code: _l("您已经对这家商家申报过回避，不用再报。"),
    rules.InterestTooLate.code: _l(
        "您已经参加了对这家商家的评议并已计票。请马上告诉管理员，由管理员撤回公示、重新评议。"
    ),
}
