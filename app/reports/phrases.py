"""Sentences of the reports slice."""

from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.infra.scanning import ScanRefused
from app.infra.uploads import UploadsRefused
from app.reports import rules
from app.reports.queries import ReportShelf
from app.reports.terms import (
    Offence,
    ReportAction,
    ReportChannel,
    ReportClock,
    ReportGround,
    ReportOutcome,
    ReportSide,
    ReportState,
    ReportStep,
)

WORDS = {
    ReportState.RECEIVED: _l("待核查"),
    ReportState.CHECKING: _l("正在核查"),
    ReportState.DECIDED: _l("已作出决定"),
    ReportOutcome.FILED: _l("立案"),
    ReportOutcome.NOT_FILED: _l("不予立案"),
    ReportOutcome.NOT_OURS: _l("不归本局处理，已告知向有权部门举报"),
    ReportOutcome.REPEATED: _l("重复举报，不再另行处理"),
    ReportGround.NOTHING_FOUND: _l("没有发现违法事实"),
    ReportGround.MINOR: _l("违法行为轻微并及时改正，没有造成危害后果"),
    ReportGround.FIRST_TIME: _l("初次违法且危害后果轻微并及时改正"),
    ReportGround.NO_FAULT: _l("当事人有证据足以证明没有主观过错"),
    ReportGround.OTHER_LAW: _l("依法可以不予立案的其他情形"),
    Offence.ADVERTISING: _l("虚假宣传、虚假广告"),
    Offence.UNSAFE: _l("不安全、不合格的食品或商品"),
    Offence.NO_LICENCE: _l("无证无照经营"),
    Offence.PRICE: _l("虚构原价、虚假打折"),
    Offence.FAKE: _l("假冒商品"),
    Offence.FAKE_PRAISE: _l("刷单、刷好评"),
    Offence.LABELS: _l("标签、标识不合规定"),
    Offence.OTHER: _l("其他违法行为"),
    ReportChannel.QR: _l("扫包裹标签"),
    ReportChannel.PUBLIC: _l("公开页面"),
    ReportChannel.HOTLINE: _l("热线登记"),
    ReportChannel.HANDED: _l("投诉处理中发现"),
    ReportSide.REPORTER: _l("举报人"),
    ReportSide.BUREAU: _l("市场监管"),
    ReportStep.RECEIVED: _l("提交了举报"),
    ReportStep.ADDED: _l("补充事实"),
    ReportStep.ASKED: _l("市场监管留言"),
    ReportStep.TAKEN: _l("已开始核查"),
    ReportStep.EXTENDED: _l("延长核查期限"),
    ReportStep.DECIDED: _l("作出了决定"),
    ReportStep.TOLD: _l("告知举报人"),
    ReportStep.NOTE: _l("内部备注"),
    ReportShelf.OPEN: _l("未办结"),
    ReportShelf.LATE: _l("超期"),
    ReportShelf.UNTOLD: _l("待告知"),
    ReportShelf.DECIDED: _l("已办结"),
    ReportClock.CHECK: _l("核查举报"),
    ReportAction.RECEIVED: _l("收到举报"),
    ReportAction.FACTS_ADDED: _l("举报补充事实"),
    ReportAction.TAKEN: _l("开始核查举报"),
    ReportAction.EXTENDED: _l("延长举报核查期限"),
    ReportAction.DECIDED: _l("对举报作出决定"),
    ReportAction.TOLD: _l("告知举报人结果"),
    ReportAction.NOTED: _l("举报留言或备注"),
    ReportAction.UNMASKED: _l("查看举报人信息"),
    ReportAction.COPY_TAKEN: _l("本人下载自己的信息"),
    ReportAction.EVIDENCE_SEEN: _l("查看举报材料"),
    ReportAction.CONTACT_CHANGED: _l("举报人更改联系方式"),
    ReportAction.SECRET_RENEWED: _l("换发举报查询码"),
    ReportAction.LINKED: _l("举报与投诉关联"),
    ReportAction.FORGOTTEN: _l("保存期满，删除举报人信息和材料"),
}
CLOCKS = {
    ReportClock.CHECK: _l(
        "《市场监督管理投诉举报处理办法》第三十五条、《市场监督管理行政处罚程序规定》第十八条：收到材料之日起 %(amount)s 个工作日内核查，"
        "决定是否立案；经负责人批准可以延长一次 15 个工作日。检测、检验、检疫、鉴定的时间不算在内。"
    )
}


def move_refused(now: ReportState, to: ReportState) -> str:
    """A second click is told that it was done; anything else, where the report stands."""
    if now is to:
        return _("这件举报已经是“%(now)s”，不用再做一次。", now=word(now))
    return _(
        "这件举报现在是“%(now)s”，不能改成“%(to)s”。请刷新页面查看最新进展。", now=word(now), to=word(to)
    )


def scan_refused(reason: str) -> str:
    if reason == "found":
        return _("这个文件里查出了病毒，没有收下。请换一个文件，并检查一下您的手机或电脑。")
    return _("现在没法检查文件里有没有病毒，所以暂时不收文件。请过几分钟再交。")


def uploads_refused(reason: str, most: int, count: int) -> str:
    if reason == "many":
        return _("一次最多传 %(most)d 个文件，您选了 %(count)d 个。请分几次传。", most=most, count=count)
    return _("有一个文件超过 %(most)d MB。拍照时选“普通”画质，或把 PDF 拆开再传。", most=most)


ERRORS = {
    rules.ReportMoveRefused.code: move_refused,
    rules.GroundNeeded.code: _l("结果是“不予立案”的，要选一种法定情形；其他结果不用选。"),
    rules.ReasonTooShort.code: _l("请把理由写清楚，至少 %(least)d 个字，举报人会看到。"),
    rules.NobodyToTell.code: _l("这是匿名举报，没有留下姓名和电话，不用告知。"),
    rules.NotDecided.code: _l("还没有作出决定，没有结果可以告知。"),
    rules.ReportSecretWrong.code: _l("编号和查询码对不上，请对照回执检查。字母不分大小写，没有 I、L、O、U。"),
    rules.SellerMissing.code: _l("请写明是哪家店，比如店名、直播间名称或商品链接。"),
    UploadsRefused.code: uploads_refused,
    ScanRefused.code: scan_refused,
}
