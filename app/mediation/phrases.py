"""Sentences of the mediation slice."""

from app.infra.i18n import _l
from app.mediation import rules
from app.mediation.queries import Shelf
from app.mediation.terms import EndGround, MediationAction, MediationClock, MediationState, Party

WORDS = {
    MediationState.INVITED: _l("等待双方同意调解"),
    MediationState.TALKING: _l("调解中"),
    MediationState.AGREED: _l("已达成协议"),
    MediationState.KEPT: _l("协议已履行"),
    MediationState.BROKEN: _l("有一方报告没有履行"),
    MediationState.UNKEPT: _l("协议没有履行"),
    MediationState.ENDED: _l("已终止，没有达成协议"),
    EndGround.WITHDRAWN_OR_SETTLED: _l("投诉人撤回投诉，或者双方自行和解（第二十三条第一项）"),
    EndGround.REFUSED: _l("一方无正当理由不参加，或者明确拒绝调解（第二十三条第二项）"),
    EndGround.NO_AGREEMENT: _l("一方明确表示无法达成协议（第二十三条第三项）"),
    EndGround.TEST_COSTS: _l("鉴定、检测费用由谁承担谈不拢（第二十三条第四项）"),
    EndGround.SIXTY_DAYS: _l("受理之日起六十日内没有达成协议（第二十三条第五项）"),
    EndGround.NOT_TO_BE_ACCEPTED: _l("受理后发现属于不应受理的情形（第二十三条第六项）"),
    EndGround.PARTY_GONE: _l("一方死亡或者主体资格灭失（第二十三条第七项）"),
    EndGround.OTHER_LAW: _l("法律、法规、规章规定的其他情形（第二十三条第八项）"),
    Party.CONSUMER: _l("消费者一方"),
    Party.MERCHANT: _l("商家一方"),
    MediationClock.BREACH: _l("核实协议履行"),
    MediationAction.OPENED: _l("邀请双方线上调解"),
    MediationAction.CONSENTED: _l("同意调解"),
    MediationAction.REFUSED: _l("不同意调解"),
    MediationAction.SPOKE: _l("调解中发言"),
    MediationAction.PROPOSED: _l("提出调解方案"),
    MediationAction.CONFIRMED: _l("确认调解方案"),
    MediationAction.AGREED: _l("达成调解协议"),
    MediationAction.ENDED: _l("终止调解"),
    MediationAction.PAPER_MADE: _l("生成调解协议书"),
    MediationAction.BREACH_REPORTED: _l("报告协议没有履行"),
    MediationAction.BREACH_CLEARED: _l("核实协议履行"),
}
SHELVES = {
    Shelf.UNDER_WAY: _l("进行中"),
    Shelf.BROKEN: _l("报告没有履行"),
    Shelf.AGREED: _l("有协议"),
    Shelf.ENDED: _l("已终止"),
}
CLOCKS = {
    MediationClock.BREACH: _l(
        "本县区的约定：收到没有履行的报告后 %(amount)s 个工作日内核实。这不是法定期限。"
    )
}
ERRORS = {
    rules.TableMoved.code: _l("这次调解现在是“%(now)s”，不能再这样做。请刷新页面查看最新进展。"),
    rules.NotYet.code: _l("投诉现在是“%(now)s”。市场监管部门受理以后才能组织调解。"),
    rules.ConsentMissing.code: _l("双方都同意调解以后，才能提出或确认方案。"),
    rules.TextChanged.code: _l("已经有新的方案，和您刚才看的不一样。请看完新的再确认。"),
    rules.DayPassed.code: _l("履行日期 %(day)s 已经过去，请填今天或以后的日期。"),
    rules.NotDueYet.code: _l("履行期限到 %(day)s（含当天），还没有过。过了这一天仍没有履行的，再来报告。"),
    rules.ReasonShort.code: _l("请写清理由，至少 %(least)s 个字，双方都会看到。"),
}
