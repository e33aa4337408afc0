"""What a deadline says: how much is left, and behind it how that was counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import FunctionType
from typing import Any

from flask import current_app

from app.clocks import rules
from app.clocks.models import Deadline, Pause
from app.clocks.rules import Left
from app.clocks.terms import Unit
from app.infra.i18n import _, _n, day_text, in_english, when_text
from app.infra.phrases import word
from app.infra.plan import CLOCKS
from app.kernel.clock import local, local_day
from app.kernel.kinds import ClockName
from app.kernel.workdays import Calendar


@dataclass(frozen=True, slots=True)
class Shown:
    """A deadline as it is shown. ``counting`` are the sentences one tap away."""

    title: str
    text: str
    tone: str
    counting: tuple[str, ...]


def shown(all_of_it: Iterable[Deadline], now: datetime, calendar: Calendar) -> list[Shown]:
    """For a page; each needs its ``pauses`` loaded (``queries.of`` and ``queries.running`` do).

    One that ran before, as after something was completed, is numbered: two of a name would read like a mistake.
    """
    told, found = Counter[ClockName](), []
    for deadline in all_of_it:
        told[deadline.clock] += 1
        found.append(one(deadline, now, calendar, turn=told[deadline.clock]))
    return found


def one(deadline: Deadline, now: datetime, calendar: Calendar, *, turn: int = 1) -> Shown:
    text, tone = standing(deadline, now, calendar)
    title = word(deadline.clock)
    if turn > 1:
        title = _("%(what)s（第 %(turn)s 次）", what=title, turn=turn)
    return Shown(title, text, tone, tuple(_counting(deadline)))


def standing(deadline: Deadline, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """What is left, with its tone: 还剩 3 个工作日（至 12月4日）."""
    if deadline.clock.is_a_right and deadline.lifted_at is None and deadline.paused_at is None:
        return _right(deadline, now, calendar)
    if deadline.met_at is not None:
        late = rules.is_late(deadline.due_at, deadline.met_at)
        return (_("已完成，但超期了"), "warn") if late else (_("按时完成"), "good")
    if deadline.lifted_at is not None:
        return _("不再计时"), "plain"
    if deadline.paused_at is not None:
        return _("暂停计时（从 %(day)s起）", day=short_day(local_day(deadline.paused_at))), "plain"
    left = rules.left(deadline.unit, deadline.due_at, deadline.due_on, now, calendar)
    until = _until(deadline, local_day(now))
    text = _late(left, until) if left.is_late else _left(left, until)
    if deadline.provisional:
        text += _("，暂定")
    return text, "bad" if left.is_late else ("warn" if left.is_soon else "calm")


def _right(deadline: Deadline, now: datetime, calendar: Calendar) -> tuple[str, str]:
    """A time in which somebody may act: once it is over, nobody is late."""
    if deadline.met_at is not None:
        return _("已提出"), "good"
    left = rules.left(deadline.unit, deadline.due_at, deadline.due_on, now, calendar)
    until = _until(deadline, local_day(now))
    if left.is_late:
        return _("期限已满（到 %(until)s为止）", until=until), "plain"
    return _left(left, until), "warn" if left.is_soon else "calm"


def until_day(last: date, today: date) -> str:
    """The same for what has a last day and no clock: 还剩 3 天（至 12月4日）."""
    days = (last - today).days
    said = short_day(last) if last.year == today.year else day_text(last)
    left = Left(Unit.DAYS, abs(days), is_late=days < 0, is_soon=False)
    return _late(left, said) if left.is_late else _left(left, said)


def short_day(day: date) -> str:
    """6月1日, or 1 June."""
    return f"{day.day} {day:%B}" if in_english() else f"{day.month}月{day.day}日"


def _left(left: Left, until: str) -> str:
    if left.amount == 0:
        return (
            _("还剩不到 1 小时（至 %(until)s）", until=until)
            if left.unit is Unit.HOURS
            else _("今天到期（%(until)s）", until=until)
        )
    return {
        Unit.HOURS: _n(
            "还剩 %(num)d 小时（至 %(until)s）", "还剩 %(num)d 小时（至 %(until)s）", left.amount, until=until
        ),
        Unit.WORKDAYS: _n(
            "还剩 %(num)d 个工作日（至 %(until)s）",
            "还剩 %(num)d 个工作日（至 %(until)s）",
            left.amount,
            until=until,
        ),
        Unit.DAYS: _n(
            "还剩 %(num)d 天（至 %(until)s）", "还剩 %(num)d 天（至 %(until)s）", left.amount, until=until
        ),
    }[left.unit]


def _late(left: Left, until: str) -> str:
    if left.amount == 0:
        return _("已超期（应于 %(until)s前）", until=until)
    return {
        Unit.HOURS: _n(
            "已超期 %(num)d 小时（应于 %(until)s前）",
            "已超期 %(num)d 小时（应于 %(until)s前）",
            left.amount,
            until=until,
        ),
        Unit.WORKDAYS: _n(
            "已超期 %(num)d 个工作日（应于 %(until)s前）",
            "已超期 %(num)d 个工作日（应于 %(until)s前）",
            left.amount,
            until=until,
        ),
        Unit.DAYS: _n(
            "已超期 %(num)d 天（应于 %(until)s前）",
            "已超期 %(num)d 天（应于 %(until)s前）",
            left.amount,
            until=until,
        ),
    }[left.unit]


def _until(deadline: Deadline, today: date) -> str:
    """The day, with its year when that is another than today's; for hours also the minute."""
    at = local(deadline.due_at)
    day = deadline.due_on or at.date()
    said = short_day(day) if day.year == today.year else day_text(day)
    return said if deadline.due_on is not None else f"{said} {at:%H:%M}"


