from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.selfchecks import queries, rules, service
from app.selfchecks.models import Answer, SelfCheck
from app.selfchecks.terms import AnswerValue, SelfCheckAction, SelfCheckState
from tests import factories
from tests.conftest import NOW
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

MET, NOT_MET, ASIDE = AnswerValue


def count(table) -> int:
    return Session().scalar(select(func.count()).select_from(table)) or 0


def actions(thing) -> list[str]:
    return [entry.action for entry in audit.of(thing)]


def test_starting_twice_gives_the_same_draft(shop, seller):
    with unit_of_work():
        first = service.start(shop, by=seller, now=NOW)
    with unit_of_work():
        again = service.start(shop, by=seller, now=NOW)
    assert again.id == first.id
    assert count(SelfCheck) == 1
    assert actions(first) == [SelfCheckAction.STARTED]


def test_scopes_are_kept_in_the_draft_and_in_the_shops_entry(shop, seller):
    draft = begin(shop, seller, "promotions", "food")
    assert draft.scopes == ["food", "promotions"]  # in the guide's order
    assert shop.scopes == ["food", "promotions"]


def test_a_scope_the_guide_does_not_know_is_refused(shop, seller):
    draft = begin(shop, seller, "food")
    with pytest.raises(rules.UnknownScope), unit_of_work():
        service.set_scopes(draft, ["moon_rock"], by=seller, now=NOW)


def test_the_same_answer_twice_is_one_row_and_another_takes_its_place(shop, seller):
    draft = begin(shop, seller)
    for value, note in [(MET, ""), (MET, ""), (NOT_MET, "执照快到期")]:
        with unit_of_work():
            service.answer(draft, "QUA-01", value, note=note, by=seller, now=NOW)
    kept = queries.answers_of(draft)
    assert [(one.item_code, one.answer, one.note, one.answered_by) for one in kept.values()] == [
        ("QUA-01", NOT_MET, "执照快到期", seller.name)
    ]


def test_two_people_of_a_shop_keep_each_others_answers(shop, seller):
    colleague = factories.seller(shop)
    draft = begin(shop, seller)
    with unit_of_work():
        service.answer(draft, "QUA-01", MET, by=seller, now=NOW)
    with unit_of_work():
        service.answer(draft, "QUA-02", NOT_MET, by=colleague, now=NOW)
    kept = queries.answers_of(draft)
    assert {code: (one.answer, one.answered_by) for code, one in kept.items()} == {
        "QUA-01": (MET, seller.name),
        "QUA-02": (NOT_MET, colleague.name),
    }


def test_not_applicable_without_a_reason_saves_nothing(shop, seller):
    draft = begin(shop, seller)
    with pytest.raises(rules.ReasonMissing), unit_of_work():
        service.answer(draft, "QUA-01", ASIDE, reason=" ", by=seller, now=NOW)
    assert count(Answer) == 0


def test_an_incomplete_check_cannot_be_handed_in_and_stays_a_draft(shop, seller):
    draft = begin(shop, seller)
    asked = len(queries.guide_of(draft).applicable([]))
    with unit_of_work():
        service.answer(draft, "QUA-01", MET, by=seller, now=NOW)
    with pytest.raises(rules.Unanswered) as refusal:
        hand_in(draft, seller)
    assert refusal.value.facts == {"count": asked - 1}
    Session().refresh(draft)
    assert (draft.state, draft.result) == (SelfCheckState.DRAFT, None)


def test_a_check_whose_scopes_were_never_said_cannot_be_handed_in(shop, seller):
    with unit_of_work():
        draft = service.start(shop, by=seller, now=NOW)
    with pytest.raises(rules.Unanswered):
        hand_in(draft, seller)


def test_handing_in_keeps_the_result_and_a_second_click_changes_nothing(shop, seller):
    draft = begin(shop, seller)
    answer_all(draft, seller, "QUA-01")
    first = hand_in(draft, seller)
    kept = (first.submitted_at, first.result, len(queries.open_remediation(shop.id)))
    again = hand_in(draft, factories.seller(shop), now=NOW + timedelta(hours=1))
    assert (again.submitted_at, again.result, len(queries.open_remediation(shop.id))) == kept
    assert again.outcome.total < Decimal(100)
    assert actions(draft).count(SelfCheckAction.SUBMITTED) == 1


def test_a_submitted_check_takes_no_more_answers(shop, seller):
    draft = begin(shop, seller)
    answer_all(draft, seller)
    hand_in(draft, seller)
    with pytest.raises(rules.AlreadySubmitted), unit_of_work():
        service.answer(draft, "QUA-01", NOT_MET, by=seller, now=NOW)
    with pytest.raises(rules.AlreadySubmitted), unit_of_work():
        service.set_scopes(draft, ["food"], by=seller, now=NOW)
    assert queries.answers_of(draft)["QUA-01"].answer is MET


def test_a_new_check_carries_the_last_answers_over_until_they_are_said_again(shop, seller):
    old = begin(shop, seller)
    answer_all(old, seller, "QUA-01")
    hand_in(old, seller)
    new = begin(shop, seller, now=NOW + timedelta(days=30))
    assert new.id != old.id
    carried = queries.answers_of(new)
    assert {code: one.answer for code, one in carried.items()} == queries.values_of(old)
    assert all(one.carried for one in carried.values())
    with unit_of_work():
        said = service.answer(new, "QUA-01", MET, by=seller, now=NOW)
    assert not said.carried
    assert queries.values_of(old)["QUA-01"] is NOT_MET  # the old result stands


def test_the_newest_result_of_each_shop_comes_in_one_query(shop, seller, query_count):
    silent, other = factories.merchant(), factories.merchant()
    for merchant, person, day in [(shop, seller, 0), (shop, seller, 30), (other, factories.seller(other), 1)]:
        draft = begin(merchant, person, now=NOW + timedelta(days=day))
        answer_all(draft, person)
        hand_in(draft, person, now=NOW + timedelta(days=day))
    Session().expire_all()
    ids = [shop.id, other.id, silent.id]
    with query_count() as n:
        newest = queries.latest_results(ids)
    assert n.value == 1
    assert {key: one.submitted_at for key, one in newest.items()} == {
        shop.id: NOW + timedelta(days=30),
        other.id: NOW + timedelta(days=1),
    }
    assert queries.latest_submitted(shop.id).id == newest[shop.id].id
    assert queries.latest_submitted(silent.id) is None


def test_another_regions_self_check_is_not_there(inside):
    with inside("330522"):
        shop = factories.merchant()
        code = begin(shop, factories.seller(shop)).code
        assert queries.by_code(code) is not None
    with inside("330523"):
        assert queries.by_code(code) is None
