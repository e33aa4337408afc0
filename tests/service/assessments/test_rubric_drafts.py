"""The rubric editor: what is typed is kept, what is wrong is named, what is published never changes."""

from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import queries, rubric_drafts, rubric_versions, service
from app.assessments.errors import (
    CitationUnknown,
    DraftPublished,
    FileUnreadable,
    RubricNamed,
    RubricRefused,
    RubricSame,
    WordsMissing,
)
from app.assessments.packs import rubric_of
from app.assessments.terms import Evaluation
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.merchants.terms import MerchantKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage

KIND = MerchantKind.LIVE_STREAM


@pytest.fixture
def admin(here):
    return factories.user(Role.ADMIN)


def begun(admin, year=2026):
    with unit_of_work():
        return rubric_drafts.start(KIND, year, by=admin, now=NOW)


def retyped(draft, old, new):
    assert old in draft.source
    with unit_of_work():
        rubric_drafts.save(draft, draft.source.replace(old, new), now=NOW)


def publish(draft, admin):
    with unit_of_work():
        return rubric_drafts.publish(draft, by=admin, now=NOW)


def test_a_draft_begins_as_the_newest_version_word_for_word(admin):
    base = rubric_versions.newest(KIND)
    rubric = rubric_drafts.checked(begun(admin))
    assert rubric.model_copy(update={"version": base.version}) == rubric_of(base.id)


def test_a_published_version_is_this_regions_newest_and_no_other_regions(inside):
    with inside("330522"):
        admin, base = factories.user(Role.ADMIN), rubric_versions.newest(KIND)
        draft = begun(admin)
        retyped(draft, "登记、许可或备案是否齐全有效", "登记、许可和备案是否齐全有效")
        made = publish(draft, admin)
        assert publish(draft, admin).id == made.id  # a second click
        assert (rubric_versions.newest(KIND).id, made.version) == (made.id, base.version + 1)
        with pytest.raises(DraftPublished), unit_of_work():
            rubric_drafts.save(draft, "x", now=NOW)
    with inside("330523"):
        assert rubric_versions.newest(KIND).id == base.id
        assert rubric_versions.version(made.id) is None


def test_a_year_that_has_begun_keeps_its_version_also_for_newcomers(admin):
    first = stage.assessment_of(factories.merchant(kind=KIND))
    draft = begun(admin)
    retyped(draft, "登记、许可或备案是否齐全有效", "登记、许可和备案是否齐全有效")
    publish(draft, admin)
    late = factories.merchant(kind=KIND)
    with unit_of_work():
        service.enrol_newcomers(first.cycle, by=SYSTEM, now=NOW)
    assert queries.current_of(late.id).rubric_version_id == first.rubric_version_id


def test_a_year_with_a_rubric_of_its_own_can_be_opened(admin):
    for kind in MerchantKind:
        with unit_of_work():
            draft = rubric_drafts.start(kind, 2027, by=admin, now=NOW)
        assert publish(draft, admin).version == 1
    with unit_of_work():
        cycle = service.open_cycle(2027, by=admin, now=NOW)
    assert {rubric_of(version).year for version in cycle.rubrics.values()} == {2027}


@pytest.mark.parametrize(
    ("old", "new", "refusal"),
    [
        ("weight: 40", "weight: 41", RubricRefused),
        ("points: 10\n", "points: 11\n", RubricRefused),
        ("article: 10\n", "article: 999\n", CitationUnknown),
        ("year: 2026", "year: 2027", RubricNamed),
        ("evaluations:", "evaluations: [", FileUnreadable),
        ("evaluations:", "evaluations: &a\n", FileUnreadable),
    ],
)
def test_what_is_wrong_is_kept_as_typed_and_named(admin, old, new, refusal):
    draft = begun(admin)
    with unit_of_work():
        rubric_drafts.save(
            draft, draft.source.replace(old, new, 1) + ("z: *a\n" if "&a" in new else ""), now=NOW
        )
    with pytest.raises(refusal):
        rubric_drafts.checked(draft)
    with pytest.raises(refusal):
        publish(draft, admin)
    assert new.strip() in draft.source


def test_nothing_is_published_without_a_change_or_without_english(admin):
    draft = begun(admin)
    with pytest.raises(RubricSame):
        publish(draft, admin)
    retyped(draft, "en: Department review", "en: ''")
    with pytest.raises(WordsMissing):
        publish(draft, admin)


def test_the_split_inside_a_block_may_change_and_the_blocks_may_not(admin):
    draft = begun(admin)
    with unit_of_work():
        rubric_drafts.share(
            draft, {Evaluation.DEPARTMENT: Decimal("45.5"), Evaluation.MONITORING: Decimal("24.5")}, now=NOW
        )
    assert rubric_drafts.checked(draft).weights[Evaluation.DEPARTMENT] == Decimal("45.5")
    with pytest.raises(RubricRefused), unit_of_work():
        rubric_drafts.share(draft, {Evaluation.INDUSTRY: Decimal(11)}, now=NOW)


def test_a_dry_run_tells_each_sellers_difference_and_changes_no_score(admin):
    shop = factories.merchant(kind=KIND)
    assessment = stage.assessment_of(shop)
    stage.complete(assessment, DEP_QLT_1="0")
    with unit_of_work():
        service.score(assessment, by=SYSTEM, now=NOW)
    before, draft = assessment.total, begun(admin)
    with unit_of_work():
        rubric_drafts.share(
            draft, {Evaluation.DEPARTMENT: Decimal(10), Evaluation.MONITORING: Decimal(60)}, now=NOW
        )

    trials, unanswered = rubric_drafts.tried(rubric_drafts.checked(draft), rubric_versions.last_scored(KIND))
    assert [(one.name, one.before, one.difference) for one in trials] == [
        (shop.name, before, Decimal("12.00"))
    ]
    assert (unanswered, trials[0].crosses, assessment.total) == ([], "up", before)
