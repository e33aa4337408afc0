"""One line of a form: what is asked, how it is answered, what the answer is worth."""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.assessments.terms import Answer
from app.kernel.numbers import ZERO

Points = Annotated[Decimal, Field(ge=0, le=100, decimal_places=2)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,31}$")]
Dimension = Literal["QUA", "LAW", "SITE", "QLT", "ADS", "LBL", "CON", "AFT"]


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Words(Strict):
    zh: str = ""
    en: str = ""

    @property
    def complete(self) -> bool:
        return bool(self.zh.strip() and self.en.strip())


class Citation(Strict):
    law: str
    article: Annotated[int, Field(gt=0)]


class Step(Words):
    """One box to tick. ``value`` is what is written in the form, and for ``points`` what it is worth."""

    value: Points


class AnswerKind(Strict):
    """How an item is answered.

    ``scale``: 0 to ``top``, worth its share of the points. ``yes_no``: yes is worth all points.
    ``steps``: one of the listed values, worth itself. ``deduction``: a count of faults, each costing ``each``.
    """

    kind: Literal["scale", "yes_no", "points", "deduction"]
    top: Literal[4, 5] | None = None
    steps: tuple[Step, ...] = ()
    each: Points | None = None

    @model_validator(mode="after")
    def has_what_its_kind_needs(self) -> Self:
        wanted = {"scale": "top", "points": "steps", "deduction": "each"}
        for kind, name in wanted.items():
            if bool(getattr(self, name)) != (self.kind == kind):
                raise ValueError(f"`{name}` belongs to the answer kind `{kind}`, and to it alone")
        values = [step.value for step in self.steps]
        if values and (values[0] != 0 or values != sorted(set(values))):
            raise ValueError("steps must start at 0 and rise")
        return self


class Veto(Strict):
    """What one yes does. ``not_eligible``: no title, whatever the total; ``cap_evaluation``: at most ``cap``."""

    effect: Literal["not_eligible", "cap_evaluation"]
    cap: Points | None = None

    @model_validator(mode="after")
    def a_cap_says_how_much(self) -> Self:
        if (self.cap is not None) != (self.effect == "cap_evaluation"):
            raise ValueError("`cap` belongs to the effect `cap_evaluation`, and to it alone")
        return self


class Cap(Strict):
    """An answer worth ``at_most`` points keeps the whole form at ``form_score`` or below."""

    at_most: Points = ZERO
    form_score: Points


FactName = Literal["complaints_in_time", "licences", "selfcheck"]


class FactSource(Strict):
    """Where an answer is filled in from: a figure of the house, and from which value on each answer holds.

    ``complaints_in_time``: per cent of this year's complaints answered in time. ``licences``: 2 all in order, 1 one is over.
    ``selfcheck``: 2 done and nothing left to put right, 1 done. One bound for each step, each grade, or for "yes".
    """

    name: FactName
    bounds: Annotated[tuple[Decimal, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def rises(self) -> Self:
        if list(self.bounds) != sorted(set(self.bounds)):
            raise ValueError("bounds must rise")
        return self


class Item(Strict):
    code: Code
    dimension: Dimension | None = None
    text: Words = Words()
    help: Words = Words()
    points: Points
    answer: AnswerKind
    optional: bool = False  # may be answered "does not apply"
    proof: bool = False  # needs a file or a note of where it was seen
    veto: Veto | None = None
    cap: Cap | None = None
    fact: FactSource | None = None
    citations: tuple[Citation, ...] = ()

    @model_validator(mode="after")
    def has_a_bound_for_each_answer(self) -> Self:
        wanted = {"points": len(self.answer.steps), "scale": (self.answer.top or 0) + 1, "yes_no": 1}
        if self.fact and len(self.fact.bounds) != wanted.get(self.answer.kind):
            raise ValueError("a fact needs one bound for each step or grade, or one for yes")
        return self

    @model_validator(mode="after")
    def is_worth_something_or_forbids(self) -> Self:
        if self.veto and (self.points or self.answer.kind != "yes_no" or self.cap or self.optional):
            raise ValueError("a veto is a plain yes or no worth 0 points")
        if not self.veto and not self.points:
            raise ValueError("an item without a veto must be worth points")
        if self.answer.steps and self.answer.steps[-1].value != self.points:
            raise ValueError("the last step must be worth the item's points")
        return self

    def answer_from(self, figure: Decimal) -> str:
        """The answer that a figure of the house stands for, as it is written in a form."""
        reached = [
            number for number, bound in enumerate(self.fact.bounds if self.fact else ()) if figure >= bound
        ]
        place = reached[-1] if reached else 0
        match self.answer.kind:
            case "points":
                return f"{self.answer.steps[place].value:f}"
            case "scale":
                return str(place)
            case _:
                return "yes" if reached else "no"

    def earned(self, answer: Answer) -> Decimal:
        """What an answer is worth. Unit: points of the form's hundred; exact, never rounded."""
        if answer is None or self.veto:
            return ZERO
        match self.answer.kind:
            case "deduction":
                return max(ZERO, self.points - answer * (self.answer.each or ZERO))
            case "points":
                return answer
            case _:
                return self.points * answer / (self.answer.top or 1)
