from io import BytesIO

import pytest

from app.accounts.terms import Role
from app.selfchecks import proof_queries, queries
from app.selfchecks.terms import AnswerValue
from tests import factories
from tests.factories.licences import photo
from tests.pages import text_of
from tests.web.selfchecks.test_reading import DRAFT_READERS, READERS, visitor


def upload(*names):
    return {"files": [(BytesIO(photo(name)), name) for name in names]}


def code_of_file(page, code, item="QUA-01"):
    with page.inside("330522"):
        return proof_queries.proofs_of(queries.by_code(code))[item][0].file.code


def test_several_files_are_put_beside_one_item_and_chosen_for_another(page, cast, drafted):
    code, mine = drafted(cast.owner), page.as_(cast.owner)
    there = f"/self-check/{code}/QUA-01/proofs"
    mine.submit(there, upload("one.jpg", "two.jpg"))
    assert "one.jpg" in text_of(mine.get(f"/self-check/{code}/QUA-01"))
    file = code_of_file(page, code)
    mine.submit(f"/self-check/{code}/QUA-02/proofs")
    assert "没有选文件，什么也没有改" in text_of(mine.get(f"/self-check/{code}/QUA-02/proofs"))
    mine.submit(f"/self-check/{code}/QUA-02/proofs", {"chosen": [f"file:{file}"]})
    with page.inside("330522"):
        held = proof_queries.proofs_of(queries.by_code(code))
        assert {item: len(proofs) for item, proofs in held.items()} == {"QUA-01": 2, "QUA-02": 1}
    assert "证明材料：2 份" in text_of(mine.get(f"/self-check/{code}/dimension/QUA"))


@pytest.mark.parametrize("content", [b"<html>no picture</html>", b"\xff\xd8\xff broken", b"%PDF-1.7 broken"])
def test_a_bad_file_gets_a_sentence_and_saves_nothing(page, cast, drafted, content):
    code, mine = drafted(cast.owner), page.as_(cast.owner)
    there = f"/self-check/{code}/QUA-01/proofs"
    sent = {"files": [(BytesIO(photo()), "好.jpg"), (BytesIO(content), "坏.jpg")]}
    told = mine.submit(there, sent, expect=200)
    assert "fx-field-wrong" in told.text
    with page.inside("330522"):
        assert proof_queries.proofs_of(queries.by_code(code)) == {}


@pytest.mark.parametrize(("who", "status"), DRAFT_READERS)
def test_a_drafts_proofs_are_the_shops_own_affair(page, cast, drafted, who, status):
    code = drafted(cast.owner)
    page.as_(cast.owner).submit(f"/self-check/{code}/QUA-01/proofs", upload("one.jpg"))
    file = code_of_file(page, code)
    seen = visitor(page, cast, who)
    seen.get(f"/self-check/{code}/QUA-01/proofs", expect=status)
    assert seen.fetch(f"/self-check/{code}/proofs/{file}").status_code == status


def test_a_file_is_served_only_by_the_self_check_it_proves_something_in(page, cast, drafted, checked):
    code = drafted(cast.owner)
    page.as_(cast.owner).submit(f"/self-check/{code}/QUA-01/proofs", upload("one.jpg"))
    file = code_of_file(page, code)
    other = checked(cast.other_shop)
    assert page.as_(cast.officer).fetch(f"/self-check/{other}/proofs/{file}").status_code == 404
    assert page.as_(cast.owner).fetch(f"/self-check/{code}/proofs/nosuchfile").status_code == 404


def test_two_people_with_the_page_open_at_once_keep_each_others_answers(page, cast, drafted):
    code = drafted(cast.owner)
    one, two = page.as_(cast.owner), page.as_(cast.colleague)
    for seen in (one, two):  # both have read before either writes
        seen.get(f"/self-check/{code}/dimension/QUA")
    one.submit(f"/self-check/{code}/QUA-01", {"answer": "met"})
    two.submit(f"/self-check/{code}/QUA-02", {"answer": "not_met", "words": "还没挂"})
    one.submit(f"/self-check/{code}/QUA-07", {"answer": "met"})
    two.submit(f"/self-check/{code}/QUA-07", {"answer": "not_met"})
    with page.inside("330522"):
        said = queries.answers_of(queries.by_code(code))
        assert {item: (one.answer, one.answered_by) for item, one in said.items()} == {
            "QUA-01": (AnswerValue.MET, cast.owner.name),
            "QUA-02": (AnswerValue.NOT_MET, cast.colleague.name),
            "QUA-07": (AnswerValue.NOT_MET, cast.colleague.name),
        }


