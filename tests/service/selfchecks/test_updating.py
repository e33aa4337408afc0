from datetime import timedelta

import pytest

from app.infra import audit, packs
from app.infra.db import unit_of_work
from app.merchants.terms import MerchantKind
from app.selfchecks import proof_queries, proofs, queries, remediation, rules, service, versions
from app.selfchecks.terms import AnswerValue, SelfCheckAction
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import paper, photo
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

DAY = timedelta(days=1)
MET, NOT_MET, ASIDE = AnswerValue


@pytest.fixture
def checked(shop, seller):
    draft = begin(shop, seller)
    answer_all(draft, seller, "QUA-01", "QUA-07")
    return hand_in(draft, seller)


def task_of(shop, code="QUA-01"):
    return next(task for task in queries.open_remediation(shop.id) if task.item_code == code)


def files(check, code):
    return [one.file.name for one in proof_queries.proofs_of(check).get(code, ()) if one.file]


@pytest.mark.parametrize("value", [MET, ASIDE])
def test_closing_a_task_gives_a_new_result_as_previewed_and_keeps_the_old_one(shop, seller, checked, value):
    task, before = task_of(shop), checked.result
    now_pct, then = versions.preview(task)
    with unit_of_work():
        proofs.add_to_task(task, [paper(photo("改好"), "改好.jpg")], by=seller, now=NOW)
        updated = remediation.close(task, note="已补办", value=value, by=seller, now=NOW + DAY)
    assert (now_pct, then[value]) == (checked.compliance, updated.compliance)
    assert (checked.result, updated.updates_id) == (before, checked.id)
    assert queries.latest_submitted(shop.id).id == updated.id
    said = queries.answers_of(updated)["QUA-01"]
    assert (said.answer, said.words, said.answered_by) == (value, "已补办", seller.name)
    assert files(updated, "QUA-01") == ["改好.jpg"]
    assert queries.values_of(updated) == queries.values_of(checked) | {"QUA-01": value}
    assert [one.action for one in audit.of(updated)] == [SelfCheckAction.UPDATED]
    assert [one.item_code for one in queries.open_remediation(shop.id)] == ["QUA-07"]


def test_a_second_click_makes_no_second_result(shop, seller, checked):
    task = task_of(shop)
    for _ in range(2):
        with unit_of_work():
            remediation.close(task, note="已补办", by=seller, now=NOW + DAY)
    assert len(queries.submitted_of(shop.id)) == 2


def test_an_open_draft_gets_the_answer_too(shop, seller, checked):
    draft = begin(shop, seller, now=NOW + DAY)
    with unit_of_work():
        remediation.close(task_of(shop), note="已补办", by=seller, now=NOW + DAY)
    assert queries.values_of(draft)["QUA-01"] is MET
    assert queries.draft_of(shop.id).id == draft.id


def test_working_on_a_task_is_kept_and_ends_when_it_is_done(shop, seller, checked):
    task = task_of(shop)
    with unit_of_work():
        remediation.work_on(task, owner="小李", steps_done=[2, 1, 99], by=seller, now=NOW)
    assert (task.owner, task.steps_done) == ("小李", [1, 2])
    with unit_of_work():
        remediation.close(task, note="好了", by=seller, now=NOW)
    with pytest.raises(rules.TaskClosed), unit_of_work():
        remediation.work_on(task, owner="", steps_done=[], by=seller, now=NOW)
    with pytest.raises(rules.TaskClosed), unit_of_work():
        proofs.add_to_task(task, [paper()], by=seller, now=NOW)


