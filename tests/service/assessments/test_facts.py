"""What the house knows of a seller, and the answers that are filled in from it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from app.assessments import facts, reviews
from app.assessments.terms import Evaluation
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from tests.factories import complaints


@pytest.fixture
def shop(here):
    return factories.merchant()


@pytest.fixture
def assessment(shop):
    return stage.assessment_of(shop)


def filled(assessment, now):
    return facts.prefilled(
        reviews.sheet_of(assessment, Evaluation.DEPARTMENT), facts.known_of(assessment, now)
    )


def test_what_the_house_has_not_seen_is_left_to_the_officer(assessment):
    answers = {code: one.answer for code, one in filled(assessment, NOW).items()}
    assert answers == {
        "DEP-AFT-1": "8"
    }  # no complaints all year; no papers and no self-check here says nothing


def test_a_complaint_counts_from_when_its_answer_is_overdue(assessment, shop):
    complaints.complaint(shop)
    figures = [
        facts.known_of(assessment, now)["complaints_in_time"].figure
        for now in (NOW, NOW + timedelta(days=30))
    ]
    assert figures == [Decimal(100), Decimal(0)]
    assert filled(assessment, NOW + timedelta(days=30))["DEP-AFT-1"].answer == "0"


def test_a_complaint_of_another_shop_is_not_counted(assessment):
    complaints.complaint(factories.merchant())
    assert facts.known_of(assessment, NOW + timedelta(days=30))["complaints_in_time"].figure == 100


def test_other_forms_are_not_filled_in(assessment):
    sheet = reviews.sheet_of(assessment, Evaluation.MONITORING)
    assert facts.prefilled(sheet, facts.known_of(assessment, NOW)) == {}
