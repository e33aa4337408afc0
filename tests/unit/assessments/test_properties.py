"""What must hold for any forms at all."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from app.assessments.items import Item
from app.assessments.packs import packed_rubric
from app.assessments.replay import dump, replay, to_document
from app.assessments.rubric import Rubric, reweighted
from app.assessments.scoring import score
from app.assessments.terms import Answer, Block, Evaluation, Form, ScoringPolicy, evaluations_in

from .simple import RUBRIC, D

RUBRICS = (RUBRIC, packed_rubric("live_stream", 2026), packed_rubric("group_buy", 2026))
WEIGHTS = st.sampled_from([D(1), D(1), D("0.5"), D("0.3333"), D("0.01"), D(0)])


def from_worst_to_best(item: Item) -> list[Decimal]:
    match item.answer.kind:
        case "scale":
            return [D(number) for number in range((item.answer.top or 0) + 1)]
        case "points":
            return [step.value for step in item.answer.steps]
        case "deduction":
            return [D(number) for number in range(6, -1, -1)]
        case _:
            return [D(1), D(0)] if item.veto else [D(0), D(1)]


@st.composite
def splits(draw: st.DrawFn) -> dict[Evaluation, Decimal]:
    cents = draw(st.integers(1, 6999)), draw(st.integers(1, 1500)), draw(st.integers(1, 1499))
    department, industry, consumer = (D(each) / 100 for each in cents)
    return dict(
        zip(
            Evaluation,
            (department, 70 - department, industry, consumer, 30 - industry - consumer),
            strict=True,
        )
    )


@st.composite
def forms_for(draw: st.DrawFn, rubric: Rubric, evaluation: Evaluation) -> list[Form]:
    least = 1 if evaluation in evaluations_in(Block.SEVENTY) else 0
    forms = []
    for number in range(draw(st.integers(least, 13))):
        weight = draw(WEIGHTS) if number else D(1)
        answers: dict[str, Answer] = {}
        for item in rubric.evaluations[evaluation].items:
            skipped = item.optional and draw(st.booleans())
            answers[item.code] = None if skipped else draw(st.sampled_from(from_worst_to_best(item)))
        forms.append(
            Form(f"{evaluation}-{number}", evaluation, answers, None, weight, "" if weight == 1 else "why")
        )
    return forms


@st.composite
def cases(draw: st.DrawFn) -> tuple[Rubric, list[Form], ScoringPolicy]:
    rubric = reweighted(draw(st.sampled_from(RUBRICS)), draw(splits()))
    forms = [form for name in Evaluation for form in draw(forms_for(rubric, name))]
    minimums = {name: draw(st.integers(1, 4)) for name in evaluations_in(Block.THIRTY)}
    trim_from, trim_pct = draw(st.sampled_from([(3, 40), (10, 10), (5, 25), (10, 0)]))
    return rubric, forms, ScoringPolicy(D(85), minimums, trim_from, trim_pct)


Case = tuple[Rubric, list[Form], ScoringPolicy]


@settings(max_examples=120, deadline=None)
@given(cases())
def test_the_published_parts_are_the_total_and_blocks_stay_within_bounds(case: Case) -> None:
    rubric, forms, policy = case
    result = score(rubric, forms, policy)

    assert (
        result.total
        == sum(line.points for line in result.evaluations.values())
        == sum(result.blocks.values())
    )
    assert all(0 <= result.blocks[block] <= block.points for block in Block)
    assert all(0 <= line.points <= line.counted_weight for line in result.evaluations.values())
    assert sum(line.counted_weight for line in result.evaluations.values()) == (100 if result.final else 70)
    assert result.eligible <= (result.final and result.total >= 85)


@settings(max_examples=60, deadline=None)
@given(cases(), st.data())
def test_the_order_of_forms_does_not_matter(case: Case, data: st.DataObject) -> None:
    rubric, forms, policy = case
    shuffled = data.draw(st.permutations(forms))

    assert score(rubric, shuffled, policy) == score(rubric, forms, policy)


def better(rubric: Rubric, form: Form, data: st.DataObject) -> Mapping[str, Answer]:
    """The same form with one answer, that does apply, at least as good as before."""
    items = [
        item for item in rubric.evaluations[form.evaluation].items if form.answers[item.code] is not None
    ]
    item = data.draw(st.sampled_from(items))
    scale = from_worst_to_best(item)
    before = form.answers[item.code]
    assert before is not None
    return {**form.answers, item.code: data.draw(st.sampled_from(scale[scale.index(before) :]))}


@settings(max_examples=250, deadline=None)
@given(cases(), st.data())
def test_a_better_answer_never_lowers_anything(case: Case, data: st.DataObject) -> None:
    rubric, forms, policy = case
    place = data.draw(st.integers(0, len(forms) - 1))
    raised = list(forms)
    raised[place] = replace(forms[place], answers=better(rubric, forms[place], data))

    before, after = score(rubric, forms, policy), score(rubric, raised, policy)

    assert after.total >= before.total
    assert after.eligible >= before.eligible
    assert all(after.evaluations[name].points >= before.evaluations[name].points for name in Evaluation)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_total_just_on_the_line_reaches_it_and_a_hundredth_less_does_not(case: Case) -> None:
    """The region's line is laid on the total, and a hundredth above it: 85.00 earns the title and 84.99 does not."""
    rubric, forms, policy = case
    total = score(rubric, forms, policy).total
    on_it, below_it = (
        score(rubric, forms, replace(policy, threshold=total + above)) for above in (D(0), D("0.01"))
    )

    assert on_it.total == below_it.total == total
    assert not below_it.eligible
    assert below_it.reasons[0].code == "below_threshold"
    assert on_it.reasons[0].code == "reached_threshold"
    assert on_it.eligible == (len(on_it.reasons) == 1), "a veto or an empty block bars it, nothing else"


@settings(max_examples=60, deadline=None)
@given(cases())
def test_an_export_replays_to_the_same_result(case: Case) -> None:
    rubric, forms, policy = case
    exported = to_document(rubric, forms, policy)

    assert dump(replay(exported, packed_rubric)) == dump(score(rubric, forms, policy))
