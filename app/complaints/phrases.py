"""Sentences of the complaints slice. What deadlines say is in ``counting``."""

from app.complaints import rules
from app.complaints.queries import Shelf
from app.complaints.service import Stance
from app.complaints.terms import (
    About,
    Channel,
    Clock,
    ComplaintAction,
    ConsumerWord,
    Ground,
    Outcome,
    Side,
    State,
    Step,
)
from app.infra.i18n import _, _l
from app.infra.phrases import word

WORDS = {
    State.RECEIVED: _l("等商家答复"),
    State.ANSWERED: _l("商家已答复"),
    State.SETTLED: _l("商家说已处理"),
    State.DISPUTED: _l("消费者说没解决"),
    State.TO_BUREAU: _l("已转市场监管，待决定"),
    State.ACCEPTED: _l("市场监管已受理"),
    State.MEDIATING: _l("正在调解"),
    State.CLOSED: _l("已结案"),
    Outcome.SOLVED: _l("已解决"),
    Outcome.PARTLY_SOLVED: _l("部分解决"),
    Outcome.REFUSED_BY_MERCHANT: _l("商家不同意"),
    Outcome.WITHDRAWN: _l("消费者撤回"),
    Outcome.MEDIATION_ENDED: _l("终止调解"),
    Outcome.TO_ENFORCEMENT: _l("转执法核查"),
    Outcome.NOT_ACCEPTED: _l("不予受理"),
    Outcome.SILENT: _l("消费者未回应"),
    ConsumerWord.SOLVED: _l("解决了"),
    ConsumerWord.PARTLY_SOLVED: _l("解决了一部分"),
    ConsumerWord.NOT_SOLVED: _l("没有解决"),
    Ground.NOT_OURS: _l("不属于市场监管部门职责，或本机关没有处理权限（第一项）"),
    Ground.HANDLED_ELSEWHERE: _l("同一争议已由法院、仲裁、其他机关或消协受理处理（第二项）"),
    Ground.NOT_A_CONSUMER: _l("不是为生活消费需要，或不能证明存在消费者权益争议（第三项）"),
    Ground.THREE_YEARS: _l("知道或应当知道权益受侵害已超过三年（第四项）"),
    Ground.PAPERS_MISSING: _l("没有提供规定的材料，或材料虚假（第五项）"),
    Ground.IDENTITY: _l("冒用他人名义，或拒不配合核验身份（第六项）"),
    Ground.OTHER_LAW: _l("法律、法规、规章规定不予受理的其他情形（第七项）"),
    About.QUALITY: _l("质量不好、有瑕疵"),
    About.SAFETY: _l("食品或使用安全"),
    About.ADVERTISING: _l("和宣传的不一样"),
    About.PRICE: _l("价格、优惠、赠品"),
    About.DELIVERY: _l("少发、错发、不发货"),
    About.RETURNS: _l("退货退款"),
    About.SERVICE: _l("售后和服务态度"),
    About.OTHER: _l("其他"),
    Channel.QR: _l("扫包裹标签"),
    Channel.PUBLIC: _l("公开页面"),
    Channel.HOTLINE: _l("热线登记"),
    Side.CONSUMER: _l("消费者"),
    Side.MERCHANT: _l("商家"),
    Side.OFFICER: _l("市场监管"),
    Side.STATION: _l("园区服务站"),
    Step.RECEIVED: _l("提交投诉"),
    Step.MESSAGE: _l("留言"),
    Step.ANSWERED: _l("商家答复"),
    Step.SETTLED: _l("商家说已处理好"),
    Step.SAID_SOLVED: _l("消费者：解决了"),
    Step.SAID_PARTLY: _l("消费者：解决了一部分"),
    Step.SAID_NOT_SOLVED: _l("消费者：没有解决"),
    Step.WITHDRAWN: _l("撤回投诉"),
    Step.TO_BUREAU: _l("转 12315／市场监管部门"),
    Step.ACCEPTED: _l("决定受理"),
    Step.NOT_ACCEPTED: _l("决定不予受理"),
    Step.MEDIATION: _l("双方同意，开始调解"),
    Step.CLOSED: _l("结案"),
    Clock.ANSWER: _l("商家答复"),
    Clock.SETTLE: _l("商家处理好"),
    Clock.DECIDE: _l("决定是否受理"),
    Clock.MEDIATE: _l("调解"),
    Stance.AGREES: _l("同意消费者的要求"),
    Stance.PROPOSES: _l("提出另一个办法"),
    Stance.REFUSES: _l("不同意，说明理由"),
    Shelf.OPEN: _l("未结"),
    Shelf.LATE: _l("超期"),
    Shelf.UNDECIDED: _l("待决定受理"),
    Shelf.CLOSED: _l("已结案"),
    ComplaintAction.RECEIVED: _l("收到投诉"),
    ComplaintAction.MESSAGE_LEFT: _l("投诉留言"),
    ComplaintAction.NOTED: _l("记内部备注"),
    ComplaintAction.ANSWERED: _l("商家答复投诉"),
    ComplaintAction.SETTLED: _l("商家报告处理好"),
    ComplaintAction.WORD_SAID: _l("消费者表态"),
    ComplaintAction.WITHDRAWN: _l("消费者撤回投诉"),
    ComplaintAction.SENT_TO_BUREAU: _l("投诉转市场监管部门"),
    ComplaintAction.ACCEPTED: _l("受理投诉"),
    ComplaintAction.NOT_ACCEPTED: _l("不予受理投诉"),
    ComplaintAction.MEDIATION_STARTED: _l("开始调解"),
    ComplaintAction.CLOSED: _l("投诉结案"),
    ComplaintAction.UNMASKED: _l("查看投诉人电话"),
    ComplaintAction.FORGOTTEN: _l("保存期满，删除投诉人信息"),
}


def move_refused(now: State, to: State) -> str:
    """A second click is told that it was done; anything else, where the case stands."""
    if now is to:
        return _("这件投诉已经是“%(now)s”，不用再做一次。", now=word(now))
    return _(
        "这件投诉现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新进展。", now=word(now), to=word(to)
    )


ERRORS = {
    rules.MoveRefused.code: move_refused,
    rules.EndRefused.code: _l(
        "这件投诉现在是“%(now)s”，不能按“%(outcome)s”结案。请换一个结果，或先办前面的步骤。"
    ),
    rules.WordMissing.code: _l(
        "消费者还没有表态，不能按“%(outcome)s”结案。可以先联系消费者；一直没有回音的，按“消费者未回应”结案。"
    ),
    rules.ReasonMissing.code: _l(
        "消费者的话是“%(said)s”，您要按“%(outcome)s”结案，请把理由写清楚，至少 %(least)d 个字。"
    ),
    rules.SilenceTooShort.code: _l(
        "商家答复后消费者 %(days)d 天没有任何回音，才能按“消费者未回应”结案。请再等等，或先联系消费者。"
    ),
    rules.Ended.code: _l("这件投诉已经结案，不能再留言或答复。"),
    rules.SecretWrong.code: _l("编号和查询码对不上，请对照回执检查。字母不分大小写，没有 I、L、O、U。"),
}
