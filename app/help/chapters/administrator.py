"""For a region's administrator."""

from app.help.terms import Chapter, Part, Reader, Step
from app.infra.i18n import _l

CHAPTER = Chapter(
    Reader.ADMINISTRATOR, "settings",
    _l("让这一年按时走完，让同事打得开该打开的页面。改规则只管以后，不改过去。"),
    (
        Part("set", _l("开张前设好"), (
            Step(_l("请同事进来"), _l("填手机号和角色，发一个链接，对方自己设密码。人走了当天停用账号。"), "entry.people", _l("同事账号")),
            Step(_l("录入工作日历"), _l("每年国务院公布放假安排以后录入。没有下一年的日历，跨年的期限算不出来，系统不会猜。"), "regions.calendar", _l("工作日历")),
            Step(_l("公布投诉渠道和承诺"), _l("只有公布过的渠道，法定期限才从收到那天算。现在的承诺：%(answer)s内答复，%(settle)s内处理好。"), "complaint_settings.show", _l("投诉渠道和承诺")),
            Step(_l("标签的规矩"), _l("每天最多申领多少、有效多久、用哪把密钥签。现在的标签%(label_validity)s。"), "labels.settings", _l("标签设置")),
            Step(_l("证照种类"), _l("哪些证照要交、到期前几天提醒。"), "licences.kinds", _l("证照种类")),
        )),
        Part("year", _l("走完一年"), (
            Step(_l("定考评细则"), _l("先试算再发布；发布以后不改，要改就发下一版。"), "rubrics.index", _l("考评细则")),
            Step(_l("开年度评定"), _l("定每个阶段的起止日期，开始以后各方就看到自己要做什么。"), "cycles.index", _l("年度评定")),
            Step(_l("抽签、评议、公示"), _l("哪家店归哪个评议会，用抽签定，谁都能照样重算一遍；%(pass_score)s 分以上提名，公示 %(notice_workdays)s 个工作日。"), "panel_sittings.index", _l("评议会")),
            Step(_l("授予和撤销"), _l("公示期满、异议答复完才授予。撤销前给商家 %(hearing_workdays)s 个工作日陈述申辩。"), "titles.index", _l("称号")),
        )),
        Part("watch", _l("看着它运转"), (
            Step(_l("谁没有收到通知"), _l("短信、邮件发没发到都有记录，没发到的可以重发。"), "deliveries.index", _l("通知送达")),
            Step(_l("投诉有没有拖"), _l("按月、按店、按园区看数量、按时率和结果。"), "statistics.index", _l("投诉统计")),
            Step(_l("发案例和提示"), _l("典型案例讲清一件事怎么了结，消费提示告诉大家买之前看什么。"), "bulletins.index", _l("案例和提示")),
        )),
    ),
)  # fmt: skip
