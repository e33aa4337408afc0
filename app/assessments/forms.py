"""Forms of the assessments slice. The five review forms are made from the rubric's sheets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, HiddenField, IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from app.assessments.answers import read_answer
from app.assessments.errors import AnswerRefused
from app.assessments.facts import Prefilled
from app.assessments.items import Item
from app.assessments.reviews import Raw
from app.assessments.rubric import FormSheet, Rubric
from app.infra.forms import HouseForm
from app.infra.i18n import _, _l, say

NOT_APPLICABLE = "na"
MOST_WORDS = 1000
WHY = "why-"
COUNT = {"inputmode": "numeric", "autocomplete": "off", "maxlength": "4"}


def choices_of(item: Item, rubric: Rubric) -> list[tuple[str, str]]:
    """The boxes of an item: (what is written down, what people read)."""
    match item.answer.kind:
        case "scale":
            words = rubric.scale_words.get("5" if item.answer.top == 5 else "4", ())
            found = [(str(value), say(one.zh, one.en)) for value, one in enumerate(words)]
        case "points":
            found = [(f"{step.value:f}", say(step.zh, step.en)) for step in item.answer.steps]
        case _:
            found = [("yes", _("是")), ("no", _("否"))]
    return [*found, (NOT_APPLICABLE, _("不适用"))] if item.optional else found


def words_for(item: Item, rubric: Rubric, answer: str) -> str:
    """An answer as people read it."""
    if item.answer.kind == "deduction":
        return answer
    return dict(choices_of(item, rubric)).get(answer, answer)


def wants_proof(sheet: FormSheet) -> bool:
    return any(item.proof for item in sheet.items)


class SheetForm(HouseForm):
    """One evaluation's form: a field for each item, and a note. Nothing is required until it is checked."""

    note: TextAreaField  # made last, so that what is wrong with it comes last
    website = StringField(_l("请不要填写这一格"))  # people do not see it; machines fill it in

    def raw(self, sheet: FormSheet) -> dict[str, str]:
        """What was written, by item code; blanks left out."""
        return {
            item.code: str(said) for item in sheet.items if (said := self[item.code].data) not in (None, "")
        }

    def why(self) -> dict[str, str]:
        """The reasons for changing what the house had filled in, by item code."""
        return {
            name.removeprefix(WHY): field.data or ""
            for name, field in self._fields.items()
            if name.startswith(WHY)
        }

    def check(self, sheet: FormSheet, known: Mapping[str, Prefilled] | None = None) -> bool:
        """Whether it could be submitted; the fields say what is missing."""
        known = known or {}
        for number, item in enumerate(sheet.items, 1):
            field, one = self[item.code], known.get(item.code)
            field.errors = _of_item(number, problem_with(item, field.data))
            if one and field.data not in (None, "", one.answer) and not self[WHY + item.code].data:
                problem = _("系统里的记录是另一个答案，改动请写明理由")
                self[WHY + item.code].errors = _of_item(number, problem)
        if wants_proof(sheet) and not self.note.data:
            self.note.errors = [_("请写明检查情况和依据：在哪里、什么时候、看到了什么")]
        elif len(self.note.data or "") > MOST_WORDS:
            self.note.errors = [_("不能超过 %(most)s 字", most=MOST_WORDS)]
        return not any(field.errors for field in self)


def _of_item(number: int, problem: str) -> list[str]:
    return [_("第 %(number)s 项：%(problem)s", number=number, problem=problem)] if problem else []


def problem_with(item: Item, said: str | None) -> str:
    """What is wrong with one answer; empty if nothing is."""
    is_count = item.answer.kind == "deduction"
    if not said:
        return _("请填写数量，没有就填 0") if is_count else _("请选一项")
    try:
        read_answer(item, said, item.code)
    except AnswerRefused:
        return _("请填 0 或整数") if is_count else _("请从列出的选项里选一项")
    return ""


