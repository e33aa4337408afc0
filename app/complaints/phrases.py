"""Sentences of the complaints slice. What deadlines say is in ``app.clocks.counting``."""

from app.clocks.models import Deadline
from app.complaints import contact, office_rules, policy, refusals, rules
from app.complaints.lists import Shelf
from app.complaints.service import Stance
from app.complaints.terms import (
    About,
    Channel,
    Clock,
    ComplaintAction,
    ConsumerWord,
    Ground,
    Outcome,
    Satisfaction,
    SettleFrom,
    Side,
    State,
    Step,
)
from app.infra.i18n import _, _l, say
from app.infra.retention import Since, Whose
from app.infra.told import Subject

WORDS = {
    State.RECEIVED: _l("等商家答复"),
    State.ANSWERED: _l("商家已答复"),
    State.SETTLED: _l("处理好了，等消费者确认"),
    State.DISPUTED: _l("还没有解决"),
    State.AT_STATION: _l("园区服务站协调中"),
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
    Satisfaction.SATISFIED: _l("满意"),
    Satisfaction.SO_SO: _l("还行"),
    Satisfaction.UNSATISFIED: _l("不满意"),
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
    Step.RECEIVED: _l("提交了投诉"),
    Step.MESSAGE: _l("留言"),
    Step.ANSWERED: _l("商家答复"),
    Step.SETTLED: _l("商家说已处理好"),
    Step.SAID_SOLVED: _l("消费者：解决了"),
    Step.SAID_PARTLY: _l("消费者：解决了一部分"),
    Step.SAID_NOT_SOLVED: _l("消费者：没有解决"),
    Step.WITHDRAWN: _l("撤回了投诉"),
    Step.TO_BUREAU: _l("转 12315／市场监管部门"),
    Step.ACCEPTED: _l("决定受理"),
    Step.NOT_ACCEPTED: _l("决定不予受理"),
    Step.MEDIATION: _l("双方同意，开始调解"),
    Step.CLOSED: _l("已结案"),
    Step.TO_STATION: _l("请园区服务站协调"),
    Step.STATION_SETTLED: _l("园区服务站：协调好了"),
    Step.STATION_FAILED: _l("园区服务站：没有协调成"),
    Step.TRANSFERRED: _l("转办"),
    Step.MERGED: _l("合并了重复件"),
    Step.UNMERGED: _l("撤销了合并"),
    Step.PAUSED: _l("送鉴定、检测，调解期限暂停"),
    Step.RESUMED: _l("鉴定、检测结束，恢复计时"),
    Step.END_TOLD: _l("终止调解已告知双方"),
    Step.END_PROPOSED: _l("提出结案，待复核"),
    Step.RATED: _l("消费者评价"),
    Step.OBJECTED: _l("消费者不认可结果"),
    Step.REOPENED: _l("消费者重新打开"),
    Step.AGREED: _l("达成调解协议"),
    Step.BREACH: _l("协议履行"),
    Clock.ANSWER: _l("商家答复"),
    Clock.SETTLE: _l("商家处理好"),
    Clock.DECIDE: _l("决定是否受理"),
    Clock.MEDIATE: _l("调解"),
    Clock.STATION: _l("园区服务站协调"),
    Clock.NOTIFY: _l("告知终止调解"),
    Clock.APPEAL: _l("决定商家申诉"),
    Clock.ASSIST: _l("答复协查"),
    SettleFrom.RECEIPT: _l("从收到投诉起"),
    SettleFrom.ANSWER: _l("从商家答应起"),
    Stance.AGREES: _l("同意消费者的要求"),
    Stance.PROPOSES: _l("提出另一个办法"),
    Stance.REFUSES: _l("不同意，说明理由"),
    Shelf.OPEN: _l("未结"),
    Shelf.LATE: _l("超期"),
    Shelf.UNDECIDED: _l("待决定受理"),
    Shelf.TO_CONFIRM: _l("待复核结案"),
    Shelf.APPEALS: _l("商家申诉"),
    Shelf.TO_TELL: _l("待告知终止"),
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
    ComplaintAction.COPY_TAKEN: _l("本人下载自己的信息"),
    ComplaintAction.SENT_TO_STATION: _l("投诉转园区服务站"),
    ComplaintAction.STATION_TRIED: _l("园区服务站协调投诉"),
    ComplaintAction.ASSIGNED: _l("指派投诉办理人"),
    ComplaintAction.TRANSFERRED: _l("投诉转办"),
    ComplaintAction.MERGED: _l("合并重复投诉"),
    ComplaintAction.UNMERGED: _l("撤销合并投诉"),
    ComplaintAction.LINKED: _l("关联投诉"),
    ComplaintAction.UNLINKED: _l("取消关联投诉"),
    ComplaintAction.PRODUCT_NAMED: _l("登记投诉涉及的商品"),
    ComplaintAction.MARKED: _l("标记疑似恶意索赔"),
    ComplaintAction.UNMARKED: _l("取消疑似恶意索赔标记"),
    ComplaintAction.END_TOLD: _l("告知双方终止调解"),
    ComplaintAction.END_PROPOSED: _l("提出投诉结案"),
    ComplaintAction.END_REFUSED: _l("投诉结案复核不通过"),
    ComplaintAction.RATED: _l("消费者评价投诉办理"),
    ComplaintAction.OBJECTED: _l("消费者不认可投诉结果"),
    ComplaintAction.REOPENED: _l("消费者重新打开投诉"),
    ComplaintAction.APPEALED: _l("商家申诉投诉计入"),
    ComplaintAction.APPEAL_DECIDED: _l("决定商家申诉"),
    ComplaintAction.SETTING_ENTERED: _l("设置投诉渠道和承诺"),
    ComplaintAction.WORDING_ENTERED: _l("修改标准答复"),
    ComplaintAction.ASSISTANCE_ASKED: _l("请求外县区协查"),
    ComplaintAction.ASSISTANCE_RECEIVED: _l("收到协查请求"),
    ComplaintAction.ASSISTANCE_ANSWERED: _l("答复协查请求"),
    ComplaintAction.FORGOTTEN: _l("删除投诉人信息和材料"),
    ComplaintAction.SECRET_RENEWED: _l("换发查询码"),
    ComplaintAction.CONTACT_CORRECTED: _l("消费者更正自己的信息"),
    ComplaintAction.HANDED_OVER: _l("线索移交举报核查"),
}


