"""How forms become a hundred points. Pure, and exact until it rounds on purpose.

Rounding, half up each time: the score of a form to four places (only "does not apply" makes it matter), the points
of an evaluation to two. The total is the sum of the published points, so the parts always add up.
A better answer never lowers the total: every step below rises with its input, and how much a form counts
depends on weights and numbers of forms, never on what others answered.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from app.assessments.items import Item
from app.assessments.rubric import FormSheet, Rubric
from app.assessments.terms import Block, Evaluation, Form, ScoringPolicy, evaluations_in
from app.kernel.numbers import HUNDRED, ZERO, half_up

FOUR_PLACES = Decimal("0.0001")
DIGITS = (
    60  # a region's worth of forms adds up exactly; the one division is right far beyond the last place shown
)


@dataclass(frozen=True)
class Scored:
    """A form with its score, 0–100, and what its answers set off."""

    form: Form
    score: Decimal
    capped_by: tuple[str, ...] = ()
    vetoes: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Mean:
    """A weighted mean kept as a fraction, so that nothing is rounded before its time."""

    sum: Decimal
    weight: Decimal

    @property
    def shown(self) -> Decimal:
        return share(self.sum, self.weight, FOUR_PLACES)

    def at_most(self, cap: Decimal | None) -> "Mean":
        return self if cap is None else Mean(min(self.sum, cap * self.weight), self.weight)


def share(part: Decimal, whole: Decimal, unit: Decimal) -> Decimal:
    with localcontext(prec=DIGITS):
        return half_up(part / whole, unit)


def score_form(sheet: FormSheet, form: Form) -> Scored:
    """The score of one form.

    Unit: points of 100, four places. Items that do not apply leave the sum and the measure alike.
    """
    if form.score is not None:
        return Scored(form, form.score)
    answered = [(item, form.answers[item.code]) for item in sheet.items]
    applies = [(item, answer) for item, answer in answered if answer is not None]
    earned = sum((item.earned(answer) for item, answer in applies), ZERO)
    score = share(earned * HUNDRED, sum((item.points for item, _ in applies), ZERO), FOUR_PLACES)
    caps = {
        item.code: item.cap.form_score
        for item, answer in applies
        if item.cap and item.earned(answer) <= item.cap.at_most
    }
    capped_by = tuple(code for code, cap in caps.items() if cap < score)
    vetoes = tuple(item for item, answer in applies if item.veto and answer)
    return Scored(form, min([score, *caps.values()]), capped_by, vetoes)


def trimmed_forms(count: int, policy: ScoringPolicy) -> int:
    """How many forms are dropped at each end: a tenth rounded down, at least one, from ten forms on.

    Source: region policy, default.
    """
    if count < policy.trim_from or not policy.trim_pct:
        return 0
    return max(1, count * policy.trim_pct // 100)


def counted_weights(scored: Sequence[Scored], policy: ScoringPolicy) -> dict[str, Decimal]:
    """The weight each form keeps after trimming, by its reference; times the number of forms, to stay exact.

    What is dropped is *weight*, the same amount at either end: with equal weights whole forms; otherwise the form at
    the edge keeps the rest of its weight. Dropping whole forms of unequal weight could lower the mean when an
    answer rises; this cannot.
    """
    live = sorted((line for line in scored if line.form.weight), key=lambda line: (line.score, line.form.ref))
    count = len(live)
    keep = {line.form.ref: line.form.weight * count for line in live}
    for end in (live, live[::-1]):
        drop = sum((line.form.weight for line in live), ZERO) * trimmed_forms(count, policy)
        for line in end:
            cut = min(drop, keep[line.form.ref])
            keep[line.form.ref] -= cut
            drop -= cut
    return keep


def mean_of(scored: Sequence[Scored], keep: Mapping[str, Decimal]) -> Mean | None:
    """The weighted mean of the forms' scores; ``None`` when nothing is left to count."""
    with localcontext(prec=DIGITS):
        weight = sum(keep.values(), ZERO)
        total = sum((line.score * keep.get(line.form.ref, ZERO) for line in scored), ZERO)
    return Mean(total, weight) if weight else None


def evaluation_cap(scored: Sequence[Scored]) -> Decimal | None:
    """The lowest cap a veto of any counted form sets on its evaluation. Trimming does not lift a veto."""
    caps = [
        item.veto.cap
        for line in scored
        if line.form.weight
        for item in line.vetoes
        if item.veto and item.veto.cap is not None
    ]
    return min(caps, default=None)


def shared_weights(rubric: Rubric, enough: Mapping[Evaluation, bool]) -> dict[Evaluation, Decimal]:
    """The weight of each evaluation after redistribution, two places; the last one takes the rest.

    Evaluations of the 30 block with too few forms give their points to the others of that block, in proportion.
    If all three have too few, nobody can earn the thirty. Source: region policy, default.
    """
    weights = rubric.weights
    names = [name for name in evaluations_in(Block.THIRTY) if enough[name]]
    whole = sum((weights[name] for name in names), ZERO)
    left = Block.THIRTY.points
    shares = dict.fromkeys(evaluations_in(Block.THIRTY), ZERO)
    for name in names[:-1]:
        shares[name] = share(Block.THIRTY.points * weights[name], whole, Decimal("0.01"))
        left -= shares[name]
    if names:
        shares[names[-1]] = left
    return weights | shares


def points_of(mean: Mean | None, cap: Decimal | None, weight: Decimal) -> Decimal:
    """What an evaluation adds to the hundred points. Unit: points, two places, half up."""
    if mean is None or not weight:
        return ZERO.quantize(Decimal("0.01"))
    capped = mean.at_most(cap)
    with localcontext(prec=DIGITS):
        return half_up(capped.sum * weight / (capped.weight * HUNDRED))
