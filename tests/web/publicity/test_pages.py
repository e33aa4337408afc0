from datetime import timedelta

import pytest

from app.accounts.terms import Role
from app.infra import clock
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.publicity import queries
from app.publicity import service as publicity
from app.publicity.terms import Origin
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

SAID = {
    "merchant": "",
    "text": "这家店去年卖过假货，有订单截图",
    "name": "王小明",
    "phone": "13812345678",
    "form_key": "k1",
}


@pytest.fixture
def notice(inside):
    with inside("330522"):
        return made.on_notice(made.year("91.50", "85.00"))


@pytest.fixture
def address(notice):
    return f"/r/330522/notices/{notice.code}"


def test_anyone_reads_a_notice_with_its_last_day(page, notice, address):
    shown = text_of(page.get(address))
    assert "公示到 2026年6月10日（含当天）" in shown
    assert notice.said[0].name in shown
    assert notice.title in text_of(page.get("/r/330522/notices"))


def test_another_region_has_no_such_notice(page, notice):
    page.get(f"/r/330523/notices/{notice.code}", expect=404)


def test_an_objection_is_taken_in_once_and_its_author_is_never_shown(page, inside, notice, address):
    page.submit(address, SAID)
    page.submit(address, SAID)
    with inside("330522"):
        objections = queries.by_code(notice.code).objections
        assert [(one.name, one.phone, one.merchant_id) for one in objections] == [
            ("王小明", "13812345678", None)
        ]
    shown = page.get(address)
    assert "收到异议 1 件" in text_of(shown)
    assert "王小明" not in shown
    assert "13812345678" not in shown
    assert "假货" not in shown


def test_going_back_and_pressing_again_is_no_second_objection(page, inside, notice, address):
    first = page.submit(address, SAID).location
    assert page.submit(address, {**SAID, "form_key": "k2"}).location == first
    assert (
        page.submit(address, {**SAID, "form_key": "k3", "text": "另外，它还刷过单，有截图"}).location != first
    )
    with inside("330522"):
        assert len(queries.by_code(notice.code).objections) == 2


def test_a_machine_that_fills_in_everything_leaves_nothing(page, inside, notice, address):
    answer = page.submit(address, {**SAID, "website": "http://spam.example"}, expect=200)
    assert "请把“不要填写”的那一栏清空" in text_of(answer.text)
    with inside("330522"):
        assert queries.by_code(notice.code).objections == []


def test_a_seller_that_is_not_on_the_notice_cannot_be_chosen(page, inside, address):
    with inside("330522"):
        other = factories.merchant()
    answer = page.submit(address, {**SAID, "merchant": other.code}, expect=200)
    assert "需要修改" in answer.text


def test_after_the_last_day_there_is_no_form_and_no_way_in(page, address):
    page.get(address)
    with clock.standing_at(NOW + timedelta(days=10)):
        assert "提出异议" not in text_of(page.get(address))


def test_the_desk_answers_and_the_public_page_shows_the_answer(page, inside, notice, address):
    page.submit(address, SAID)
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
        code = queries.by_code(notice.code).objections[0].code
    desk = page.as_(officer)
    assert code in desk.get(f"/publicity/{notice.code}")
    assert "答复异议：还剩" in text_of(desk.get(f"/publicity/objections/{code}"))
    desk.submit(f"/publicity/objections/{code}", {"upheld": "no", "answer": "订单与这家店无关"})
    assert "订单与这家店无关" in text_of(page.get(address))
    answered = desk.get(f"/publicity/objections/{code}")
    assert ("订单与这家店无关" in answered, 'name="upheld"' in answered) == (True, False)
    again = desk.submit(f"/publicity/objections/{code}", {"upheld": "yes", "answer": "改了主意"}, expect=200)
    assert "已经答复过了" in text_of(again.text)


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OFFICER, 200), (Role.ADMIN, 200), (Role.PANELIST, 403), (Role.MERCHANT, 403)]
)
def test_who_reads_a_notice_at_the_desk(page, inside, notice, role, status):
    with inside("330522"):
        person = factories.user(role)
    page.as_(person).get(f"/publicity/{notice.code}", expect=status)
    page.as_(None).get(f"/publicity/{notice.code}", expect=303)
    with inside("330523"):
        stranger = factories.user(Role.ADMIN)
    page.as_(stranger).get(f"/publicity/{notice.code}", expect=404)


def test_whoever_proposed_does_not_judge_objections(page, inside, notice, address):
    page.submit(address, SAID)
    with inside("330522"):
        found = queries.by_code(notice.code)
        officer = factories.user(Role.OFFICER)
        with unit_of_work():
            found.proposer_id = officer.id
        code = found.objections[0].code
    assert "这次公示是您提议的" in text_of(page.as_(officer).get(f"/publicity/objections/{code}", expect=403))


def test_a_withdrawn_notice_says_so(page, inside, notice, address):
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
        owner = factories.seller(merchants.by_id(notice.said[0].merchant_id))
    page.as_(admin).submit(f"/publicity/{notice.code}/withdraw", {"reason": "名单有误"})
    assert "已经撤回" in text_of(page.get(address))
    assert "关于您店铺的公示已撤回" in text_of(page.as_(owner).get("/inbox"))


def test_the_lists_cost_the_same_with_one_and_with_three(page, inside, query_count, notice):
    def cost(visitor, url):
        with query_count() as counted:
            visitor.get(url)
        return counted.value

    with inside("330522"):
        officer = page.as_(factories.user(Role.OFFICER))
    page.get("/r/330522/notices")
    one = cost(page, "/r/330522/notices"), cost(officer, "/publicity")
    with inside("330522"):
        for _ in range(2):
            with unit_of_work():
                author = factories_author()
                put = publicity.Put(minutes="议", origin=Origin.PANEL, year=2026)
                publicity.open_notice(notice.kind, notice.said, put, by=author, now=NOW)
    assert (cost(page, "/r/330522/notices"), cost(officer, "/publicity")) == one


def factories_author():
    from app.accounts import queries as accounts

    return accounts.of_role(Role.PANELIST)[0]
