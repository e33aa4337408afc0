"""The workbook: a sheet for the result, one for every item with its answer, one each for tasks, proofs and comments.

Whatever people wrote is stored as text, marked as text: a cell that begins with ``=`` is words, never a formula.
"""

import enum
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from app.guides.law_names import law_name
from app.infra.i18n import _, day_text, points_text, say, when_text
from app.infra.phrases import word
from app.selfchecks.export.fields import FIELDS, told
from app.selfchecks.export.whole import Whole
from app.selfchecks.models import Answer, AnswerProof, Remediation, RemediationComment, SelfCheck

LONGEST = 32_000  # a cell holds 32,767 characters
Row = Sequence[object]
HEAD = Font(bold=True)
WRAPPED = Alignment(wrap_text=True, vertical="top")


def workbook(whole: Whole) -> bytes:
    """The file, ready to send."""
    book = Workbook(write_only=True)
    _sheet(book, _("概要"), [_("项目"), _("内容")], overview(whole))
    _sheet(
        book, _("各方面"),
        [_("方面"), _("达标率"), _("做到的分量"), _("适用的分量"), _("做到"), _("没做到"), _("不适用")], _dimensions(whole),
    )  # fmt: skip
    asked = [_("题目"), _("轻重"), _("依据"), _("适用本店")]
    _sheet(book, _("条目与回答"), [*FIELDS[Answer].values(), *asked], _answers(whole))
    _sheet(
        book,
        _("整改"),
        [*FIELDS[Remediation].values(), _("题目"), _("材料"), _("由证照变化引起")],
        _tasks(whole),
    )
    _sheet(book, _("证明材料"), [*FIELDS[AnswerProof].values(), _("材料"), "SHA-256"], _proofs(whole))
    _sheet(book, _("留言"), [_("整改编号"), *FIELDS[RemediationComment].values()], _comments(whole))
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def overview(whole: Whole) -> Iterator[Row]:
    """Name and content, line by line: the shop, the guide, the self-check, its figures."""
    check, guide, shop = whole.check, whole.guide, whole.check.merchant
    yield _("商家"), shop.name
    yield _("统一社会信用代码"), shop.uscc
    yield _("经营方式"), shop.kind
    yield _("依据"), _("《%(name)s》%(year)s 年第 %(version)s 版", name=say(guide.name.zh, guide.name.en), year=guide.year, version=guide.version)  # fmt: skip
    for name, title in FIELDS[SelfCheck].items():
        if name == "scopes":
            named = [say(one.zh, one.en) for one in guide.scopes if one.code in (check.scopes or ())]
            yield title, "\n".join(named)
        elif name != "result":  # its figures follow, one by one
            yield title, getattr(check, name)
    yield _("接着哪次更新"), whole.updates.code if whole.updates else ""
    yield _("达标率"), points_text(whole.result.total)
    yield _("做到的分量"), whole.result.met_weight
    yield _("适用的分量"), whole.result.applicable_weight
    yield _("没有问的条目"), whole.result.hidden
    for severity, weight in whole.result.weights.items():
        yield _("分量：%(severity)s", severity=word(severity)), weight
    yield _("导出时间"), whole.made_at


def _dimensions(whole: Whole) -> Iterator[Row]:
    for one in whole.result.dimensions:
        named = whole.guide.dimension(one.code)
        yield (
            say(named.zh, named.en) if named else one.code, points_text(one.score), one.met_weight,
            one.applicable_weight, one.met, one.not_met, one.not_applicable,
        )  # fmt: skip


def _answers(whole: Whole) -> Iterator[Row]:
    empty = dict.fromkeys(FIELDS[Answer], "")
    for item in whole.items:
        answer = whole.answers.get(item.code)
        said = told(answer) if answer else empty | {"item_code": item.code}
        cited = "\n".join(
            _("《%(law)s》第 %(article)s 条", law=law_name(c.law), article=c.article) for c in item.citations
        )
        applies = item.applies_to(whole.check.scopes or ())
        yield *said.values(), say(item.ask, item.ask_en), item.severity, cited, applies


def _tasks(whole: Whole) -> Iterator[Row]:
    for task in whole.tasks:
        item = whole.guide.item(task.row.item_code)
        files = "\n".join(one.file.name for one in task.proofs)
        yield (
            *told(task.row).values(), say(item.ask, item.ask_en) if item else "", files,
            task.row.licence_id is not None,
        )  # fmt: skip


def _proofs(whole: Whole) -> Iterator[Row]:
    for proofs in whole.proofs.values():
        for one in proofs:
            named = one.file.name if one.file else one.licence.audit_label if one.licence else ""
            yield *told(one).values(), named, one.file.sha256 if one.file else ""


def _comments(whole: Whole) -> Iterator[Row]:
    for task in whole.tasks:
        for one in task.comments:
            yield task.row.code, *told(one).values()


def _sheet(book: Workbook, title: str, headers: Sequence[object], rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for place in range(len(headers)):
        sheet.column_dimensions[chr(ord("A") + place)].width = 22
    sheet.append([_cell(sheet, header, head=True) for header in headers])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet: Any, value: object, *, head: bool = False) -> Any:
    cell = WriteOnlyCell(sheet)
    if isinstance(value, int) and not isinstance(value, bool):
        cell.value = value
        return cell
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text_of(value))[:LONGEST]
    cell.data_type = "s"  # words, whatever they begin with
    cell.quotePrefix = True  # and words they stay when someone edits the cell
    cell.alignment = WRAPPED
    if head:
        cell.font = HEAD
    return cell


def text_of(value: object) -> str:
    """As people read it, in their language."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, enum.Enum):
        return word(value)
    if isinstance(value, datetime):
        return when_text(value)
    if isinstance(value, date):
        return day_text(value)
    return "、".join(text_of(one) for one in value) if isinstance(value, list) else str(value)
