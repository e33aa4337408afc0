"""Scores: what they rest on, who is told, the job, and the number again from the file."""

import json
from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import anew, queries, replay, reviews, service
from app.assessments.errors import Incomplete, ScoringClosed
from app.assessments.kinds import AssessmentAction, AssessmentJob, AssessmentState, CycleState
from app.assessments.packs import packed_rubric
from app.assessments.reading import read_document
from app.demo import assessments as demo
from app.demo.people import demo_uscc, open_people
from app.infra import audit, jobs
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.notices import queries as notices
from app.regions import queries as regions
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from worker.jobs.assessments import score_cycle


@pytest.fixture
def assessment(here):
    return stage.assessment_of(factories.merchant())


def scored(assessment):
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    return assessment


def test_full_marks_are_a_hundred_points_and_earn_the_title(assessment):
    stage.complete(assessment)
    scored(assessment)
    assert (assessment.total, assessment.eligible, assessment.state) == (
        Decimal("100.00"),
        True,
        AssessmentState.SCORED,
    )


def test_a_missing_form_of_the_seventy_is_named_and_nothing_is_kept(assessment):
    stage.staff_form(assessment, Role.OFFICER)

    with pytest.raises(Incomplete) as refusal:
        scored(assessment)
    assert refusal.value.facts == {"missing": ["monitoring"]}
    assert (assessment.state, assessment.total) == (AssessmentState.OPEN, None)


def test_a_veto_bars_the_title_whatever_the_total(assessment):
    stage.complete(assessment, DEP_VETO_1="yes")
    scored(assessment)
    assert (assessment.total, assessment.eligible) == (Decimal("100.00"), False)


def test_a_draft_does_not_count(assessment):
    stage.complete(assessment)
    monitor = factories.user(Role.MONITOR)
    with unit_of_work():
        reviews.save_draft(assessment, {"MON-QUA-1": "no"}, "", by=monitor, now=NOW)
    scored(assessment)
    assert assessment.total == Decimal("100.00")


def test_a_replaced_review_does_not_count(assessment):
    stage.complete(assessment)
    stage.consumer_form(assessment, "0", token="changed")
    stage.consumer_form(assessment, "4", token="changed")
    scored(assessment)
    assert assessment.total == Decimal("100.00")


def test_the_regions_minimum_of_consumer_forms_is_kept(assessment):
    with unit_of_work():
        regions.here().policy = {"least_consumer_forms": 2}
    stage.complete(assessment)
    scored(assessment)

    kept = assessment.result["evaluations"]
    assert {name: kept[name]["counted_weight"] for name in ("industry", "consumer", "social")} == {
        "industry": "15.00", "consumer": "0", "social": "15.00",
    }  # fmt: skip


def test_scoring_twice_is_one_score_one_trace_and_one_message(assessment):
    seller = factories.seller(assessment.merchant)
    stage.complete(assessment)
    scored(assessment)
    scored(assessment)

    assert [one.action for one in audit.of(assessment)] == [AssessmentAction.SCORED]
    assert notices.unread_count(seller.id) == 1


def test_a_score_taken_back_leaves_its_number_on_record(assessment):
    admin = factories.user(Role.ADMIN)
    stage.complete(assessment)
    scored(assessment)
    with unit_of_work():
        anew.reopen(assessment, "漏了一份监测表", by=admin, now=NOW)

    assert (assessment.state, assessment.total, assessment.result) == (AssessmentState.OPEN, None, None)
    assert audit.of(assessment)[-1].facts == {"reason": "漏了一份监测表", "total": "100.00"}


def test_a_score_under_notice_is_not_touched(assessment):
    stage.complete(assessment)
    scored(assessment)
    for state in list(CycleState)[1 : list(CycleState).index(CycleState.NOTICE) + 1]:
        with unit_of_work():
            service.move_on(assessment.cycle, state, by=SYSTEM, now=NOW)

    admin = factories.user(Role.ADMIN)
    with pytest.raises(ScoringClosed), unit_of_work():
        anew.reopen(assessment, "x", by=admin, now=NOW)
    assert assessment.total == Decimal("100.00")


def test_the_file_gives_every_stored_number_again(assessment):
    stage.complete(assessment, DEP_SITE_1="3", DEP_LAW_1="1", DEP_LAW_2="na")
    stage.consumer_form(assessment, "1")
    scored(assessment)

    file = json.dumps(service.replay_document(assessment), ensure_ascii=False)
    again = replay.dump(replay.replay(read_document(file), packed_rubric))

    kept = {
        key: said
        for key, said in assessment.result.items()
        if key not in ("policy", "forms", "signs", "judged")
    }
    assert again == json.loads(json.dumps(kept))


def test_the_job_scores_who_is_complete_passes_over_who_is_not_and_may_run_twice(here, sent_jobs):
    ready, waiting = factories.merchant(), factories.merchant()
    cycle = stage.cycle()
    stage.complete(stage.assessment_of(ready))
    with unit_of_work():
        job = service.score_all(cycle, by=SYSTEM, now=NOW)
        assert service.score_all(cycle, by=SYSTEM, now=NOW) is job
    assert sent_jobs == [(AssessmentJob.SCORE_CYCLE, {"cycle_id": cycle.id, "by_id": 0})]

    score_cycle(job)
    assert (job.done, job.total) == (2, 2)
    score_cycle(jobs.by_code(job.code))

    states = [queries.current_of(one.id).state for one in (ready, waiting)]
    assert states == [AssessmentState.SCORED, AssessmentState.OPEN]
    assert [one.merchant.id for one in queries.scored(cycle.id)] == [ready.id]


def test_whoever_asked_for_the_years_scores_is_told_once(here):
    shop, cycle, admin = factories.merchant(), stage.cycle(), factories.user(Role.ADMIN)
    stage.complete(stage.assessment_of(shop))
    with unit_of_work():
        job = service.score_all(cycle, by=admin, now=NOW)
    for _again in range(2):
        score_cycle(job)
    assert notices.unread_count(admin.id) == 1


def test_the_demo_county_has_one_above_one_exactly_on_and_one_below_the_line(here):
    with unit_of_work():
        open_people("330522", now=NOW)
    with unit_of_work():
        demo.furnish(NOW)

    totals = [
        queries.current_of(merchants.by_uscc(demo_uscc("330522", number)).id) for number in (1, 2, 3, 7)
    ]
    assert [(one.total, one.eligible) for one in totals] == [
        (Decimal("95.82"), True), (Decimal("85.00"), True), (Decimal("81.15"), False), (None, None),
    ]  # fmt: skip
