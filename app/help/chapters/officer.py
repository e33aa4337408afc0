"""For officers of the regulator."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.OFFICER, "shield-check",
    _l("先办超期的，再办今天到期的。每个期限都点得开，写着依据和怎么算的。"),
    (
        Part("complaints", _l("投诉"), (
            Step(_l("%(decide_workdays)s 个工作日内决定受理不受理"), _l("从通过公布的渠道收到投诉的次日起算。不受理只能用办法第十六条列出的理由，并告诉投诉人为什么。"),
                 "complaints.index", _l("投诉")),
            Step(_l("%(mediate_days)s 天内调解"), _l("从受理之日起算，鉴定、检测的时间不算，先登记暂停。终止调解的，%(notify_workdays)s 个工作日内告知双方。"),
                 "mediation.index", _l("调解")),
            Step(_l("电话里听到的，替他记下来"), _l("打热线来的投诉由您录入，受理编号和查询码念给对方听。"), "complaints.hotline", _l("登记来电投诉")),
            Step(_l("结果和消费者说的不一样，找第二个人"), _l("您提出结案，由另一位监管人员复核确认。消费者 %(silence_days)s 天没有回音，可以按没有回音了结。")),
            Step(_l("商家不履行调解协议"), _l("消费者说没有履行的，商家有 %(breach_workdays)s 个工作日说明，然后由您核实。")),
            Step(_l("别的县区的事"), _l("发协查，约定 %(assist_workdays)s 个工作日答复；只有问题和答复会过去，案卷不会。"), "assistance.index", _l("协查")),
        )),
        Part("reports", _l("举报"), (
            Step(_l("%(check_workdays)s 个工作日内核查"), _l("收到材料之日起算，决定是否立案；经负责人批准可以延长一次 %(check_more)s 个工作日。检测、检验、鉴定的时间不算在内。"),
                 "reports.index", _l("举报")),
            Step(_l("不让任何人知道是谁举报的"), _l("联系方式默认遮住，点开要写理由，并且留痕。写给商家的话里不要出现能认出举报人的细节。")),
        )),
        Part("shops", _l("商家的事"), (
            Step(_l("核验证照"), _l("对照原图看编号、名称和有效期；不对的退回并写明哪里不对。"), "licences.queue", _l("待核验证照")),
            Step(_l("可能被复制的标签"), _l("一张标签在太多地方被扫到，会请您看一眼，查清后写下结论。"), "label_flags.index", _l("待核实的标签")),
            Step(_l("商家的申请"), _l("申诉、更正、重新评定，%(claim_workdays)s 个工作日内由没有参与打分的人答复。"), "rights.index", _l("商家申请")),
        )),
        Part("year", _l("评定和公示"), (
            Step(_l("看这一年走到哪"), _l("谁还没有评、谁缺哪一项、什么时候截止。"), "cycles.index", _l("年度评定")),
            Step(_l("公示和异议"), _l("公示 %(notice_workdays)s 个工作日，开始当天不算；异议在 %(objection_workdays)s 个工作日内答复，答复完才能决定。"), "publicity.index", _l("公示")),
            Step(_l("撤销称号"), _l("先告知，商家有 %(hearing_workdays)s 个工作日陈述申辩，再由没有提出撤销的人决定。"), "title_cases.index", _l("撤销案件")),
            Step(_l("红黑榜"), _l("一期一期地出，每一条都有依据和到期日；到期自动撤下。"), "honours.index", _l("红黑榜")),
            Step(_l("信用修复"), _l("收到申请 %(take_in_workdays)s 个工作日内受理，缺材料的一次性告知；受理后一般 %(repair_workdays)s 个工作日内逐项认定、作出决定，经负责人批准可以延长一次 %(repair_more)s 个工作日。发现弄虚作假的，由没有作出准予决定的人撤销。"),
                 "honours.index", _l("红黑榜")),
        )),
    ),
)  # fmt: skip