@pytest.fixture
def task(page, cast, checked) -> str:
    checked(cast.owner, "QUA-01")
    with page.inside("330522"):
        return f"/remediation/{queries.open_remediation(cast.owner.merchant_id)[0].code}"


def test_a_task_gets_an_owner_steps_and_files(page, cast, task):
    mine = page.as_(cast.owner)
    mine.submit(f"{task}/work", {"owner": "小李", "steps_done": ["1"]}, on=task)
    mine.submit(f"{task}/proofs", upload("受理单.jpg"), on=task)
    shown = mine.get(task)
    assert ('value="小李"' in shown, "受理单.jpg" in shown) == (True, True)
    for refused in ({"note": "", "answer": "met"}, "close"), ({"text": ""}, "comments"):
        again = mine.submit(f"{task}/{refused[1]}", refused[0], on=task, expect=200)
        assert again.text.count("checked") == shown.count("checked"), "what was ticked before stays so"
    officer = page.as_(cast.officer).get(task)
    assert ("小李" in officer, "受理单.jpg" in officer, "保存进展" in officer) == (True, True, False)


@pytest.mark.parametrize(("who", "status"), READERS)
def test_those_who_read_a_task_comment_on_it_and_only_the_shop_works_on_it(page, cast, task, who, status):
    if who is None:
        return
    seen = visitor(page, cast, who)
    mine = who in ("owner", "colleague")
    commented = 303 if status == 200 else status
    seen.submit(
        f"{task}/comments",
        {"text": "看到了"},
        on=task if status == 200 else "/guides/live_stream",
        expect=commented,
    )
    worked = commented if mine or status != 200 else 403
    seen.submit(
        f"{task}/work", {"owner": "某人"}, on="/guides/live_stream" if not mine else task, expect=worked
    )
    assert ("看到了" in page.as_(cast.owner).get(task)) == (status == 200)


def test_of_what_is_due_on_one_day_the_gravest_stands_first(page, cast, checked):
    checked(cast.owner, "ADS-01", "LAW-01")  # by code it would be the other way round
    with page.inside("330522"):
        guide = queries.guide_of(queries.latest_submitted(cast.owner.merchant_id))
        serious, veto = guide.item("ADS-01").ask, guide.item("LAW-01").ask
    for there in ("/remediation", "/desk"):
        told = text_of(page.as_(cast.owner).get(there))
        assert told.index(veto) < told.index(serious)


def test_closing_shows_the_score_before_and_after_and_says_it_again(page, cast, task):
    mine = page.as_(cast.owner)
    assert "→" in mine.get(task)
    mine.submit(f"{task}/close", {"note": "已补办", "answer": "not_applicable"}, on=task)
    with page.inside("330522"):
        latest = queries.latest_submitted(cast.owner.merchant_id)
        assert queries.values_of(latest)["QUA-01"] is AnswerValue.NOT_APPLICABLE
        code = latest.code
    assert "整改后更新的结果" in text_of(mine.get(f"/self-check/{code}/result"))
    assert "整改后更新" in text_of(mine.get("/self-check"))


def test_an_answer_that_is_no_way_to_close_a_task_is_refused(page, cast, task):
    page.as_(cast.owner).submit(f"{task}/close", {"note": "好", "answer": "not_met"}, on=task, expect=200)
    with page.inside("330522"):
        assert len(queries.open_remediation(cast.owner.merchant_id)) == 1


def test_a_result_page_costs_the_same_with_many_other_shops(page, cast, checked, inside, query_count):
    code, mine = checked(cast.owner, "QUA-01"), page.as_(cast.owner)
    mine.get(f"/self-check/{code}/result")
    with query_count() as few:
        mine.get(f"/self-check/{code}/result")
    for _ in range(5):
        with inside("330522"):
            other = factories.user(Role.MERCHANT, merchant_id=factories.merchant().id)
        checked(other)
    with query_count() as many:
        shown = text_of(mine.get(f"/self-check/{code}/result"))
    assert (many.value, "同类中位数" in shown) == (few.value, True)
