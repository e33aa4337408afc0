"""From what somebody wrote to an answer that counts, or to a refusal that names the spot."""

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from app.assessments.errors import AnswerMissing, AnswerRefused, AnswerUnknown
from app.assessments.items import Item
from app.assessments.rubric import FormSheet
from app.assessments.terms import Answer

YES_NO: Mapping[str, Decimal] = {
    word: Decimal(value)
    for value, words in ((1, ("yes", "true", "1", "是")), (0, ("no", "false", "0", "否")))
    for word in words
}
NOT_APPLICABLE = frozenset({"", "na", "n/a", "not_applicable", "不适用"})
MOST_FAULTS = 1000


def plain_number(raw: object) -> Decimal | None:
    """A finite decimal from a number or its text; ``None`` if it is neither. Yes and no are no numbers."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal | str):
        return None
    try:
        number = Decimal(str(raw).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def allowed_answers(item: Item) -> str:
    """The values an item takes, for a message."""
    match item.answer.kind:
        case "scale":
            values = f"0–{item.answer.top}"
        case "yes_no":
            values = "yes / no"
        case "points":
            values = " / ".join(f"{step.value:f}" for step in item.answer.steps)
        case _:
            values = f"0–{MOST_FAULTS}"
    return f"{values} / na" if item.optional else values


def fits(item: Item, number: Decimal) -> bool:
    match item.answer.kind:
        case "scale":
            return 0 <= number <= (item.answer.top or 0) and number == int(number)
        case "points":
            return number in {step.value for step in item.answer.steps}
        case "deduction":
            return 0 <= number <= MOST_FAULTS and number == int(number)
        case _:
            return number in (0, 1)


def read_answer(item: Item, raw: object, place: str) -> Answer:
    """One answer as a number, ``None`` for "does not apply".

    Raises ``AnswerRefused`` with the values that may stand there.
    """
    word = "" if raw is None else str(raw).strip().lower()
    if item.optional and word in NOT_APPLICABLE:
        return None
    number = YES_NO.get(word) if item.answer.kind == "yes_no" else plain_number(raw)
    if number is None or not fits(item, number):
        raise AnswerRefused(place=place, item=item.code, got=str(raw), allowed=allowed_answers(item))
    return number


def read_answers(sheet: FormSheet, raw: Mapping[str, object], place: str) -> dict[str, Answer]:
    """Every answer of a form, in the order of the form.

    Raises ``AnswerMissing``, ``AnswerUnknown`` or ``AnswerRefused`` for the first fault.
    """
    refuse_unknown(raw, sheet.by_code, place)
    answers: dict[str, Answer] = {}
    for item in sheet.items:
        if item.code not in raw:
            raise AnswerMissing(place=place, item=item.code)
        answers[item.code] = read_answer(item, raw[item.code], f"{place}.{item.code}")
    return answers


def refuse_unknown(given: Iterable[str], known: Iterable[str], place: str) -> None:
    strange = [code for code in given if code not in set(known)]
    if strange:
        raise AnswerUnknown(place=place, item=str(strange[0]))
