"""The one use of the rules: forms in, an explained result out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.assessments import rules
from app.assessments.errors import Incomplete, RefTwice
from app.assessments.items import Item
from app.assessments.results import Explanation, FormLine, FormState, ItemLine, Reason, Result, Standing
from app.assessments.rubric import FormSheet, Rubric
from app.assessments.terms import Block, Evaluation, Form, ScoringPolicy, evaluations_in
from app.kernel.numbers import ZERO, half_up


def score(rubric: Rubric, forms: Iterable[Form], policy: ScoringPolicy | None = None) -> Result:
    """The hundred points of one merchant, with every step kept.

    Raises ``Incomplete`` when department or monitoring has no form that counts; ``RefTwice``.
    """
    policy = policy or ScoringPolicy()
    rows = sorted(forms, key=lambda form: form.ref)
    refuse_twins(rows)
    live = Counter(form.evaluation for form in rows if form.weight)
    missing = [name.value for name in evaluations_in(Block.SEVENTY) if not live[name]]
    if missing:
        raise Incomplete(missing=missing)
    enough = {name: live[name] >= policy.minimum(name) for name in Evaluation}
    enough |= dict.fromkeys(evaluations_in(Block.SEVENTY), True)
    weights = rules.shared_weights(rubric, enough)
    lines = {
        name: explain(
            name, rubric.evaluations[name], [f for f in rows if f.evaluation is name], weights[name], policy
        )
        for name in Evaluation
    }
    return judge(rubric, lines, policy)


def refuse_twins(forms: Sequence[Form]) -> None:
    for ref, times in Counter(form.ref for form in forms).items():
        if times > 1:
            raise RefTwice(ref=ref)


def explain(
    name: Evaluation, sheet: FormSheet, forms: Sequence[Form], weight: Decimal, policy: ScoringPolicy
) -> Explanation:
    """One evaluation, from its forms to its points."""
    scored = [rules.score_form(sheet, form) for form in forms]
    keep = rules.counted_weights(scored, policy)
    mean, cap = rules.mean_of(scored, keep), rules.evaluation_cap(scored)
    return Explanation(
        evaluation=name,
        standing=Standing.COUNTED if weight else Standing.TOO_FEW,
        minimum=policy.minimum(name),
        weight=sheet.weight,
        counted_weight=weight,
        mean=mean.shown if mean else None,
        capped_at=cap if mean and mean.at_most(cap) != mean else None,
        points=rules.points_of(mean, cap, weight),
        forms=tuple(form_line(line, keep.get(line.form.ref, ZERO), len(keep)) for line in scored),
        items=tuple(item_line(item, forms) for item in sheet.items),
    )


def form_line(scored: rules.Scored, kept: Decimal, count: int) -> FormLine:
    form = scored.form
    if not form.weight:
        state = FormState.EXCLUDED
    elif not kept:
        state = FormState.TRIMMED
    else:
        state = FormState.COUNTED if kept == form.weight * count else FormState.PARTLY
    counted = rules.share(kept, Decimal(count), rules.FOUR_PLACES) if count else ZERO
    vetoes = tuple(item.code for item in scored.vetoes)
    return FormLine(
        form.ref, scored.score, form.weight, counted, state, form.reason, scored.capped_by, vetoes
    )


def item_line(item: Item, forms: Sequence[Form]) -> ItemLine:
    """What an item earned on average, over the forms that carry answers and have a weight; before trimming."""
    rows = [(form.weight, form.answers[item.code]) for form in forms if form.weight and form.score is None]
    answered = [(weight, answer) for weight, answer in rows if answer is not None]
    whole = sum((weight for weight, _ in answered), ZERO)
    earned = sum((weight * item.earned(answer) for weight, answer in answered), ZERO)
    average = rules.share(earned, whole, Decimal("0.01")) if whole else None
    return ItemLine(item.code, item.dimension, item.points, average, len(answered))


def judge(rubric: Rubric, lines: dict[Evaluation, Explanation], policy: ScoringPolicy) -> Result:
    """Add up what is published, and compare that."""
    blocks = {block: sum((lines[name].points for name in evaluations_in(block)), ZERO) for block in Block}
    total = half_up(sum(blocks.values(), ZERO))
    final = any(lines[name].counted_weight for name in evaluations_in(Block.THIRTY))
    against = [*vetoed(rubric, lines), *([] if final else [Reason("block_30_empty", {})])]
    facts = {"total": f"{total:f}", "threshold": f"{policy.threshold:f}"}
    reached = total >= policy.threshold
    reasons = (Reason("reached_threshold" if reached else "below_threshold", facts), *against)
    return Result(
        rubric=(rubric.kind, rubric.year, rubric.version),
        evaluations=lines,
        blocks=blocks,
        total=total,
        threshold=policy.threshold,
        final=final,
        eligible=reached and not against,
        reasons=reasons,
        notes=tuple(notes_on(lines)),
    )


def vetoed(rubric: Rubric, lines: dict[Evaluation, Explanation]) -> list[Reason]:
    """Every yes that bars the title, with the form that said it. A form left out bars nothing."""
    barring = {item.code for _, item in rubric.lines() if item.veto and item.veto.effect == "not_eligible"}
    return [
        Reason("veto", {"evaluation": name.value, "form": form.ref, "item": code})
        for name, line in lines.items()
        for form in line.forms
        if form.state is not FormState.EXCLUDED
        for code in form.vetoes
        if code in barring
    ]


def notes_on(lines: dict[Evaluation, Explanation]) -> list[Reason]:
    """What a reader must be told besides the figures: redistribution, trimming, forms left out or capped."""
    notes = []
    for name, line in lines.items():
        if line.standing is Standing.TOO_FEW:
            live = str(len(line.forms) - len(line.with_ref(FormState.EXCLUDED)))
            notes.append(
                Reason(
                    "too_few_forms", {"evaluation": name.value, "forms": live, "minimum": str(line.minimum)}
                )
            )
        elif line.counted_weight != line.weight:
            facts = {
                "evaluation": name.value,
                "weight": f"{line.weight:f}",
                "counted": f"{line.counted_weight:f}",
            }
            notes.append(Reason("weight_redistributed", facts))
        notes += [
            Reason(f"forms_{state}", {"evaluation": name.value, "forms": ", ".join(refs)})
            for state in (FormState.EXCLUDED, FormState.TRIMMED, FormState.PARTLY)
            if (refs := line.with_ref(state))
        ]
        if line.capped_at is not None:
            notes.append(
                Reason("evaluation_capped", {"evaluation": name.value, "cap": f"{line.capped_at:f}"})
            )
    return notes
