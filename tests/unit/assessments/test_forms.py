"""One form: from answers to a score between 0 and 100."""

from decimal import Decimal

import pytest

from app.assessments.answers import read_answers
from app.assessments.errors import AnswerMissing, AnswerRefused, AnswerUnknown
from app.assessments.rules import score_form
from app.assessments.terms import Evaluation, Form

from .simple import RUBRIC

SHEET = RUBRIC.evaluations[Evaluation.DEPARTMENT]


def scored(**answers: object) -> Decimal:
    read = read_answers(SHEET, {"D4": False, **answers}, "forms[1].answers")
    return score_form(SHEET, Form("f", Evaluation.DEPARTMENT, read)).score


@pytest.mark.parametrize(
    ("answers", "score"),
    [
        ({"D1": 4, "D2": 0, "D3": 10}, "100"),
        ({"D1": 3, "D2": 1, "D3": 4}, "69"),  # 45 + 20 + 4
        ({"D1": 4, "D2": 9, "D3": 0}, "60"),  # a deduction never goes below nothing
        ({"D1": 3, "D2": 1, "D3": "不适用"}, "72.2222"),  # 65 of the 90 that apply
        ({"D1": 1, "D2": 0, "D3": None}, "50"),  # 45 of 90, four places
        ({"D1": 0, "D2": 0, "D3": 10}, "40"),  # the cap is at 50 and does not lift
        ({"D1": "4", "D2": "0", "D3": "10.0"}, "100"),  # numbers written as text
    ],
)
def test_a_form_is_points_earned_of_points_that_apply(answers: dict[str, object], score: str) -> None:
    assert scored(**answers) == Decimal(score)


def test_a_capped_form_says_which_item_did_it() -> None:
    items = [{"code": "A", "points": 10, "answer": {"kind": "yes_no"}, "cap": {"form_score": 60}}]
    items += [{"code": "B", "points": 90, "answer": {"kind": "yes_no"}}]
    sheet = SHEET.model_validate({"weight": 40, "items": items})

    line = score_form(sheet, Form("f", Evaluation.DEPARTMENT, {"A": Decimal(0), "B": Decimal(1)}))

    assert (line.score, line.capped_by) == (Decimal(60), ("A",))


@pytest.mark.parametrize(
    ("code", "written"),
    [
        ("D1", 5), ("D1", -1), ("D1", 2.5), ("D1", True), ("D1", None), ("D1", "nan"), ("D1", "na"), ("D1", [3]),
        ("D2", -1), ("D2", 1001), ("D2", 0.5), ("D3", 5), ("D3", "infinity"), ("D4", 2), ("D4", "maybe"),
    ],
)  # fmt: skip
def test_an_answer_that_is_not_on_the_form_is_refused_by_place_and_values(code: str, written: object) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        scored(**{"D1": 4, "D2": 0, "D3": 10, code: written})

    assert refusal.value.facts["place"] == f"forms[1].answers.{code}"
    assert refusal.value.facts["allowed"]


def test_every_item_must_be_answered_and_no_other() -> None:
    with pytest.raises(AnswerMissing) as missing:
        scored(D1=4, D2=0)
    with pytest.raises(AnswerUnknown) as unknown:
        scored(D1=4, D2=0, D3=0, D9=1)

    assert missing.value.facts == {"place": "forms[1].answers", "item": "D3"}
    assert unknown.value.facts == {"place": "forms[1].answers", "item": "D9"}


@pytest.mark.parametrize(
    ("written", "earned"), [("yes", 100), (True, 100), ("是", 100), (1, 100), ("no", 0), (0, 0)]
)
def test_yes_is_worth_all_points_however_it_is_written(written: object, earned: int) -> None:
    sheet = RUBRIC.evaluations[Evaluation.INDUSTRY]
    answers = read_answers(sheet, {"I1": written}, "here")

    assert score_form(sheet, Form("f", Evaluation.INDUSTRY, answers)).score == earned
