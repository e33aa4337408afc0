"""For parks and their service stations."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.PARK, "building",
    _l("替园区里的店印标签，在消费者和店家之间搭把手。监管的事不用您做，话要说到两边都听得懂。"),
    (
        Part("labels", _l("标签"), (
            Step(_l("替店家申领"), _l("选店、填张数、看样子、开始制作。可以贴上一列快递单号，印在每张标签上；一批最多 %(most_labels)s 张。"),
                 "labels.new", _l("申领标签")),
            Step(_l("校准打印机"), _l("每台打印机量一次尺子页，存下来。打印时用“实际大小”，不要选“适合页面”。"),
                 "labels.printer_list", _l("打印机")),
            Step(_l("印、贴、记台账"), _l("印好点“印好了”；印坏的补印，丢了的作废。贴着作废标签的包裹，买家会看到“已作废”。"),
                 "labels.index", _l("标签批次")),
            Step(_l("让打包系统自己来"), _l("开一个接口令牌，打包系统就能自己申领和下载。令牌只显示一次，不用了就停掉。"),
                 "api_tokens.index", _l("接口令牌")),
        )),
        Part("station", _l("服务站协调"), (
            Step(_l("先看还剩多久"), _l("消费者请您协调以后，您有 %(station_workdays)s 个工作日。这是本县区的约定，不是法定期限；消费者随时可以跳过您，转给监管部门。"),
                 "complaints.index", _l("投诉")),
            Step(_l("两边都问到"), _l("先问店家怎么处理，再问消费者要什么。联系方式是遮住的，通过平台留言，两边都看得到您写了什么。")),
            Step(_l("写下结果"), _l("谈成了写明谁在哪天做什么，没谈成写明卡在哪里。谈成了也要等消费者说一声“解决了”，您不能替他说。")),
        )),
        Part("shops", _l("园区里的店"), (
            Step(_l("看谁的证照快到期"), _l("到期前 %(first_mark)s 天起会出现在这里，提醒店家比让它过期容易得多。"),
                 "licences.park", _l("商家证照")),
            Step(_l("看每家店的情况"), _l("点店名看证照和自查结果；“公开页面”里看称号到哪天、投诉怎么了结。"), "merchants.index", _l("商家列表")),
        )),
    ),
)  # fmt: skip