PRIVACY = {
    Whose.CONSUMER: _l("投诉人"),
    Whose.REPORTER: _l("举报人和提出异议的人"),
    Whose.VISITOR: _l("扫码、评价和使用公开页面的人"),
    Whose.SELLER: _l("商家"),
    Whose.STAFF: _l("有账号的人"),
    Since.CLOSED: _l("从结案起"),
    Since.DECIDED: _l("从作出决定起"),
    Since.ANSWERED: _l("从答复起"),
    Since.ASKED: _l("从提交起"),
    Since.SENT: _l("从发出起"),
    Since.DECLARED: _l("从申报起"),
    Since.MADE: _l("从做好起"),
    Since.LAST_USED: _l("从最后一次使用起"),
    Since.PAPER_ENDED: _l("从证照到期或被替换起"),
    Since.ACCOUNT_CLOSED: _l("从账号停用起"),
    Subject.COMPLAINT: _l("投诉表"),
    Subject.REPORT: _l("举报表"),
    Subject.OBJECTION: _l("异议表"),
}

ERRORS = {
    contact.EraseRefused.code: refusals.erase_refused,
    rules.MoveRefused.code: refusals.move_refused,
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
    rules.Merged.code: _l("这件投诉已经合并到另一件办理，请到那一件里操作，或者先撤销合并。"),
    office_rules.NotEnded.code: _l("投诉结案以后才能评价或提出不同意见。现在请直接留言。"),
    office_rules.SamePerson.code: _l("要由另一位市场监管人员复核，提出结案的人不能自己确认。"),
    office_rules.NotImpartial.code: _l("您办过这件投诉，申诉要由没有办过的人员决定。请交给其他同事。"),
    office_rules.AlreadyDecided.code: _l("这件事已经办过了，不用再办。请刷新页面查看最新进展。"),
    office_rules.ProposalWaits.code: _l("这件投诉已经提出结案，正在等另一位市场监管人员复核。"),
    office_rules.ReopenRefused.code: refusals.reopen_refused,
    office_rules.AppealRefused.code: refusals.appeal_refused,
    office_rules.MergeRefused.code: refusals.merge_refused,
    office_rules.LinkRefused.code: refusals.link_refused,
    office_rules.NoSuchOne.code: refusals.no_such_one,
    office_rules.SettingRefused.code: refusals.setting_refused,
    rules.Ended.code: _l("这件投诉已经结案，不能再留言或答复。"),
    rules.SecretWrong.code: _l("编号和查询码对不上，请对照回执检查。字母不分大小写，没有 I、L、O、U。"),
}


def own_rule(deadline: Deadline) -> str:
    """A seller's promise: whose rule it is stands in the pack that its version names."""
    promises = policy.source_of(deadline.version)
    pattern = {
        Clock.ANSWER: _l("商家的承诺：收到投诉后 %(amount)s %(unit)s内答复。"),
        Clock.SETTLE: _l("商家的承诺：%(amount)s %(unit)s内处理好。"),
    }[Clock(deadline.clock)]
    source = (
        say(promises.source.zh, promises.source.en) if promises else _("这是本县区的约定，不是法定期限。")
    )
    return f"{pattern}{source}"


CLOCKS = {  # where each period comes from, shown one tap away
    Clock.ANSWER: own_rule,
    Clock.SETTLE: own_rule,
    Clock.DECIDE: _l(
        "《市场监督管理投诉举报处理办法》第十五条：收到投诉之日起 %(amount)s 个工作日内决定是否受理并告知。"
    ),
    Clock.MEDIATE: _l(
        "《市场监督管理投诉举报处理办法》第二十三条：受理之日起 %(amount)s 日内没有达成协议的，终止调解。鉴定、检测时间不算在内。"
    ),
    Clock.NOTIFY: _l(
        "《市场监督管理投诉举报处理办法》第二十三条第二款：作出终止调解决定之日起 %(amount)s 个工作日内告知双方。"
    ),
    Clock.STATION: _l("园区服务站的承诺：%(amount)s 个工作日内协调。这是本县区的约定，不是法定期限。"),
    Clock.APPEAL: _l(
        "商家申诉由没有办过这件投诉的人员在 %(amount)s 个工作日内决定。这是本县区的约定，不是法定期限。"
    ),
    Clock.ASSIST: _l("协查请求在 %(amount)s 个工作日内答复。这是县区之间的约定，不是法定期限。"),
}
