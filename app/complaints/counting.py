"""What a deadline says: how much is left, and behind it how that was counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.complaints import deadlines
from app.complaints.deadlines import Left, Unit
from app.complaints.models import Deadline
from app.complaints.terms import Clock
from app.infra.i18n import _, _l, day_text
from app.infra.phrases import word
from app.kernel.clock import local, local_day
from app.kernel.workdays import Calendar

SOURCES = {
    Clock.ANSWER: _l("商家的承诺：收到投诉后 %(amount)s 小时内答复。这是本县区的约定，不是法定期限。"),
    Clock.SETTLE: _l("商家的承诺：收到投诉后 %(amount)s 个工作日内处理好。这是本县区的约定，不是法定期限。"),
    Clock.DECIDE: _l(
        "《市场监督管理投诉举报处理办法》第十五条：收到投诉之日起 %(amount)s 个工作日内决定是否受理并告知。"
    ),
    Clock.MEDIATE: _l(
        "《市场监督管理投诉举报处理办法》第二十三条：受理之日起 %(amount)s 日内没有达成协议的，终止调解。鉴定、检测时间不算在内。"
    ),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A deadline as it is shown. ``counting`` are the sentences one tap away."""

    title: str
    text: str
    tone: str
    counting: tuple[str, ...]


def shown(all_of_it: Iterable[Deadline], now: datetime, calendar: Calendar) -> list[Shown]:
    return [one(deadline, now, calendar) for deadline in all_of_it]


def one(deadline: Deadline, now: datetime, calendar: Calendar) -> Shown:
    text, tone = standing(deadline, now, calendar)
    return Shown(word(deadline.clock), text, tone, tuple(_counting(deadline)))


def standing(deadline: Deadline, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """What is left, with its tone: 还剩 3 个工作日（至 12 月 4 日）."""
    if deadline.met_at is not None:
        late = deadlines.is_late(deadline.due_at, deadline.met_at)
        return (_("已完成，但超期了"), "warn") if late else (_("按时完成"), "good")
    if deadline.lifted_at is not None:
        return _("不再计时"), "plain"
    left = deadlines.left(deadline.clock, deadline.due_at, deadline.due_on, now, calendar)
    until = _until(deadline, local_day(now))
    text = _late(left, until) if left.is_late else _left(left, until)
    if deadline.provisional:
        text += _("，暂定")
    return text, "bad" if left.is_late else ("warn" if left.is_soon else "calm")


def _left(left: Left, until: str) -> str:
    if left.amount == 0:
        return (
            _("还剩不到 1 小时（至 %(until)s）", until=until)
            if left.unit is Unit.HOURS
            else _("今天到期（%(until)s）", until=until)
        )
    return {
        Unit.HOURS: _("还剩 %(amount)d 小时（至 %(until)s）", amount=left.amount, until=until),
        Unit.WORKDAYS: _("还剩 %(amount)d 个工作日（至 %(until)s）", amount=left.amount, until=until),
        Unit.DAYS: _("还剩 %(amount)d 天（至 %(until)s）", amount=left.amount, until=until),
    }[left.unit]


def _late(left: Left, until: str) -> str:
    if left.amount == 0:
        return _("已超期（应于 %(until)s 前）", until=until)
    return {
        Unit.HOURS: _("已超期 %(amount)d 小时（应于 %(until)s 前）", amount=left.amount, until=until),
        Unit.WORKDAYS: _("已超期 %(amount)d 个工作日（应于 %(until)s 前）", amount=left.amount, until=until),
        Unit.DAYS: _("已超期 %(amount)d 天（应于 %(until)s 前）", amount=left.amount, until=until),
    }[left.unit]


def _until(deadline: Deadline, today: date) -> str:
    """The day, with its year when that is another than today's; for hours also the minute."""
    at = local(deadline.due_at)
    day = deadline.due_on or at.date()
    said = short_day(day) if day.year == today.year else day_text(day)
    return said if deadline.due_on is not None else f"{said} {at:%H:%M}"


def short_day(day: date) -> str:
    return _("%(month)d 月 %(day)d 日", month=day.month, day=day.day)


def _counting(deadline: Deadline) -> Iterable[str]:
    counted = [date.fromisoformat(day) for day in deadline.counted.get("counted", ())]
    skipped = [date.fromisoformat(day) for day in deadline.counted.get("skipped", ())]
    yield str(SOURCES[deadline.clock]) % {"amount": deadline.counted.get("hours", len(counted))}
    if deadline.due_on is None:
        return
    yield _("%(day)s起算，当天不算。", day=short_day(local_day(deadline.started_at)))
    if deadline.clock in deadlines.IN_CALENDAR_DAYS:
        yield _("连续计算：%(first)s至%(last)s。", first=short_day(counted[0]), last=short_day(counted[-1]))
    else:
        yield _("计入的工作日：%(days)s。", days=_days(counted))
    if skipped:
        yield _("不计的休息日和节假日：%(days)s。", days=_days(skipped))
    if deadline.provisional:
        yield _("有的年份放假安排还没有公布，暂按周一至周五推算；公布后会重新计算。")


def _days(days: Sequence[date]) -> str:
    return _("、").join(short_day(day) for day in days)
