"""A rubric small enough to reckon in the head, and forms for it."""

from decimal import Decimal

from app.assessments.rubric import Rubric, read_rubric
from app.assessments.terms import Evaluation, Form

D = Decimal


def document() -> dict[str, object]:
    """As a person would write it: every kind of answer, a cap, both vetoes, an item that may not apply."""
    yes = {"kind": "yes_no"}
    return {
        "kind": "group_buy",
        "year": 2026,
        "evaluations": {
            "department": {
                "weight": 40,
                "items": [
                    {
                        "code": "D1",
                        "points": 60,
                        "answer": {"kind": "scale", "top": 4},
                        "cap": {"form_score": 50},
                    },
                    {"code": "D2", "points": 30, "answer": {"kind": "deduction", "each": 10}},
                    {
                        "code": "D3",
                        "points": 10,
                        "optional": True,
                        "answer": {"kind": "points", "steps": [{"value": 0}, {"value": 4}, {"value": 10}]},
                    },
                    {"code": "D4", "points": 0, "answer": yes, "veto": {"effect": "not_eligible"}},
                ],
            },
            "monitoring": {
                "weight": 30,
                "items": [
                    {"code": "M1", "points": 100, "answer": {"kind": "scale", "top": 5}},
                    {
                        "code": "M2",
                        "points": 0,
                        "answer": yes,
                        "veto": {"effect": "cap_evaluation", "cap": 59},
                    },
                ],
            },
            "industry": {"weight": 10, "items": [{"code": "I1", "points": 100, "answer": yes}]},
            "consumer": {
                "weight": 10,
                "items": [{"code": "C1", "points": 100, "answer": {"kind": "scale", "top": 4}}],
            },
            "social": {
                "weight": 10,
                "items": [{"code": "S1", "points": 100, "answer": {"kind": "scale", "top": 4}}],
            },
        },
    }


RUBRIC: Rubric = read_rubric(document())


def paper(evaluation: str, score: str, weight: str = "1", ref: str = "") -> Form:
    """A form that was added up on paper."""
    reason = "" if weight == "1" else "weighed down in a test"
    return Form(ref or f"{evaluation}-{score}", Evaluation(evaluation), {}, D(score), D(weight), reason)


def five(**scores: str) -> list[Form]:
    """One form for each evaluation, 85 unless told."""
    return [paper(name, scores.get(name.value, "85"), ref=name.value) for name in Evaluation]
