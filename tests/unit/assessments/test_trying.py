"""A draft rubric tried on kept forms; answers filled in from figures; scores as people type them."""

import pytest

from app.assessments import calculating
from app.assessments.dryrun import carried, ordered, trial, unanswered
from app.assessments.errors import Incomplete, RubricRefused, ScoresRefused
from app.assessments.replay import form_out, to_document
from app.assessments.rubric import read_rubric
from app.assessments.scoring import score
from app.assessments.terms import Evaluation, Form, ScoringPolicy

from .simple import RUBRIC, D, document, five

POLICY = ScoringPolicy()


def kept(department: dict[str, D]) -> list[dict[str, object]]:
    forms = [form for form in five() if form.evaluation is not Evaluation.DEPARTMENT]
    return [form_out(form) for form in [*forms, Form("D-1", Evaluation.DEPARTMENT, department)]]


ANSWERS = {"D1": D(3), "D2": D(1), "D3": D(4), "D4": D(0)}


def with_item(code: str) -> object:
    changed = document()
    items = changed["evaluations"]["department"]["items"]
    items[1]["points"] = 20
    items.append({"code": code, "points": 10, "answer": {"kind": "yes_no"}})
    return read_rubric(changed)


def test_the_same_rubric_gives_the_same_total() -> None:
    forms = [Form(form.ref, form.evaluation, score=form.score) for form in five()]
    total = score(RUBRIC, forms).total
    assert trial("店", total, [form_out(form) for form in forms], RUBRIC, POLICY).difference == 0


def test_an_item_that_nobody_answered_does_not_apply_and_is_named() -> None:
    rubric = with_item("D9")
    form = carried(rubric, kept(ANSWERS)[-1])

    assert (form.answers["D9"], form.answers["D1"]) == (None, 3)
    assert unanswered(rubric, kept(ANSWERS)) == [
        "D9",
        "M1",
        "M2",
        "I1",
        "C1",
        "S1",
    ]  # those were added up on paper


def test_an_answer_that_no_longer_fits_does_not_apply() -> None:
    changed = document()
    changed["evaluations"]["department"]["items"][2]["answer"]["steps"] = [{"value": 0}, {"value": 10}]
    assert carried(read_rubric(changed), kept(ANSWERS)[-1]).answers["D3"] is None


def test_a_seller_of_whom_nothing_can_be_carried_over_has_no_trial() -> None:
    changed = document()
    for item in changed["evaluations"]["department"]["items"]:
        item["code"] = f"N{item['code']}"
    one = trial("店", D("85"), kept(ANSWERS), read_rubric(changed), POLICY)
    assert (one.after, one.difference, one.crosses) == (None, None, "")


def test_who_crosses_the_line_is_told_and_the_largest_difference_comes_first() -> None:
    up = trial("甲", D("84.99"), [form_out(form) for form in five()], RUBRIC, POLICY)
    down = trial("乙", D("95"), [form_out(form) for form in five(department="10")], RUBRIC, POLICY)
    same = trial("丙", D("85"), [form_out(form) for form in five()], RUBRIC, POLICY)

    assert [one.crosses for one in (up, down, same)] == ["up", "down", ""]
    assert [one.name for one in ordered([same, up, down])] == ["乙", "甲", "丙"]


@pytest.mark.parametrize(
    ("figure", "answer"),
    [("0", "0"), ("79.99", "0"), ("80", "4"), ("97.9", "4"), ("98", "10"), ("100", "10")],
)
def test_a_figure_of_the_house_stands_for_the_step_it_reaches(figure: str, answer: str) -> None:
    changed = document()
    changed["evaluations"]["department"]["items"][2]["fact"] = {
        "name": "complaints_in_time",
        "bounds": [0, 80, 98],
    }
    item = read_rubric(changed).evaluations[Evaluation.DEPARTMENT].by_code["D3"]
    assert item.answer_from(D(figure)) == answer


@pytest.mark.parametrize("bounds", [[0, 80], [0, 98, 80]])
def test_a_fact_needs_a_rising_bound_for_each_step(bounds: list[int]) -> None:
    changed = document()
    changed["evaluations"]["department"]["items"][2]["fact"] = {"name": "licences", "bounds": bounds}
    with pytest.raises(RubricRefused, match="bound"):
        read_rubric(changed)


def test_typed_scores_give_the_number_that_the_forms_give() -> None:
    typed = {Evaluation.DEPARTMENT: "88.5，90", Evaluation.MONITORING: "92", Evaluation.CONSUMER: "80 70 60"}
    forms = [
        Form(f"{name.value}-{number}", name, score=D(points))
        for name, scores in ((Evaluation.DEPARTMENT, ("88.5", "90")), (Evaluation.MONITORING, ("92",)), (Evaluation.CONSUMER, ("80", "70", "60")))
        for number, points in enumerate(scores, 1)
    ]  # fmt: skip
    assert calculating.from_scores(RUBRIC, typed, POLICY)["total"] == f"{score(RUBRIC, forms).total:f}"


@pytest.mark.parametrize("text", ["101", "-1", "eighty", "88.12345", "1e400", "NaN"])
def test_a_score_that_is_none_is_named(text: str) -> None:
    with pytest.raises(ScoresRefused) as refusal:
        calculating.scores_in(f"80 {text}", Evaluation.SOCIAL)
    assert refusal.value.facts == {"name": Evaluation.SOCIAL, "got": text}


def test_without_the_seventy_nothing_is_reckoned() -> None:
    with pytest.raises(Incomplete):
        calculating.from_scores(RUBRIC, {Evaluation.SOCIAL: "90"}, POLICY)


def test_an_export_gives_its_number_again() -> None:
    forms = five(department="91.3333", social="60")
    rubric, result = calculating.from_file(str(to_document(RUBRIC, forms, POLICY)).replace("'", '"'))
    assert (rubric, result["total"]) == (RUBRIC, f"{score(RUBRIC, forms).total:f}")