def test_one_file_proves_many_items_and_is_kept_once(shop, seller):
    draft = begin(shop, seller)
    for _ in range(2):  # the second click
        with unit_of_work():
            held = [proofs.key_of_proof(one) for one in proof_queries.proofs_of(draft).get("QUA-01", ())]
            proofs.set_proofs(draft, "QUA-01", held, [paper(name="a.jpg")] * 2, by=seller, now=NOW)
    (proof,) = proof_queries.proofs_of(draft)["QUA-01"]
    with unit_of_work():
        proofs.set_proofs(draft, "QUA-02", [proofs.key_of_proof(proof)], [], by=seller, now=NOW)
    assert (files(draft, "QUA-01"), files(draft, "QUA-02")) == (["a.jpg"], ["a.jpg"])
    with unit_of_work():
        proofs.set_proofs(draft, "QUA-02", [], [], by=seller, now=NOW)
    assert (files(draft, "QUA-01"), files(draft, "QUA-02")) == (["a.jpg"], [])


@pytest.mark.parametrize("key", ["file:nosuch", "licence:nosuch", "nonsense"])
def test_what_is_not_the_shops_cannot_be_named_as_proof(shop, seller, key):
    draft = begin(shop, seller)
    with pytest.raises(rules.ProofUnknown), unit_of_work():
        proofs.set_proofs(draft, "QUA-01", [key], [], by=seller, now=NOW)


def test_another_shops_file_cannot_be_named_as_proof(shop, seller):
    other = factories.merchant()
    theirs = begin(other, factories.seller(other))
    with unit_of_work():
        proofs.set_proofs(theirs, "QUA-01", [], [paper()], by=seller, now=NOW)
    (proof,) = proof_queries.proofs_of(theirs)["QUA-01"]
    draft = begin(shop, seller)
    with pytest.raises(rules.ProofUnknown), unit_of_work():
        proofs.set_proofs(draft, "QUA-01", [proofs.key_of_proof(proof)], [], by=seller, now=NOW)


def test_more_than_a_dozen_proofs_are_refused_and_none_is_kept(shop, seller):
    draft = begin(shop, seller)
    many = [paper(photo(f"第 {n} 张")) for n in range(13)]
    with pytest.raises(rules.TooManyProofs), unit_of_work():
        proofs.set_proofs(draft, "QUA-01", [], many, by=seller, now=NOW)
    assert proof_queries.proofs_of(draft) == {}


def new_version(guide, *, reworded="QUA-01", without="AFT-01"):
    """The next version: one item asks something else, one is gone."""
    items = [
        one.model_dump(mode="json") | ({"ask": "新的问题？"} if one.code == reworded else {})
        for one in guide.items if one.code != without
    ]  # fmt: skip
    content = guide.model_dump(mode="json") | {"version": guide.version + 1, "items": items}
    with unit_of_work():
        packs.load(
            [packs.Pack("guides", MerchantKind.LIVE_STREAM.value, 2026, guide.version + 1, content)], now=NOW
        )


def test_carrying_over_to_a_new_version_asks_only_what_changed_and_keeps_both_results(shop, seller, checked):
    result = checked.result
    new_version(queries.guide_of(checked))
    again = begin(shop, seller, now=NOW + DAY)
    news = versions.news_for(again)
    assert [one.code for one in news.since_last.changed] == ["QUA-01"]
    assert [one.code for one in news.since_last.removed] == ["AFT-01"]
    old = queries.values_of(checked)
    assert queries.values_of(again) == {
        code: value for code, value in old.items() if code not in ("QUA-01", "AFT-01")
    }
    with unit_of_work():
        service.answer(again, "QUA-01", MET, by=seller, now=NOW + DAY)
    hand_in(again, seller, now=NOW + DAY)
    assert (checked.result, len(queries.submitted_of(shop.id))) == (result, 2)


def test_a_draft_stays_on_its_version_until_it_is_moved(shop, seller):
    draft = begin(shop, seller)
    answer_all(draft, seller)
    old = queries.guide_of(draft)
    new_version(old)
    assert (queries.guide_of(draft).version, versions.news_for(draft).newer.version) == (
        old.version,
        old.version + 1,
    )
    for _ in range(2):
        with unit_of_work():
            versions.move_to_newest(draft, by=seller, now=NOW)
    assert queries.guide_of(draft).version == old.version + 1
    assert {"QUA-01", "AFT-01"} & queries.values_of(draft).keys() == set()
    assert len(queries.values_of(draft)) == len(old.applicable([])) - 2
