from datetime import date

import pytest

from app.honours import rules, stages
from app.honours.terms import Bar, Listed, Measure, RepairStage, RepairState, SourceKind

DECIDED, REVOKED = date(2026, 3, 2), date(2026, 11, 30)


@pytest.mark.parametrize(("state", "happened", "stage"), [
    (RepairState.OPEN, "", RepairStage.ASKED),
    (RepairState.OPEN, "lacking", RepairStage.LACKING),
    (RepairState.OPEN, "lacking completed", RepairStage.COMPLETED),
    (RepairState.OPEN, "lacking completed taken_in", RepairStage.TAKEN_IN),
    (RepairState.OPEN, "lacking taken_in", RepairStage.TAKEN_IN),  # the office found the papers itself
    (RepairState.REFUSED, "taken_in", RepairStage.REFUSED),
    (RepairState.REFUSED, "lacking declined", RepairStage.DECLINED),
    (RepairState.GRANTED, "taken_in", RepairStage.GRANTED),
    (RepairState.GRANTED, "taken_in revoked", RepairStage.REVOKED),
])  # fmt: skip
def test_where_a_request_stands_follows_from_what_happened(state, happened, stage):
    facts = ("taken_in", "lacking", "completed", "declined", "revoked")
    assert stages.stage(state, **{one: one in happened.split() for one in facts}) is stage


@pytest.mark.parametrize("stage", RepairStage)
def test_each_stage_lets_only_its_own_be_done(stage):
    fits = {
        stages.check_not_taken_in: stages.BEFORE_TAKING_IN,
        stages.check_lack: {RepairStage.ASKED},
        stages.check_complete: {RepairStage.LACKING},
        stages.check_may_decide: {RepairStage.TAKEN_IN},
        stages.check_revoke: {RepairStage.GRANTED},
    }
    for check, where in fits.items():
        if stage in where:
            check(stage)
        else:
            with pytest.raises(rules.DomainError):
                check(stage)


@pytest.mark.parametrize(("listed", "until"), [
    (Listed(SourceKind.GENERAL, DECIDED), date(2027, 11, 30)),
    (Listed(SourceKind.SERIOUS_LIST, DECIDED, date(2026, 3, 12)), date(2029, 11, 30)),
    (Listed(SourceKind.SERIOUS, DECIDED, None, Measure.RESTRICTING, date(2031, 3, 1)), date(2031, 3, 1)),
])  # fmt: skip
def test_after_a_revocation_the_whole_time_of_the_law_runs_anew(listed, until):
    assert stages.restarted_until(listed, REVOKED) == until
    again = Listed(listed.kind, DECIDED, None, listed.measure, listed.restricted_until, REVOKED)
    assert (rules.bar(again), rules.repair_from(again)) == (Bar.DECEIT, None)


def test_a_decision_about_deceit_is_public_for_three_years_whole():
    assert stages.public_until(rules.after_deceit(date(2026, 7, 2))) == date(2029, 7, 2)