def sheet_form(
    rubric: Rubric,
    sheet: FormSheet,
    answers: Raw | None = None,
    note: str = "",
    *,
    known: Mapping[str, Prefilled] | None = None,
    why: Mapping[str, str] | None = None,
) -> SheetForm:
    """The form for a sheet, with what was written before, else with what the house knows."""
    known = known or {}
    fields: dict[str, Any] = {}
    for number, item in enumerate(sheet.items, 1):
        fields[item.code] = _field(item, rubric, number, known.get(item.code))
        if item.code in known:
            fields[WHY + item.code] = StringField(
                _("第 %(number)s 项改动的理由", number=number),
                description=_("与系统记录不同时要写"),
                render_kw={"maxlength": "300"},
            )
    fields["note"] = TextAreaField(render_kw={"rows": "4"})
    kept = answers if answers is not None else {code: one.answer for code, one in known.items()}
    reasons = {WHY + code: said for code, said in (why or {}).items()}
    form: SheetForm = type("FilledSheet", (SheetForm,), fields)(data={**kept, **reasons, "note": note})
    form.note.label.text = _("检查情况和依据") if wants_proof(sheet) else _("还想说的话")
    form.note.description = (
        _("写清时间、地点、看到的情况和凭据存放处") if wants_proof(sheet) else _("选填，请不要写姓名和电话")
    )
    return form


def is_complete(rubric: Rubric, sheet: FormSheet, answers: Raw, note: str) -> bool:
    """Whether a kept draft could be submitted as it is."""
    proven = bool(note) or not wants_proof(sheet)
    return proven and not any(problem_with(item, str(answers.get(item.code) or "")) for item in sheet.items)


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One item and what was answered, as people read it."""

    code: str
    text: str
    answer: str
    is_veto: bool
    was: str = ""
    source: str = ""
    reason: str = ""


def lines_of(
    rubric: Rubric, sheet: FormSheet, answers: Raw, overrides: Mapping[str, Mapping[str, str]] | None = None
) -> list[AnswerLine]:
    """Each item with its answer; where the house had filled in another, with that and the reason for the change."""
    return [_line(rubric, item, answers, (overrides or {}).get(item.code, {})) for item in sheet.items]


def _line(rubric: Rubric, item: Item, answers: Raw, changed: Mapping[str, str]) -> AnswerLine:
    return AnswerLine(
        item.code, say(item.text.zh, item.text.en),
        words_for(item, rubric, str(answers.get(item.code) or "")) or "—",
        item.veto is not None and answers.get(item.code) == "yes",
        words_for(item, rubric, changed["prefilled"]) if changed else "", changed.get("source", ""),
        changed.get("reason", ""),
    )  # fmt: skip


def _field(item: Item, rubric: Rubric, number: int, known: Prefilled | None) -> Any:
    label = f"{number}. {say(item.text.zh, item.text.en)}"
    parts = [say(item.help.zh, item.help.en)]
    if item.points:
        parts.insert(0, _("%(points)s 分", points=f"{item.points.normalize():f}"))
    if known:
        parts.append(_("系统按记录已填，%(source)s", source=known.source))
    hint = " · ".join(part for part in parts if part)
    if item.answer.kind == "deduction":
        return StringField(label, description=hint, render_kw=COUNT)
    return RadioField(label, description=hint, choices=choices_of(item, rubric), validate_choice=False)


class OpenCycleForm(HouseForm):
    year = IntegerField(
        _l("哪一年"),
        [
            DataRequired(_l("请填写年份")),
            NumberRange(2020, 2100, message=_l("年份应在 2020 到 2100 之间")),
        ],
        render_kw={"inputmode": "numeric"},
    )
    takes_newest = BooleanField(_l("这一年没有发布考评细则的，沿用最新的一版"))


class MoveForm(HouseForm):
    to = HiddenField()


class CloseForm(MoveForm):
    seen = BooleanField(
        _l("上面没有办完的事我都看过，这一年可以结束"), [DataRequired(_l("请看过没有办完的事，再勾选"))]
    )


class ReopenForm(HouseForm):
    reason = TextAreaField(
        _l("为什么要撤回这个分数"),
        [DataRequired(_l("请写明理由")), Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("会记录在案。撤回后可以补交评价表，再重新算分"),
        render_kw={"rows": "3"},
    )


class FindSellerForm(HouseForm):
    class Meta:
        csrf = False

    words = StringField(_l("店铺名称或统一社会信用代码"), render_kw={"maxlength": "80"})
