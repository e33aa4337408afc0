"""For whom a page of help is, and what the sheets are called."""

from app.help.terms import Reader, SheetName
from app.infra.i18n import _l

WORDS = {
    Reader.CONSUMER: _l("我是消费者"),
    Reader.SELLER: _l("我是商家"),
    Reader.PARK: _l("我在园区或服务站"),
    Reader.OFFICER: _l("我是监管人员"),
    Reader.PANEL: _l("我参加评分和评议"),
    Reader.ADMINISTRATOR: _l("我是县区管理员"),
    SheetName.PACKERS: _l("打包台：信用标签怎么印、怎么贴"),
    SheetName.STATIONS: _l("服务站：一件投诉怎么走"),
}
