"""A first pass over vetoes and serious items: kept apart from the result, its gaps put on the list at once."""

import pytest

from app.guides.terms import Severity
from app.infra import audit
from app.infra.db import unit_of_work
from app.kernel.numbers import HUNDRED
from app.selfchecks import queries, remediation, rules, service
from app.selfchecks.terms import AnswerValue, SelfCheckAction, SelfCheckState
from tests.conftest import NOW
from tests.service.selfchecks.conftest import answer_all, begin, hand_in


@pytest.fixture
def asked(shop, seller):
    """The draft and the items of its first pass."""
    draft = begin(shop, seller, "food")
    return draft, rules.first_pass(queries.guide_of(draft).applicable(["food"]))


def answer_first(draft, items, seller, *unmet):
    with unit_of_work():
        for item in items:
            value = AnswerValue.NOT_MET if item.code in unmet else AnswerValue.MET
            service.answer(draft, item.code, value, by=seller, now=NOW)


def take(draft, seller):
    with unit_of_work():
        return service.take_first_pass(draft, by=seller, now=NOW)


def test_a_first_pass_asks_vetoes_then_serious_items_and_no_others(asked):
    draft, items = asked
    grades = [item.severity for item in items]
    assert set(grades) == {Severity.VETO, Severity.SERIOUS}
    assert grades == sorted(grades, key=list(Severity).index)
    assert len(items) < len(queries.guide_of(draft).applicable(["food"]))


def test_it_waits_for_its_last_item_and_leaves_the_draft_a_draft(asked, shop, seller):
    draft, items = asked
    answer_first(draft, items[:-1], seller)
    with pytest.raises(rules.Unanswered) as told:
        take(draft, seller)
    assert told.value.facts == {"count": 1}
    answer_first(draft, items[-1:], seller, items[-1].code)
    for _click in range(2):
        take(draft, seller)
    assert (draft.state, draft.result) == (SelfCheckState.DRAFT, None)
    assert draft.first_outcome.answered == len(items)
    assert draft.first_outcome.total < HUNDRED
    assert [task.item_code for task in queries.open_remediation(shop.id)] == [items[-1].code]
    assert [one.action for one in audit.of(draft)].count(SelfCheckAction.FIRST_PASS) == 1
    assert queries.latest_submitted(shop.id) is None  # nobody else sees a score


def test_what_is_put_right_between_is_met_when_the_whole_is_handed_in(asked, shop, seller):
    draft, items = asked
    gaps = items[0].code, items[1].code
    answer_first(draft, items, seller, *gaps)
    take(draft, seller)
    task = next(one for one in queries.open_remediation(shop.id) if one.item_code == gaps[0])
    with unit_of_work():
        remediation.close(task, note="已改", by=seller, now=NOW)
    assert queries.values_of(draft)[gaps[0]] is AnswerValue.MET
    answer_all(draft, seller, gaps[1])
    hand_in(draft, seller)
    assert [one.item_code for one in queries.open_remediation(shop.id)] == [gaps[1]]


def test_what_is_no_more_put_right_at_the_end_is_opened_again(asked, shop, seller):
    draft, items = asked
    answer_first(draft, items, seller, items[0].code)
    take(draft, seller)
    (task,) = queries.open_remediation(shop.id)
    with unit_of_work():
        remediation.close(task, note="已改", by=seller, now=NOW)
    answer_all(draft, seller, items[0].code)
    hand_in(draft, seller)
    assert [(one.code, one.closed_at) for one in queries.open_remediation(shop.id)] == [(task.code, None)]


def test_tasks_of_items_it_does_not_ask_are_left_alone(shop, seller):
    whole = begin(shop, seller, "food")
    minor = next(
        item.code for item in queries.guide_of(whole).applicable(["food"]) if item.severity is Severity.MINOR
    )
    answer_all(whole, seller, minor)
    hand_in(whole, seller)
    again = begin(shop, seller, "food")
    take(again, seller)  # the answers were carried over
    assert [one.item_code for one in queries.open_remediation(shop.id)] == [minor]
