"""For people who bought something."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.CONSUMER, "user",
    _l("先看清是谁卖的；有问题当面说给店家听，说不通再找园区和监管部门。不用注册账号。"),
    (
        Part("before", _l("看一家店"), (
            Step(_l("扫包裹上的信用标签"), _l("用手机相机或微信扫码，页面会说明标签真不真、谁卖的、谁在监管。扫不出来，就输入二维码下面 5 组、每组 4 个字符的编号。"),
                 "tag.typed", _l("输入标签编号")),
            Step(_l("没有标签，按名称查"), _l("输入店铺名称、直播间或者执照上的统一社会信用代码，可以看到称号、投诉怎么了结、有没有在黑榜上。"),
                 "public.sellers", _l("查商家")),
            Step(_l("看懂“放心电商”称号"), _l("称号每年评定一次，%(pass_score)s 分以上才授予。没有称号不等于有问题，有称号也可以投诉。"),
                 "public_notices.index", _l("看正在公示的称号")),
        )),
        Part("complain", _l("投诉"), (
            Step(_l("写清楚三件事"), _l("买了什么、出了什么问题、希望怎么解决。有照片和聊天截图就一起传，照片里的拍摄地点会自动去掉。"),
                 "complaints.start", _l("我要投诉")),
            Step(_l("把查询码存好"), _l("提交以后会给一个受理编号和一个查询码，查询码只显示这一次。截图存下来；丢了可以用留下的手机号找回。"),
                 "complaints.recover", _l("找回查询码")),
            Step(_l("等店家答复"), _l("店家承诺 %(answer)s内答复、%(settle)s内处理好。答复以后，请说一声“解决了”“部分解决”还是“没有解决”，这句话只有您能说。"),
                 "complaints.follow", _l("查投诉进展")),
            Step(_l("没谈拢，请园区或监管所帮忙"), _l("可以请园区服务站协调（%(station_workdays)s 个工作日），也可以跳过它，直接转给监管部门。监管部门在 %(decide_workdays)s 个工作日内决定受不受理，受理以后最长调解 %(mediate_days)s 天。")),
            Step(_l("了结以后又变卦"), _l("店家说好的没有做到，结案后 %(reopen_days)s 天内可以重新打开同一件投诉，不用重写。")),
        )),
        Part("other", _l("投诉以外"), (
            Step(_l("举报违法行为"), _l("假货、虚假宣传、食品安全这类违法行为，用举报。%(check_workdays)s 个工作日内核查、决定是否立案，必要时延长一次 %(check_more)s 个工作日。卖家看不到是谁举报的。"),
                 "reports.start", _l("举报违法行为")),
            Step(_l("核对一张回执"), _l("受理回执上有签名，任何人都能核对它是不是真的、有没有改过。"),
                 "complaints.verify", _l("核对回执")),
            Step(_l("评价一家店"), _l("您的评价会进入这家店的年度评定。只写自己遇到的事，好的、不好的都可以。"),
                 "assessments.social_form", _l("评价一家店")),
        )),
    ),
)  # fmt: skip
