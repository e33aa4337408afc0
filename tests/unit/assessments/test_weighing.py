"""Signs on public forms: what each one does to the weight, and that no answer moves a weight."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessments.terms import Evaluation
from app.assessments.weighing import Came, Own, Trace, WeighingPolicy, weigh, weight_of

from .simple import D

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
FINE = Trace(AT - timedelta(days=5), 1, False, 40, 3, 3)
NOBODY = Own()


def came(
    number: int,
    *,
    minutes: int = 0,
    device: str = "",
    block: str = "",
    score: str = "80",
    trace: Trace | None = FINE,
) -> Came:
    """A review of its own device, neighbourhood and day unless told."""
    at = AT + timedelta(minutes=minutes or number * 2000)
    return Came(
        f"F{number:02}",
        Evaluation.CONSUMER,
        at,
        device or f"d{number}",
        block or f"b{number}",
        D(score),
        trace,
    )


def codes(forms: list[Came], own: Own = NOBODY) -> dict[str, list[str]]:
    return {ref: [sign.code for sign in signs] for ref, signs in weigh(forms, own).items()}


def weights(forms: list[Came], own: Own = NOBODY) -> dict[str, D]:
    return {ref: weight_of(signs) for ref, signs in weigh(forms, own).items()}


def test_reviews_from_different_people_count_whole() -> None:
    forms = [came(number) for number in range(12)]
    assert weights(forms) == dict.fromkeys((form.ref for form in forms), D("1.0000"))


def test_a_review_from_the_sellers_own_device_counts_nothing_and_from_its_network_a_quarter() -> None:
    forms = [came(1, device="desk"), came(2, block="shop"), came(3)]
    own = Own(frozenset({"desk"}), frozenset({"shop"}))

    assert weights(forms, own) == {"F01": D("0.0000"), "F02": D("0.2500"), "F03": D("1.0000")}
    assert codes(forms, own) == {"F01": ["own_device"], "F02": ["own_block"], "F03": []}


def test_three_forms_of_one_device_count_as_one() -> None:
    forms = [came(number, device="phone") for number in (1, 2, 3)] + [came(4)]
    assert weights(forms) == {"F01": D("0.3333"), "F02": D("0.3333"), "F03": D("0.3333"), "F04": D("1.0000")}


@pytest.mark.parametrize(("count", "weight"), [(3, "1.0000"), (4, "0.7500"), (6, "0.5000")])
def test_a_neighbourhood_counts_whole_up_to_three_forms_and_as_three_beyond(count: int, weight: str) -> None:
    forms = [came(number, block="street") for number in range(count)]
    assert set(weights(forms).values()) == {D(weight)}


@pytest.mark.parametrize(("last", "burst"), [(60, True), (61, False)])
def test_ten_forms_within_an_hour_are_a_burst_and_a_minute_more_is_none(last: int, burst: bool) -> None:
    forms = [came(number, minutes=number * 6 + 1) for number in range(9)] + [came(9, minutes=last + 1)]
    assert codes(forms)["F00"] == (["burst"] if burst else [])


def test_only_the_forms_inside_a_burst_are_weighed_down() -> None:
    forms = [came(number, minutes=number + 1) for number in range(10)] + [came(30)]
    assert weights(forms)["F30"] == 1
    assert weights(forms)["F03"] == D("0.5000")


@pytest.mark.parametrize(
    ("changed", "sign"),
    [
        ({"places": 0}, ["unscanned"]),
        ({"is_scattered": True}, ["scattered"]),
        (
            {"made_at": AT + timedelta(minutes=2000) - timedelta(hours=12)},
            [],
        ),  # twelve hours on, a parcel may be there
        ({"made_at": AT + timedelta(minutes=2001) - timedelta(hours=12)}, ["early"]),
        ({"busiest": 32, "busiest_places": 2}, ["at_once"]),
        ({"busiest": 31, "busiest_places": 2}, []),
        ({"busiest": 32, "busiest_places": 3}, []),
        ({"busiest": 9, "first_scans": 9, "busiest_places": 1}, []),  # too few to tell a desk from a delivery
    ],
)
def test_what_a_label_has_been_through_is_weighed(changed: dict[str, object], sign: list[str]) -> None:
    assert codes([came(1, trace=replace(FINE, **changed))]) == {"F01": sign}


def test_signs_multiply() -> None:
    forms = [came(number, device="phone", trace=replace(FINE, places=0)) for number in (1, 2)]
    assert weights(forms) == {"F01": D("0.2500"), "F02": D("0.2500")}


def test_a_far_answer_is_pointed_out_and_keeps_its_weight() -> None:
    forms = [came(number, score="90") for number in range(4)] + [came(9, score="50")]
    assert (codes(forms)["F09"], weights(forms)["F09"]) == (["far"], D("1.0000"))
    assert codes(forms[1:])["F09"] == []  # of four nobody is far


def test_consumers_and_citizens_are_looked_at_apart() -> None:
    forms = [came(1, device="phone"), replace(came(2, device="phone"), evaluation=Evaluation.SOCIAL)]
    assert codes(forms) == {"F01": [], "F02": []}


SENDERS = st.sampled_from(["a", "b", "c", "d"])
FORMS = st.lists(
    st.tuples(st.integers(0, 400), SENDERS, SENDERS, st.integers(0, 100), st.integers(0, 3), st.booleans()), max_size=16
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(FORMS, st.data())
def test_no_answer_moves_a_weight_and_the_order_does_not_matter(
    drawn: list[tuple[int, str, str, int, int, bool]], data: st.DataObject
) -> None:
    forms = [
        came(number, minutes=minutes + 1, device=device, block=block, score=str(points), trace=replace(FINE, places=places, is_scattered=wide))
        for number, (minutes, device, block, points, places, wide) in enumerate(drawn)
    ]  # fmt: skip
    own = Own(frozenset({"d"}), frozenset({"c"}))
    others = [replace(form, score=D(data.draw(st.integers(0, 100)))) for form in forms]

    assert weights(others, own) == weights(forms, own)
    assert weigh(data.draw(st.permutations(forms)), own) == weigh(forms, own)
    assert all(0 <= weight <= 1 for weight in weights(forms, own).values())


def test_a_region_may_set_its_own_numbers() -> None:
    forms = [came(number, block="street") for number in range(4)]
    signs = weigh(forms, NOBODY, WeighingPolicy(block_free=2))
    assert weight_of(signs["F00"]) == D("0.5000")
