"""Forms to a hundred points: the figures a shop will check by hand."""

from decimal import Decimal

import pytest

from app.assessments.errors import Incomplete, RefTwice
from app.assessments.results import FormState, Result
from app.assessments.rubric import reweighted
from app.assessments.scoring import score
from app.assessments.terms import Block, Evaluation, Form, ScoringPolicy

from .simple import RUBRIC, D, five, paper

SOCIAL, CONSUMER, INDUSTRY = Evaluation.SOCIAL, Evaluation.CONSUMER, Evaluation.INDUSTRY


def codes(result: Result) -> list[str]:
    return [reason.code for reason in result.reasons]


def points(result: Result, name: Evaluation) -> Decimal:
    return result.evaluations[name].points


@pytest.mark.parametrize(
    ("department", "total", "eligible"),
    [
        ("84.9", "84.96", False),
        ("84.975", "84.99", False),
        ("84.987", "84.99", False),  # 33.9948 is 33.99
        ("84.9875", "85.00", True),  # 33.995 is rounded half up, and the published figure is compared
        ("85", "85.00", True),  # Civil Code art. 1259: 以上 includes the number
        ("85.1", "85.04", True),
    ],
)
def test_eighty_five_published_points_are_enough(department: str, total: str, eligible: bool) -> None:
    result = score(RUBRIC, five(department=department))

    assert (str(result.total), result.eligible) == (total, eligible)


@pytest.mark.parametrize(
    ("mean", "published"),
    [("87.45", "8.75"), ("87.4499", "8.74"), ("0.05", "0.01"), ("0.0499", "0.00"), ("100", "10.00")],
)
def test_points_of_an_evaluation_are_rounded_half_up(mean: str, published: str) -> None:
    assert str(points(score(RUBRIC, five(social=mean)), SOCIAL)) == published


def test_thirds_do_not_leak_into_the_last_place() -> None:
    thirds = [
        paper("social", each, ref=f"s{number}") for number, each in enumerate(("33.35", "33.45", "33.35"))
    ]

    result = score(RUBRIC, [*five()[:4], *thirds])

    assert str(points(result, SOCIAL)) == "3.34"  # the mean is 33.38333…
    assert str(result.evaluations[SOCIAL].mean) == "33.3833"


@pytest.mark.parametrize("left_out", ["department", "monitoring"])
def test_without_a_form_in_the_seventy_there_is_no_result(left_out: str) -> None:
    forms = [form for form in five() if form.evaluation != left_out]

    for attempt in (forms, [*forms, paper(left_out, "90", weight="0")]):
        with pytest.raises(Incomplete) as refusal:
            score(RUBRIC, attempt)
        assert refusal.value.facts == {"missing": [left_out]}


def test_points_of_an_evaluation_with_too_few_forms_go_to_the_rest_of_its_block() -> None:
    result = score(RUBRIC, five(industry="100", consumer="80")[:4])

    assert [str(points(result, name)) for name in (INDUSTRY, CONSUMER, SOCIAL)] == ["15.00", "12.00", "0.00"]
    assert str(result.blocks[Block.THIRTY]) == "27.00"
    assert {note.code for note in result.notes} == {"too_few_forms", "weight_redistributed"}


def test_the_minimum_is_the_regions_and_counts_forms_that_have_a_weight() -> None:
    three = ScoringPolicy(minimums={CONSUMER: 3})
    forms = [*five(), paper("consumer", "10", "0.5", "c2"), paper("consumer", "10", "0", "c3")]

    short = score(RUBRIC, forms, three)
    enough = score(RUBRIC, [*forms, paper("consumer", "85", ref="c4")], three)

    assert (points(short, CONSUMER), short.evaluations[CONSUMER].counted_weight) == (D(0), D(0))
    assert str(points(enough, CONSUMER)) == "7.00"  # (85 + 5 + 85) / 2.5 = 70


def test_redistributed_weights_still_make_thirty() -> None:
    split = {INDUSTRY: D("7"), CONSUMER: D("11.37"), SOCIAL: D("11.63")}
    full = [paper(name, "100", ref=name) for name in Evaluation if name is not SOCIAL]

    result = score(reweighted(RUBRIC, split), full)

    assert [str(points(result, name)) for name in (INDUSTRY, CONSUMER)] == ["11.43", "18.57"]
    assert result.total == 100


def test_with_the_thirty_empty_the_total_is_not_final_and_earns_nothing() -> None:
    result = score(RUBRIC, five(department="100", monitoring="100")[:2], ScoringPolicy(threshold=D(60)))

    assert (str(result.total), result.final, result.eligible) == ("70.00", False, False)
    assert codes(result) == ["reached_threshold", "block_30_empty"]