def _counting(deadline: Deadline) -> Iterable[str]:
    """Where the rule comes from, the first day, what was counted, what was not and why, and what is still a guess."""
    sources: Mapping[Any, Any] = current_app.extensions[CLOCKS]
    source = sources[deadline.clock]
    facts = {"amount": deadline.length, "unit": word(deadline.unit)}
    yield str(source(deadline) if isinstance(source, FunctionType) else source) % facts
    if deadline.to_confirm:
        yield _("这个期限待确认：县区还没有请法制人员核实，暂按它计算。")
    if deadline.extended_at is not None:
        yield _(
            "%(day)s延长了一次，加 %(amount)d。",
            day=short_day(local_day(deadline.extended_at)),
            amount=deadline.extension,
        )
    if deadline.due_on is not None:
        yield from _days_counted(deadline)
    for pause in deadline.pauses:
        yield _pause(pause)
    if deadline.provisional:
        yield _("有的年份放假安排还没有公布，暂按周一至周五推算；公布后会重新计算。")
    yield _(
        "开始：%(start)s。最后时刻：%(due)s。规则版本：%(version)s。",
        start=when_text(deadline.started_at), due=when_text(deadline.due_at), version=deadline.version,
    )  # fmt: skip
    if deadline.met_at is not None:
        yield _("完成：%(when)s。", when=when_text(deadline.met_at))


def _days_counted(deadline: Deadline) -> Iterable[str]:
    counted, skipped, paused = (
        [date.fromisoformat(day) for day in deadline.counted.get(name, ())]
        for name in ("counted", "skipped", "paused")
    )
    yield _("%(day)s起算，当天不算。", day=short_day(local_day(deadline.started_at)))
    if deadline.unit is Unit.DAYS:
        yield _("连续计算：%(first)s至%(last)s。", first=short_day(counted[0]), last=short_day(counted[-1]))
    else:
        yield _("计入的工作日：%(days)s。", days=_days(counted))
    if skipped:
        yield _("不计的休息日和节假日：%(days)s。", days=_days(skipped))
    if paused:
        yield _("不计的鉴定、检测等时间：%(days)s。", days=_days(paused))


def _pause(pause: Pause) -> str:
    facts = {
        "why": pause.why,
        "paper": pause.paper or "—",
        "first": when_text(pause.from_at),
        "who": pause.by_name,
    }
    if pause.until_at is None:
        return _("从 %(first)s起暂停计时：%(why)s（文书：%(paper)s，%(who)s登记）。开始的当天照算。", **facts)
    return _(
        "%(first)s至 %(last)s暂停计时：%(why)s（文书：%(paper)s，%(who)s登记）。开始的当天照算，结束的当天不算。",
        last=when_text(pause.until_at), **facts,
    )  # fmt: skip


def _days(days: Sequence[date]) -> str:
    return _("、").join(short_day(day) for day in days)
