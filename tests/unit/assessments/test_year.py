"""The course of a year: phases, moves, what each phase allows, and the lot."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from app.assessments import year
from app.assessments.errors import AlreadyScored, CycleMoveRefused, FormsClosed, PhasesRefused, ScoringClosed
from app.assessments.kinds import AssessmentState, CycleState
from app.assessments.year import Phase

ALL = list(CycleState)


def test_the_usual_year_runs_from_june_to_december_without_a_gap():
    phases = year.usual_phases(2026)

    year.check_phases(phases)
    assert (phases[0].first, phases[-1].last) == (date(2026, 6, 1), date(2026, 12, 31))
    assert [after.first - before.last for before, after in pairwise(phases)] == [timedelta(days=1)] * 5


def test_a_phase_may_not_begin_on_the_last_day_of_the_one_before():
    phases = list(year.usual_phases(2026))
    phases[1] = Phase(CycleState.SELF_CHECK, phases[0].last, phases[1].last)

    with pytest.raises(PhasesRefused):
        year.check_phases(phases)


def test_a_phase_may_last_one_day_but_not_less():
    phases = list(year.usual_phases(2026))
    phases[5] = Phase(CycleState.SUMMARY, date(2026, 12, 1), date(2026, 12, 1))
    year.check_phases(phases)

    phases[5] = Phase(CycleState.SUMMARY, date(2026, 12, 2), date(2026, 12, 1))
    with pytest.raises(PhasesRefused):
        year.check_phases(phases)


@pytest.mark.parametrize("now", ALL)
@pytest.mark.parametrize("to", ALL)
def test_phases_move_one_step_forward_and_never_otherwise(now, to):
    if ALL.index(to) == ALL.index(now) + 1:
        year.check_move(now, to)
    else:
        with pytest.raises(CycleMoveRefused):
            year.check_move(now, to)


@pytest.mark.parametrize("state", ALL)
def test_forms_and_scores_end_with_the_evaluation(state):
    if ALL.index(state) <= ALL.index(CycleState.EVALUATION):
        year.check_takes_forms(state, AssessmentState.OPEN)
        year.check_scoring(state)
    else:
        with pytest.raises(FormsClosed):
            year.check_takes_forms(state, AssessmentState.OPEN)
        with pytest.raises(ScoringClosed):
            year.check_scoring(state)


def test_a_seller_with_a_score_takes_no_more_forms():
    with pytest.raises(AlreadyScored):
        year.check_takes_forms(CycleState.EVALUATION, AssessmentState.SCORED)


def test_a_review_may_be_changed_up_to_the_same_instant_seven_days_on():
    at = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
    assert year.change_until(at) == datetime(2026, 6, 8, 1, 0, tzinfo=UTC)


def test_the_lot_deals_sellers_out_evenly_and_the_seed_repeats_it():
    drawn = year.by_lot(range(1, 13), [30, 10, 20, 40, 50], "seed")

    assert sorted(Counter(drawn.values()).values()) == [2, 2, 2, 3, 3]
    assert year.by_lot(range(12, 0, -1), [10, 20, 30, 40, 50], "seed") == drawn
    assert year.by_lot(range(1, 13), [10, 20, 30, 40, 50], "other") != drawn


def test_without_panels_nobody_is_drawn():
    assert year.by_lot([1, 2], [], "seed") == {}
    assert year.for_newcomers([1, 2], [], {}, "seed") == {}


def test_newcomers_go_to_the_panels_with_fewest():
    given = year.for_newcomers([101, 102, 103], [1, 2, 3], {1: 3, 2: 2, 3: 1}, "seed")
    assert Counter(given.values()) == {3: 2, 2: 1}
