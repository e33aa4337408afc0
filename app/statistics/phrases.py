"""Sentences of the statistics slice."""

from app.infra.i18n import _l
from app.statistics import rules
from app.statistics.terms import By, Category, StatisticsAction

WORDS = {
    By.MONTH: _l("按月"),
    By.MERCHANT: _l("按商家"),
    By.PARK: _l("按园区"),
    By.CATEGORY: _l("按品类"),
    By.DIMENSION: _l("按指南方面"),
    Category.FOOD: _l("食品"),
    Category.FRESH: _l("生鲜农产品"),
    Category.COSMETICS: _l("化妆品"),
    Category.MEDICAL: _l("药品、医疗器械"),
    Category.ALCOHOL: _l("酒类"),
    Category.GOODS: _l("工业消费品"),
    Category.UNTOLD: _l("没有填写品类"),
    StatisticsAction.EXPORT_ASKED: _l("导出投诉清单"),
    StatisticsAction.EXPORT_FETCHED: _l("下载投诉清单"),
}
ERRORS = {
    rules.PeriodRefused.code: _l("请选择先后正确、不超过 %(most)s 个月的时间段。"),
}
