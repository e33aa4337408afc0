"""A new rubric tried on the forms of a year that was scored: what would each total have been? Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from app.assessments.answers import read_answer
from app.assessments.errors import AnswerRefused, Incomplete
from app.assessments.rubric import Rubric
from app.assessments.scoring import score
from app.assessments.terms import Answer, Evaluation, Form, ScoringPolicy


@dataclass(frozen=True, slots=True)
class Trial:
    """One seller. ``after`` is None where nothing of the 70 block can be carried over."""

    name: str
    before: Decimal
    after: Decimal | None
    threshold: Decimal

    @property
    def difference(self) -> Decimal | None:
        return None if self.after is None else self.after - self.before

    @property
    def crosses(self) -> str:
        """up, down, or empty: whether the line of the title is crossed."""
        if self.after is None or (self.before >= self.threshold) == (self.after >= self.threshold):
            return ""
        return "up" if self.after >= self.threshold else "down"


def carried(rubric: Rubric, entry: Mapping[str, Any]) -> Form | None:
    """A kept form under the new rubric: answers go over by item code; what is new, or no longer fits, does not apply."""
    evaluation = Evaluation(entry["evaluation"])
    weight, reason = Decimal(entry.get("weight", "1")), str(entry.get("reason", ""))
    if "answers" not in entry:
        return Form(entry["ref"], evaluation, {}, Decimal(entry["score"]), weight, reason)
    answers: dict[str, Answer] = {}
    for item in rubric.evaluations[evaluation].items:
        try:
            raw = entry["answers"].get(item.code, "na")
            answers[item.code] = None if raw == "na" else read_answer(item, raw, item.code)
        except AnswerRefused:
            answers[item.code] = None
    counts = any(
        item.points and answers[item.code] is not None for item in rubric.evaluations[evaluation].items
    )
    return Form(entry["ref"], evaluation, answers, None, weight, reason) if counts else None


def unanswered(rubric: Rubric, entries: Iterable[Mapping[str, Any]]) -> list[str]:
    """Items of the new rubric that none of the kept forms has an answer for."""
    answered = {code for entry in entries for code in entry.get("answers", ())}
    return [item.code for _, item in rubric.lines() if item.code not in answered]


def trial(
    name: str, before: Decimal, entries: Sequence[Mapping[str, Any]], rubric: Rubric, policy: ScoringPolicy
) -> Trial:
    forms = [form for entry in entries if (form := carried(rubric, entry)) is not None]
    try:
        after: Decimal | None = score(rubric, forms, policy).total
    except Incomplete:
        after = None
    return Trial(name, before, after, policy.threshold)


def ordered(trials: Iterable[Trial]) -> list[Trial]:
    """The largest differences first; those that cannot be tried last."""
    return sorted(
        trials, key=lambda one: (one.difference is None, -abs(one.difference or Decimal(0)), one.name)
    )
