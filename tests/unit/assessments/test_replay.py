"""A file written by hand gives the number, or says where it is wrong."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.assessments import errors
from app.assessments.packs import packed_rubric
from app.assessments.reading import read_document
from app.assessments.replay import dump, replay
from app.kernel.errors import DomainError

from .simple import document

PAGE = Path(__file__).parents[3] / "docs" / "replay.md"


def scores(**changes: Any) -> dict[str, Any]:
    names = ("department", "monitoring", "industry", "consumer", "social")
    forms = [{"evaluation": name, "score": 85} for name in names]
    return {"rubric": document(), "forms": forms} | changes


def test_the_examples_in_the_documentation_give_the_totals_printed_there() -> None:
    text = PAGE.read_text(encoding="utf-8")
    examples = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    printed = re.findall(r"\*\*(\d\d\.\d\d)\*\*", text)

    assert [str(replay(read_document(example), packed_rubric).total) for example in examples] == printed
    assert len(printed) == 2


def test_the_result_printed_in_the_documentation_is_part_of_the_result() -> None:
    text = PAGE.read_text(encoding="utf-8")
    example = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    printed = json.loads(re.findall(r"```json\n(.*?)```", text, re.DOTALL)[0])
    told: Any = dump(replay(read_document(example), packed_rubric))

    consumer = told["evaluations"]["consumer"] | {"forms": told["evaluations"]["consumer"]["forms"][:1]}
    assert printed["evaluations"]["consumer"] == consumer
    assert printed["rounding"].items() <= told["rounding"].items()
    assert printed["notes"][0] in told["notes"]
    for key in ("rubric", "total", "blocks", "threshold", "final", "eligible", "reasons"):
        assert printed[key] == told[key]


def test_decimals_are_read_as_typed_in_yaml_and_json() -> None:
    written = json.dumps(scores()).replace('"score": 85', '"score": 84.9875', 1)

    for text in (written, written.replace("[", " [", 1), f"note: x\n{written}"[8:]):
        result = replay(read_document(text), packed_rubric)
        assert (str(result.total), result.eligible) == ("85.00", True)
    assert read_document("a: 0.1000000000000000055511151231257827") == {
        "a": Decimal("0.1000000000000000055511151231257827")
    }


def test_a_result_is_json_with_every_decimal_as_text() -> None:
    told = json.loads(json.dumps(dump(replay(scores(), packed_rubric))))

    assert (told["total"], told["blocks"]) == ("85.00", {"70": "59.50", "30": "25.50"})
    assert not re.search(r"\d\.\d", re.sub(r'"[^"]*"', "", json.dumps(told)))


FORMS = scores()["forms"]


@pytest.mark.parametrize(
    ("changes", "error", "place"),
    [
        ({"rubric": None}, errors.ShapeRefused, "rubric"),
        ({"rubric": {"kind": "wholesale", "year": 2026}}, errors.RubricUnknown, None),
        ({"rubric": {"kind": "live_stream", "year": "soon"}}, errors.NumberRefused, "rubric.year"),
        (
            {"rubric": {"kind": "live_stream", "year": 2026, "weights": {"department": 41}}},
            errors.RubricRefused,
            "rubric",
        ),
        ({"rubrik": {}}, errors.FieldRefused, "document.rubrik"),
        ({"schema": 2}, errors.NumberRefused, "schema"),
        ({"forms": "none"}, errors.ShapeRefused, "forms"),
        ({"forms": []}, errors.Incomplete, None),
        ({"forms": [*FORMS, 7]}, errors.ShapeRefused, "forms[6]"),
        ({"forms": [{"evaluation": "police", "score": 1}]}, errors.FieldRefused, "forms[1].evaluation"),
        ({"forms": [{"evaluation": ["social"], "score": 1}]}, errors.FieldRefused, "forms[1].evaluation"),
        ({"forms": [{"evaluation": "social"}]}, errors.FieldRefused, "forms[1]"),
        ({"forms": [{"evaluation": "social", "score": 1, "answers": {}}]}, errors.FieldRefused, "forms[1]"),
        ({"forms": [{"evaluation": "social", "score": "100.01"}]}, errors.NumberRefused, "forms[1].score"),
        (
            {"forms": [{"evaluation": "social", "score": "1e999999999"}]},
            errors.NumberRefused,
            "forms[1].score",
        ),
        ({"forms": [{"evaluation": "social", "score": True}]}, errors.NumberRefused, "forms[1].score"),
        (
            {"forms": [{"evaluation": "social", "score": 9, "weight": "1.1"}]},
            errors.NumberRefused,
            "forms[1].weight",
        ),
        (
            {"forms": [{"evaluation": "social", "score": 9, "weight": "0.9"}]},
            errors.WeightNeedsReason,
            "forms[1]",
        ),
        ({"forms": [{"evaluation": "social", "answers": [3]}]}, errors.ShapeRefused, "forms[1].answers"),
        ({"forms": [{"evaluation": "social", "answers": {}}]}, errors.AnswerMissing, "forms[1].answers"),
        (
            {"forms": [{"evaluation": "social", "answers": {"S1": 9}}]},
            errors.AnswerRefused,
            "forms[1].answers.S1",
        ),
        ({"policy": {"minimums": {"department": 2}}}, errors.FieldRefused, "policy.minimums.department"),
        ({"policy": {"minimums": {"social": 0}}}, errors.NumberRefused, "policy.minimums.social"),
        ({"policy": {"trim_pct": 50}}, errors.NumberRefused, "policy.trim_pct"),
        ({"policy": []}, None, None),  # empty, like leaving it out
    ],
)
def test_a_slip_in_the_file_is_refused_by_its_place(
    changes: dict[str, Any], error: type[DomainError] | None, place: str | None
) -> None:
    if error is None:
        assert replay(scores(**changes), packed_rubric).total == 85
        return
    with pytest.raises(error) as refusal:
        replay(scores(**changes), packed_rubric)

    assert refusal.value.facts.get("place") == place


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("forms: [", 1),
        ("a: 1\nb: 2\na: 3\n", 3),
        ("a: &x 1\nb: *x\n", 2),
        ('{"a": 1, "a": 2}', 1),
        ("a: !!python/object/apply:os.getcwd []", 1),
        ("\x00", 1),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_by_its_line(text: str, line: int) -> None:
    with pytest.raises(errors.FileUnreadable) as refusal:
        read_document(text)

    assert refusal.value.facts["line"] == line


def test_a_form_without_a_name_is_named_by_its_kind_and_number() -> None:
    result = replay(scores(), packed_rubric)

    assert [form.ref for line in result.evaluations.values() for form in line.forms] == [
        "department-1", "monitoring-2", "industry-3", "consumer-4", "social-5",
    ]  # fmt: skip