def test_a_veto_bars_the_title_whatever_the_total_unless_its_form_is_left_out() -> None:
    answers = {"D1": D(4), "D2": D(0), "D3": D(10), "D4": D(1)}
    rest = five(department="100", monitoring="100", industry="100", consumer="100", social="100")
    barring = Form("bad", Evaluation.DEPARTMENT, answers)
    left_out = Form("bad", Evaluation.DEPARTMENT, answers, weight=D(0), reason="signed by the wrong office")

    barred, free = score(RUBRIC, [*rest, barring]), score(RUBRIC, [*rest, left_out])

    assert (str(barred.total), barred.eligible, codes(barred)) == (
        "100.00",
        False,
        ["reached_threshold", "veto"],
    )
    assert dict(barred.reasons[1].facts) == {"evaluation": "department", "form": "bad", "item": "D4"}
    assert (free.eligible, codes(free)) == (True, ["reached_threshold"])


def test_a_veto_may_cap_its_evaluation_and_trimming_does_not_lift_it() -> None:
    good = [paper("monitoring", "90", ref=f"m{number}") for number in range(10)]
    worst = Form("caught", Evaluation.MONITORING, {"M1": D(0), "M2": D(1)})

    result = score(RUBRIC, [*(f for f in five() if f.evaluation != "monitoring"), *good, worst])

    line = result.evaluations[Evaluation.MONITORING]
    assert line.with_ref(FormState.TRIMMED) == ("caught", "m9")
    assert (str(line.mean), line.capped_at, str(line.points)) == ("90.0000", D(59), "17.70")


def test_a_trimmed_form_keeps_its_veto() -> None:
    good = [paper("department", "90", ref=f"d{number}") for number in range(10)]
    worst = Form("caught", Evaluation.DEPARTMENT, {"D1": D(0), "D2": D(9), "D3": D(0), "D4": D(1)})

    result = score(RUBRIC, [*five(department="90")[1:], *good, worst])

    assert "caught" in result.evaluations[Evaluation.DEPARTMENT].with_ref(FormState.TRIMMED)
    assert (result.eligible, codes(result)) == (False, ["reached_threshold", "veto"])


@pytest.mark.parametrize(("forms", "dropped"), [(9, 0), (10, 1), (19, 1), (20, 2), (30, 3)])
def test_from_ten_forms_on_a_tenth_is_dropped_at_each_end(forms: int, dropped: int) -> None:
    crowd = [paper("consumer", str(number), ref=f"c{number:02}") for number in range(forms)]
    forms_in = [*(f for f in five() if f.evaluation != "consumer"), *crowd]

    line = score(RUBRIC, forms_in).evaluations[CONSUMER]

    ends = [*range(dropped), *range(forms - dropped, forms)]
    assert line.with_ref(FormState.TRIMMED) == tuple(f"c{number:02}" for number in ends)


def test_trimming_drops_weight_so_that_a_light_form_does_not_save_a_heavy_one() -> None:
    light = paper("social", "100", "0.2", "light")
    crowd = [paper("social", "50", ref=f"s{number}") for number in range(8)] + [
        paper("social", "90", ref="s9")
    ]

    line = score(RUBRIC, [*five()[:4], light, *crowd]).evaluations[SOCIAL]

    # 9.2 in all, 0.92 dropped at each end: the light form, 0.72 of the 90 and 0.92 of a 50
    assert line.with_ref(FormState.TRIMMED) == ("light",)
    assert line.with_ref(FormState.PARTLY) == ("s0", "s9")
    assert str(line.mean) == "51.5217"  # (7.08 * 50 + 0.28 * 90) / 7.36


def test_a_weight_counts_and_its_reason_is_kept() -> None:
    result = score(RUBRIC, [*five(), paper("consumer", "25", "0.5", "doubtful")])

    line = next(form for form in result.evaluations[CONSUMER].forms if form.ref == "doubtful")
    assert str(points(result, CONSUMER)) == "6.50"  # (85 + 12.5) / 1.5
    assert (line.state, line.reason) == (FormState.COUNTED, "weighed down in a test")


def test_items_are_averaged_over_the_forms_that_answered_them() -> None:
    answers: list[dict[str, Decimal | None]] = [
        {"D1": D(4), "D2": D(0), "D3": None, "D4": D(0)},
        {"D1": D(1), "D2": D(2), "D3": D(4), "D4": D(0)},
    ]
    filled = [Form(f"d{number}", Evaluation.DEPARTMENT, each) for number, each in enumerate(answers)]

    lines = score(RUBRIC, [*five(), *filled]).evaluations[Evaluation.DEPARTMENT].items

    assert [(line.code, str(line.average), line.answered) for line in lines] == [
        ("D1", "37.50", 2), ("D2", "20.00", 2), ("D3", "4.00", 1), ("D4", "0.00", 2),
    ]  # fmt: skip


def test_two_forms_may_not_bear_one_name() -> None:
    with pytest.raises(RefTwice):
        score(RUBRIC, [*five(), paper("social", "1", ref="social")])
