"""Figures and single complaints as rows of a table, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from app.clocks.models import Deadline
from app.clocks.rules import is_late
from app.complaints.models import Complaint
from app.complaints.terms import Outcome, Satisfaction
from app.infra.i18n import _
from app.infra.phrases import word
from app.kernel.clock import local, local_day
from app.kernel.workdays import Calendar, workdays_between
from app.statistics.queries import Line
from app.statistics.rules import Figures, harmless_row

BOM = "\ufeff"  # spreadsheets then know that it is UTF-8
BATCH = 200  # rows in one piece of a streamed answer


def heads(name: str) -> list[str]:
    return [
        name, _("收到"), _("计权后"), _("申诉成立不计"), _("到达市场监管部门"), _("受理"), _("到期应答复"), _("已答复"),
        _("按时答复"), _("按时答复率（%）"), _("已了结"), *(word(one) for one in Outcome), _("了结用时中位数（工作日）"),
        _("有争议"), _("争议率（%）"), *(word(one) for one in Satisfaction), _("满意率（%）"),
    ]  # fmt: skip


def row(name: str, of: Figures) -> list[Any]:
    return [
        name, of.received, of.weighted, of.left_out, of.reached_bureau, of.accepted, of.due, of.answered,
        of.answered_in_time, of.in_time_pct, of.closed, *(of.ended.get(one, 0) for one in Outcome), of.median_days,
        of.disputed, of.dispute_pct, *(of.said.get(one, 0) for one in Satisfaction), of.satisfied_pct,
    ]  # fmt: skip


def figures(name: str, named: Iterable[tuple[str, Line]]) -> Iterator[list[Any]]:
    yield heads(name)
    for shown, line in named:
        yield row(shown, line.figures)


def list_heads() -> list[str]:
    return [
        _("投诉编号"), _("收到"), _("商家"), _("统一社会信用代码"), _("园区"), _("哪方面"), _("来源"), _("状态"), _("结果"),
        _("不予受理的情形"), _("消费者的话"), _("满意度"), _("答复"), _("了结"), _("用时（工作日）"), _("计入权重"), _("是否计入"),
    ]  # fmt: skip


def list_row(complaint: Complaint, answer: Deadline | None, calendar: Calendar) -> list[Any]:
    """One complaint without a word about who made it, and without anybody's free text."""
    shop = complaint.merchant
    closed = complaint.closed_at if complaint.outcome else None
    return [
        complaint.code, f"{local(complaint.received_at):%Y-%m-%d %H:%M}", shop.name, shop.uscc,
        shop.park.name if shop.park else "", word(complaint.about), word(complaint.channel), word(complaint.state),
        word(complaint.outcome), word(complaint.ground), word(complaint.word), word(complaint.satisfaction),
        _answered(answer), f"{local(closed):%Y-%m-%d}" if closed else "",
        workdays_between(local_day(complaint.received_at), local_day(closed), calendar) if closed else "",
        complaint.weight, _counted(complaint),
    ]  # fmt: skip


def _answered(answer: Deadline | None) -> str:
    if answer is None or answer.met_at is None:
        return _("没有答复")
    return _("超期答复") if is_late(answer.due_at, answer.met_at) else _("按时答复")


def _counted(complaint: Complaint) -> str:
    if complaint.merged_into_id is not None:
        return _("并入其他编号，不计")
    return _("申诉成立，不计") if complaint.left_out_at is not None else _("计入")


def written(rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """CSV in pieces; the first carries the mark. No cell becomes a formula."""
    out = io.StringIO()
    out.write(BOM)
    pen = csv.writer(out)
    for number, cells in enumerate(rows, start=1):
        pen.writerow(harmless_row(cells))
        if number % BATCH == 0:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()
