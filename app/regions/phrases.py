"""Sentences of the region slice."""

from datetime import date

from app.infra import packs
from app.infra.guard import NotVouched, TooQuick
from app.infra.i18n import _, _l, day_text
from app.infra.pdf import PaperNotMade
from app.infra.room import NoRoom
from app.infra.storage import FileRefused
from app.kernel import workdays
from app.regions import rules
from app.regions.terms import OrganisationKind, RegionAction

WORDS = {
    OrganisationKind.BUREAU: _l("市场监管局"),
    OrganisationKind.STATION: _l("市场监管所"),
    OrganisationKind.PARK: _l("园区"),
    OrganisationKind.INDUSTRY: _l("行业协会"),
    OrganisationKind.MONITOR: _l("第三方监测机构"),
    OrganisationKind.PANEL: _l("考评组"),
    RegionAction.CLOCK_MOVED: _l("拨动演示时钟"),
    RegionAction.CALENDAR_ENTERED: _l("录入节假日安排"),
    RegionAction.POLICY_CHANGED: _l("修改县区设置"),
}


def clock_refused(reason: str) -> str:
    return {
        "not_demo": _("只有演示县区的时钟可以拨动。"),
        "backwards": _("时钟只能往前拨。请选一个比现在晚的时间。"),
        "too_far": _("一次最多往前拨两年多一点。请选近一些的日期。"),
    }[reason]


def calendar_refused(reason: str, day: date, year: int) -> str:
    said = day_text(day)
    return {
        "year": _("%(day)s 不在 %(year)d 年，请检查。", day=said, year=year),
        "weekend": _("%(day)s 本来就是周末，不用写进放假日。", day=said),
        "weekday": _("%(day)s 本来就是工作日，不用写进补班日。", day=said),
    }[reason]


def file_refused(reason: str, most_mb: int = 0) -> str:
    return {
        "empty": _("这个文件是空的，请重新选择。"),
        "too_big": _("文件太大了，最多 %(most)d MB。拍照时选“普通”画质，或把 PDF 拆开再传。", most=most_mb),
        "kind": _("看不出这是什么文件。请上传照片（JPEG、PNG、WebP、HEIC）或 PDF。"),
    }[reason]


def not_vouched(used: bool) -> str:
    if used:
        return _("这一页的安全验证已经用过了。内容都还在，请再点一次提交。")
    return _(
        "安全验证还没有完成。请等页面上的验证打勾后再提交；打不开脚本的，请扫包裹上的标签进入，或拨打 12315。内容都还在。"
    )


def not_made(reason: str) -> str:
    return {
        "missing": _("这台服务器暂时做不了 PDF。请先下载 JSON，内容是一样的。"),
        "large": _("内容太长，做不成 PDF。请下载 JSON，内容是一样的。"),
        "broken": _("PDF 没有做成。请下载 JSON，内容是一样的；也可以过一会儿再试。"),
    }[reason]


ERRORS = {
    PaperNotMade.code: not_made,
    NotVouched.code: not_vouched,
    TooQuick.code: _l(
        "没有打开脚本的浏览器要多等一会儿：请把写的内容再看一遍，%(seconds)s 秒以后再点提交。内容都还在。"
    ),
    rules.ClockRefused.code: clock_refused,
    rules.CalendarRefused.code: calendar_refused,
    FileRefused.code: file_refused,
    NoRoom.code: _l("服务器的存储空间暂时不够，这次没有保存。请过一会儿再提交；急着投诉请拨打 12315。"),
    packs.PackChanged.code: _l(
        "%(family)s/%(name)s %(year)s 年第 %(version)s 版已经载入过，内容不能再变。请提高版本号。"
    ),
    workdays.CountRefused.code: _l("天数应在 0 到 %(most)s 之间，您给的是 %(count)s。"),
    "domain.not_here": _l("没有找到。"),
}
