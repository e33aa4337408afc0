"""Assessing anew: the old score stands until the new one is there, and stays on record after."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.assessments import anew, changes, corrections, queries, reckoning, reviews, service
from app.assessments.changes import ChangeKind
from app.assessments.errors import NotScored, ScoringClosed
from app.assessments.kinds import AssessmentState, CycleState
from app.assessments.year import ORDER
from app.demo import assessments as demo
from app.demo import last_year, titles
from app.demo.people import demo_uscc, open_people
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.merchants import queries as merchants
from app.public import scores
from app.regions import service as regions
from app.titles import queries as held
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


@pytest.fixture
def scored(officer):
    """Scored at a hundred points, and the year has come to its public notice."""
    assessment = stage.assessment_of(factories.merchant())
    stage.staff_form(assessment, Role.OFFICER, by=officer)
    for role in (Role.MONITOR, Role.INDUSTRY):
        stage.staff_form(assessment, role)
    stage.consumer_form(assessment)
    stage.social_form(assessment)
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
        for state in ORDER[1 : ORDER.index(CycleState.NOTICE) + 1]:
            service.move_on(assessment.cycle, state, by=SYSTEM, now=NOW)
    return assessment


@pytest.fixture
def heard(monkeypatch):
    told = []
    monkeypatch.setattr(changes, "_watchers", [told.append])
    return told


def correct(assessment, officer, **slips):
    form = queries.own_form(assessment.id, reviews.EVALUATION_OF[Role.OFFICER], officer.id)
    with unit_of_work():
        new = corrections.begin_correction(assessment, form, "核对后更正", by=officer, now=NOW)
        answers = dict(new.answers) | {code.replace("_", "-"): said for code, said in slips.items()}
        reviews.save_draft(assessment, answers, "看过台账", by=officer, now=NOW)
        reviews.submit(assessment, new, by=officer, now=NOW)


def test_a_score_may_go_down_and_the_one_before_stays_on_record(scored, officer, heard):
    with unit_of_work():
        anew.begin(scored, "店家申请复评", by=officer, now=NOW)
        anew.begin(scored, "再点一次", by=officer, now=NOW)
    assert (scored.total, scored.state, scored.is_reassessing) == (
        Decimal("100.00"),
        AssessmentState.SCORED,
        True,
    )

    correct(scored, officer, DEP_QLT_1="0", DEP_LAW_1="2")
    assert scored.total == Decimal("100.00")
    for _ in range(2):
        with unit_of_work():
            anew.finish(scored, by=officer, now=NOW)

    assert (scored.total, scored.eligible, scored.is_reassessing) == (Decimal("84.00"), False, False)
    records = queries.score_records(scored.id)
    assert [(one.number, one.total, one.reason) for one in records] == [
        (2, Decimal("84.00"), "店家申请复评"), (1, Decimal("100.00"), ""),
    ]  # fmt: skip
    assert [(one.kind, one.before, one.after) for one in heard] == [
        (ChangeKind.REASSESSING, Decimal("100.00"), Decimal("100.00")),
        (ChangeKind.REASSESSED, Decimal("100.00"), Decimal("84.00")),
    ]


def test_a_score_taken_back_is_told_to_who_watches(officer, heard):
    assessment = stage.assessment_of(factories.merchant())
    stage.complete(assessment)
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
        anew.reopen(assessment, "少了一份", by=officer, now=NOW)
    assert [(one.kind, one.after) for one in heard] == [(ChangeKind.TAKEN_BACK, None)]
    assert [one.total for one in queries.score_records(assessment.id)] == [Decimal("100.00")]
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    assert [one.reason for one in queries.score_records(assessment.id)] == ["少了一份", ""]


def test_when_the_year_is_over_nothing_is_assessed_anew(scored, officer):
    with unit_of_work():
        for state in (CycleState.SUMMARY, CycleState.CLOSED):
            service.move_on(scored.cycle, state, by=SYSTEM, now=NOW + timedelta(days=30))  # nobody may appeal
    with pytest.raises(ScoringClosed), unit_of_work():
        anew.begin(scored, "太晚了", by=officer, now=NOW)


def test_a_seller_without_a_score_has_nothing_to_assess_anew(officer):
    assessment = stage.assessment_of(factories.merchant())
    with pytest.raises(NotScored), unit_of_work():
        anew.begin(assessment, "理由", by=officer, now=NOW)


def test_a_record_is_never_edited(scored):
    with pytest.raises(DBAPIError), Session().begin_nested():
        Session().execute(text("UPDATE score_record SET total = 1"))


def test_a_replay_of_every_stored_score_of_the_demo_county_gives_the_same_number(here):
    with unit_of_work():
        open_people("330522", now=NOW)
    for step in (demo.furnish, titles.furnish, last_year.furnish):
        with unit_of_work():
            step(NOW)
    shop = merchants.by_uscc(demo_uscc("330522", 3))
    again, by = queries.current_of(shop.id), accounts.of_role(Role.OFFICER)[0]
    with unit_of_work():
        anew.begin(again, "店家申请复评", by=by, now=NOW)
        regions.change_policy({"least_consumer_forms": 3, "weighing": {"burst": 2}}, by=by, now=NOW)
    correct(again, by, DEP_QLT_1="4")
    with unit_of_work():
        anew.finish(again, by=by, now=NOW)
    records = queries.all_score_records()

    differing = [record.id for record in records if not reckoning.replays(record)]
    assert [one.total for one in queries.score_records(again.id)] != [Decimal("81.15")] * 2
    assert len(records) >= 5  # this year's, last year's, and one that was assessed anew under other rules
    assert differing == []
    titled = merchants.by_uscc(demo_uscc("330522", 11))
    public = scores.of_title(titled, held.current_title(titled.id))
    assert (public.total, len(public.axes)) == (Decimal("90.25"), 8)
    touched = records[0]
    Session().expunge(touched)
    touched.total += Decimal("0.01")
    assert not reckoning.replays(touched)
