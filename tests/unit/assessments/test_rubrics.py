"""What a rubric may not be, and that the packed ones are whole."""

from copy import deepcopy
from typing import Any

import pytest

from app.assessments.errors import RubricRefused, RubricUnknown
from app.assessments.packs import packed_rubric
from app.assessments.rubric import read_rubric
from app.assessments.terms import Evaluation
from app.guides.laws import law_index

from .simple import document

KINDS = ("live_stream", "group_buy")


def spoiled(path: str, value: object) -> dict[str, Any]:
    spoilt: Any = deepcopy(document())
    *way, last = path.split(".")
    spot = spoilt["evaluations"]
    for step in way:
        spot = spot[int(step) if step.isdigit() else step]
    if value is None:
        del spot[last]
    else:
        spot[last] = value
    return dict(spoilt)


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        ("department.weight", 41, "rubric"),  # blocks other than 70 and 30
        ("social.weight", "9.99", "rubric"),
        ("social.weight", "10.001", "rubric.evaluations.social.weight"),
        ("social", None, "rubric"),
        ("department.items.1.points", 31, "rubric.evaluations.department"),  # 101 points in a form
        ("department.items.1.code", "D1", "rubric"),  # a code twice, in one form
        ("social.items.0.code", "C1", "rubric"),  # … and in two
        ("department.items.0.dimension", "FUN", "rubric.evaluations.department.items.0.dimension"),
        ("department.items.0.answer", {"kind": "scale"}, "rubric.evaluations.department.items.0.answer"),
        ("department.items.3.points", 1, "rubric.evaluations.department.items.3"),  # a veto is worth nothing
        ("social.items.0.pionts", 1, "rubric.evaluations.social.items.0.pionts"),  # a slip of the pen
    ],
)
def test_a_rubric_that_would_mean_something_else_is_refused_by_place(
    path: str, value: object, place: str
) -> None:
    with pytest.raises(RubricRefused) as refusal:
        read_rubric(spoiled(path, value))

    assert refusal.value.facts["place"] == place
    assert refusal.value.facts["problem"]


def test_the_public_has_no_veto() -> None:
    spoilt: Any = document()
    veto = {"code": "C2", "points": 0, "answer": {"kind": "yes_no"}, "veto": {"effect": "not_eligible"}}
    spoilt["evaluations"]["consumer"]["items"].append(veto)

    with pytest.raises(RubricRefused, match="only department and monitoring may veto"):
        read_rubric(spoilt)


@pytest.mark.parametrize("kind", KINDS)
def test_a_packed_rubric_is_whole_in_both_languages(kind: str) -> None:
    rubric = packed_rubric(kind, 2026)
    department = rubric.evaluations[Evaluation.DEPARTMENT]

    assert (rubric.kind, rubric.year, rubric.without_words()) == (kind, 2026, [])
    assert list(rubric.weights.values()) == [40, 30, 10, 10, 10]
    assert {item.dimension for item in department.items} == {
        "QUA",
        "LAW",
        "SITE",
        "QLT",
        "ADS",
        "LBL",
        "CON",
        "AFT",
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_packed_rubric_cites_binding_law_in_force(kind: str) -> None:
    laws = law_index(2026)
    cited = [citation for _, item in packed_rubric(kind, 2026).lines() for citation in item.citations]

    assert len(cited) > 50
    assert [c for c in cited if not laws.citable(c.law, c.article) or not laws.by_title[c.law].binding] == []


def test_group_buying_does_not_rest_on_the_rules_for_live_streaming_or_advertising() -> None:
    cited = {
        citation.law for _, item in packed_rubric("group_buy", 2026).lines() for citation in item.citations
    }

    assert {law for law in cited if "直播" in law or law == "广告法"} == set()


@pytest.mark.parametrize(
    ("kind", "year"), [("live_stream", 1999), ("wholesale", 2026), ("../2026/live_stream", 2026)]
)
def test_an_unknown_rubric_is_refused_by_name(kind: str, year: int) -> None:
    with pytest.raises(RubricUnknown) as refusal:
        packed_rubric(kind, year)

    assert refusal.value.facts == {"kind": kind, "year": year}
