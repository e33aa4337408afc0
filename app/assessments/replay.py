"""A score again, at home: from a file of rubric and forms to the same number, and back to such a file.

The file is described in docs/replay.md.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from decimal import Decimal

from app.assessments.answers import read_answers
from app.assessments.errors import FieldRefused, WeightNeedsReason
from app.assessments.reading import list_at, mapping_at, number_at, shown
from app.assessments.results import Explanation, Reason, Result
from app.assessments.rubric import Rubric, read_rubric, reweighted
from app.assessments.scoring import score
from app.assessments.terms import Block, Evaluation, Form, ScoringPolicy, evaluations_in, one_of_each

SCHEMA = 1
DOCUMENT = frozenset({"schema", "rubric", "policy", "forms", "note"})
REFERENCE = frozenset({"kind", "year", "weights"})
POLICY = frozenset({"threshold", "minimums", "trim_from", "trim_pct"})
FORM = frozenset({"ref", "evaluation", "answers", "score", "weight", "reason"})
MINIMUM_FOR = frozenset(name.value for name in evaluations_in(Block.THIRTY))
ROUNDING = {
    "mode": "ROUND_HALF_UP",
    "form_score": "0.0001",
    "redistributed_weight": "0.01",
    "evaluation_points": "0.01",
    "total": "sum of the evaluation points",
    "compared": "the published total",
}
LoadRubric = Callable[[str, int], Rubric]


def replay(document: Mapping[str, object], load_rubric: LoadRubric) -> Result:
    """The result of a file. Raises the refusals of ``errors``, each naming its place."""
    fields = mapping_at(document, "document", DOCUMENT)
    number_at(fields.get("schema", SCHEMA), "schema", SCHEMA, SCHEMA, 0)
    rubric = rubric_in(fields.get("rubric"), load_rubric)
    policy = policy_in(fields.get("policy") or {})
    entries = list_at(fields.get("forms"), "forms")
    return score(rubric, [form_in(rubric, entry, number) for number, entry in enumerate(entries, 1)], policy)


def rubric_in(value: object, load_rubric: LoadRubric) -> Rubric:
    """A rubric written out, or named by kind and year, if need be with another split inside the blocks."""
    fields = mapping_at(value, "rubric")
    if "evaluations" in fields:
        return read_rubric(fields)
    mapping_at(fields, "rubric", REFERENCE)
    year = number_at(fields.get("year"), "rubric.year", 2020, 2100, 0)
    rubric = load_rubric(str(fields.get("kind")), int(year))
    weights = mapping_at(fields.get("weights") or {}, "rubric.weights", frozenset(Evaluation))
    split = {
        Evaluation(name): number_at(entry, f"rubric.weights.{name}", 0, 70, 2)
        for name, entry in weights.items()
    }
    return reweighted(rubric, split) if split else rubric


def policy_in(value: object) -> ScoringPolicy:
    fields = mapping_at(value, "policy", POLICY)
    minimums = mapping_at(fields.get("minimums") or {}, "policy.minimums", MINIMUM_FOR)
    usual = ScoringPolicy()
    return ScoringPolicy(
        threshold=number_at(fields.get("threshold", usual.threshold), "policy.threshold", 0, 100, 2),
        minimums={
            **one_of_each(),
            **{
                Evaluation(name): int(number_at(entry, f"policy.minimums.{name}", 1, 100_000, 0))
                for name, entry in minimums.items()
            },
        },
        trim_from=int(
            number_at(fields.get("trim_from", usual.trim_from), "policy.trim_from", 3, 1_000_000, 0)
        ),
        trim_pct=int(number_at(fields.get("trim_pct", usual.trim_pct), "policy.trim_pct", 0, 40, 0)),
    )


def form_in(rubric: Rubric, value: object, number: int) -> Form:
    """One form of the file. ``number`` counts from one, as a reader does."""
    place = f"forms[{number}]"
    fields = mapping_at(value, place, FORM)
    name = shown(fields.get("evaluation"))
    if name not in list(Evaluation):
        raise FieldRefused(place=f"{place}.evaluation", got=name, allowed=", ".join(Evaluation))
    evaluation = Evaluation(name)
    weight = number_at(fields.get("weight", 1), f"{place}.weight", 0, 1, 4)
    reason = str(fields.get("reason") or "").strip()
    if weight < 1 and not reason:
        raise WeightNeedsReason(place=place)
    if ("answers" in fields) == ("score" in fields):
        raise FieldRefused(
            place=place, got="answers + score" if "score" in fields else "-", allowed="answers / score"
        )
    ref = str(fields.get("ref") or f"{evaluation}-{number}")
    if "score" in fields:
        points = number_at(fields["score"], f"{place}.score", 0, 100, 4)
        return Form(ref, evaluation, score=points, weight=weight, reason=reason)
    raw = mapping_at(fields["answers"], f"{place}.answers")
    answers = read_answers(rubric.evaluations[evaluation], raw, f"{place}.answers")
    return Form(ref, evaluation, answers=answers, weight=weight, reason=reason)


def to_document(
    rubric: Rubric, forms: Iterable[Form], policy: ScoringPolicy | None = None
) -> dict[str, object]:
    """The file that gives this score again, complete in itself: plain data, every decimal as text."""
    policy = policy or ScoringPolicy()
    return {
        "schema": SCHEMA,
        "rubric": rubric.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
        | {"version": rubric.version},
        "policy": {
            "threshold": f"{policy.threshold:f}",
            "minimums": {name.value: policy.minimum(name) for name in evaluations_in(Block.THIRTY)},
            "trim_from": policy.trim_from,
            "trim_pct": policy.trim_pct,
        },
        "forms": [form_out(form) for form in forms],
    }


def form_out(form: Form) -> dict[str, object]:
    entry: dict[str, object] = {"ref": form.ref, "evaluation": form.evaluation.value}
    if form.score is None:
        entry["answers"] = {
            code: "na" if answer is None else f"{answer:f}" for code, answer in form.answers.items()
        }
    else:
        entry["score"] = f"{form.score:f}"
    return entry | ({"weight": f"{form.weight:f}", "reason": form.reason} if form.weight < 1 else {})


def dump(result: Result) -> dict[str, object]:
    """The result as plain data for JSON; every decimal is text, so that no reader rounds it."""
    kind, year, version = result.rubric
    return {
        "rubric": {"kind": kind, "year": year, "version": version},
        "total": f"{result.total:f}",
        "blocks": {block.value: f"{points:f}" for block, points in result.blocks.items()},
        "evaluations": {name.value: evaluation_out(line) for name, line in result.evaluations.items()},
        "rounding": dict(ROUNDING),
        "threshold": f"{result.threshold:f}",
        "final": result.final,
        "eligible": result.eligible,
        "reasons": [reason_out(reason) for reason in result.reasons],
        "notes": [reason_out(reason) for reason in result.notes],
    }


def evaluation_out(line: Explanation) -> dict[str, object]:
    fields = {key: plain(entry) for key, entry in asdict(line).items() if key != "evaluation"}
    return fields | {"block": line.block.value}


def reason_out(reason: Reason) -> dict[str, str]:
    return {"code": reason.code, **{key: str(fact) for key, fact in reason.facts.items()}}


def plain(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dict):
        return {str(key): plain(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    return value
