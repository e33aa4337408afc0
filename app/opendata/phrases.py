"""Sentences of the open data slice: what each file and each field is."""

from app.infra.i18n import _l
from app.opendata import rules
from app.opendata.terms import Dataset

WORDS = {
    Dataset.MERCHANTS: _l("商家名录"),
    Dataset.TITLES: _l("放心电商称号"),
    Dataset.LISTS: _l("红黑榜条目"),
}
WHAT_IT_IS = {
    Dataset.MERCHANTS: _l(
        "在本县区登记的直播经营和社区团购商家，一家一行，带称号、榜单和最近一年的投诉情况。"
    ),
    Dataset.TITLES: _l("授予过的每一个称号，一个一行，包括暂停、到期和撤销的。"),
    Dataset.LISTS: _l("现在在红榜或黑榜上的条目，一条一行。到期、修复、撤回的条目不再提供，只留编号。"),
}
FIELDS = {
    "seq": _l("变化顺序号，整个县区共用，只增不减；下次增量下载时写在 since 里"),
    "changed_at": _l("这一行上次变化的时刻（UTC）"),
    "gone": _l("true 表示这一行已经没有了，请从您那里删除；这时只有编号一列有内容"),
    "code": _l("编号，不变"),
    "name": _l("名称"),
    "uscc": _l("统一社会信用代码；个体工商户的中间几位用 * 代替"),
    "is_sole_trader": _l("是不是个体工商户"),
    "kind": _l("经营方式：live_stream 直播经营，group_buy 社区团购"),
    "goods": _l("主要商品"),
    "park": _l("所在园区，空表示不在园区"),
    "station": _l("监管单位"),
    "rooms": _l("在哪里卖：平台和账号名称，用分号隔开"),
    "registered_on": _l("在本平台登记的日期"),
    "title_standing": _l(
        "称号现在怎样：none 没有，on_notice 公示中，notice_over 公示期满等待决定，disputed 异议中，valid 有效，suspended 暂停，expired 到期，revoked 撤销"
    ),
    "title_number": _l("最近一个称号的编号"),
    "title_valid_until": _l("最近一个称号的最后一天（含当天）"),
    "on_red_list_until": _l("在红榜上的最后一天，空表示不在"),
    "on_black_list_until": _l("在黑榜上的最后一天，空表示不在"),
    "complaints_since": _l("投诉从哪一天开始统计"),
    "complaints_received": _l("收到的投诉"),
    "complaints_answered": _l("商家答复了的投诉"),
    "complaints_answered_in_time": _l("按承诺时间答复的投诉"),
    "complaints_solved": _l("消费者说解决了的投诉"),
    "complaints_open": _l("还没了结的投诉"),
    "title_notice_ends_on": _l("拟授予称号的公示的最后一天，空表示不在公示、也不在等待决定"),
    "title_disputed": _l(
        "有没有没答复的异议，或者商家对已公示得分的申请没有办结；称号有效的，办结以前照常有效"
    ),
    "number": _l("称号编号，和证书上的一样"),
    "merchant_code": _l("商家编号，和“商家”文件里的 code 一样"),
    "merchant_name": _l("商家名称"),
    "state": _l(
        "valid 有效，suspended 暂停，expired 到期，revoked 撤销；以下载当天为准，过了 valid_until 就是到期"
    ),
    "score": _l("年度评定得分，满分 100，两位小数"),
    "awarded_on": _l("授予日期"),
    "valid_until": _l("有效期的最后一天（含当天）"),
    "suspended_on": _l("暂停日期"),
    "revoked_on": _l("撤销日期"),
    "ground": _l("撤销的情形，六种之一"),
    "list": _l("red 红榜，black 黑榜"),
    "edition": _l("第几期"),
    "published_on": _l("这一期的发布日期"),
    "until": _l("在榜的最后一天（含当天）"),
    "grounds": _l("上榜的理由"),
    "source_kind": _l("所依据的公示信息的种类，红榜没有"),
    "source_number": _l("红榜是证书编号，黑榜是决定书文号"),
    "source_on": _l("证书授予或决定作出的日期"),
    "source_url": _l("公示信息的网址"),
    "restarted_on": _l("信用修复因弄虚作假被撤销的日期，公示期从这天重新计算；空表示没有"),
}
ERRORS = {
    rules.SinceRefused.code: _l(
        "since 写的是 %(since)s，本县区的变化只到 %(newest)s。请先下载完整文件，再从它的 newest 开始增量下载。"
    ),
}
