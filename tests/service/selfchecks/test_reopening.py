from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.licences.terms import LicenceKind
from app.notices.models import Notice
from app.selfchecks import proofs, queries, remediation
from app.selfchecks.terms import AnswerValue, RemediationAction
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import verified
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from worker.jobs.licences import close_expired
from worker.jobs.selfchecks import reopen_what_rested_on_papers

DAY = timedelta(days=1)
LAST = date(2026, 6, 10)


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


@pytest.fixture
def paper(shop, officer):
    return verified(shop, officer, LicenceKind.BUSINESS_LICENCE, valid_until=LAST)


def checked(shop, seller, paper=None, item="LAW-01", now=NOW):
    """Everything met; ``item`` is borne out by the paper."""
    draft = begin(shop, seller, now=now)
    if paper is not None:
        with unit_of_work():
            proofs.set_proofs(draft, item, [proofs.key_of(paper)], [], by=seller, now=now)
    answer_all(draft, seller, now=now)
    return hand_in(draft, seller, now=now)


def morning(day):
    for chore in (close_expired, reopen_what_rested_on_papers):
        with unit_of_work():
            chore(NOW + day * DAY)


def opened(shop):
    return sorted(task.item_code for task in queries.open_remediation(shop.id))


def of_kind(check):
    return {
        item.code for item in queries.guide_of(check).applicable([]) if item.licence == "business_licence"
    }


def test_an_expired_paper_reopens_what_was_linked_to_it_and_what_asks_for_its_kind(shop, seller, paper):
    check = checked(shop, seller, paper)
    before = check.result
    morning(9)
    assert opened(shop) == [], "the last day is still valid"
    morning(10)
    assert set(opened(shop)) == {"LAW-01"} | of_kind(check)
    assert check.result == before, "the result stands as it was handed in"
    task = queries.open_remediation(shop.id)[0]
    assert (task.licence_id, [one.action for one in audit.of(task)]) == (
        paper.id,
        [RemediationAction.REOPENED],
    )


def test_it_reopens_once_though_nights_repeat_or_were_missed(shop, seller, paper):
    checked(shop, seller, paper)
    morning(40)
    first = opened(shop)
    for task in queries.open_remediation(shop.id):
        with unit_of_work():
            remediation.close(task, note="已换新证", by=seller, now=NOW + 40 * DAY)
    morning(41)
    assert (bool(first), opened(shop)) == (True, [])
    told = select(Notice.key).where(Notice.user_id == seller.id, Notice.key.endswith("reopened"))
    assert len(Session().scalars(told).all()) == 1


def test_a_newer_paper_keeps_the_kinds_items_closed_but_not_the_linked_ones(shop, seller, officer, paper):
    checked(shop, seller, paper)
    verified(shop, officer, LicenceKind.BUSINESS_LICENCE, number="新证", valid_until=None)
    morning(1)
    assert opened(shop) == ["LAW-01"], "only what named the replaced paper is looked at again"


def test_a_shop_without_papers_or_without_a_self_check_is_left_alone(shop, seller, paper):
    other = factories.merchant()
    checked(other, factories.seller(other))
    morning(20)
    assert (opened(shop), opened(other)) == ([], [])


def test_reopened_items_are_asked_again_in_a_draft_and_in_the_next_self_check(shop, seller, paper):
    checked(shop, seller, paper)
    draft = begin(shop, seller, now=NOW + DAY)
    assert queries.values_of(draft)["LAW-01"] is AnswerValue.MET
    morning(10)
    assert "LAW-01" not in queries.values_of(draft)
    answer_all(draft, seller, now=NOW + 11 * DAY)
    hand_in(draft, seller, now=NOW + 11 * DAY)
    assert opened(shop) == [], "said again, it is closed"
