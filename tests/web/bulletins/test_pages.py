"""Cases and alerts: written, looked at, published once, taken back openly."""

import pytest

from app.accounts.terms import Role
from app.bulletins import queries, service
from app.bulletins.rules import MoveRefused, PersonalDetails, WrittenAlready
from app.bulletins.terms import BulletinKind, BulletinState
from app.infra.db import unit_of_work
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of

FIELDS = {
    "kind": BulletinKind.ALERT.value, "title": "买茶叶看清等级", "text": "第一段\n第二段", "law": "广告法第九条",
    "title_en": "Check the grade when you buy tea", "text_en": "First.",
}  # fmt: skip


@pytest.fixture
def officer(inside):
    with inside("330522"):
        return factories.user()


def written(inside, code="330522"):
    with inside(code):
        return queries.page_of().rows[0]


def draft(by, **words):
    told = {"kind": BulletinKind.CASE, "title": "案例一", "text": "事实", **words}
    with unit_of_work():
        return service.write(service.Words(**told), form_key="K" * 26, by=by, now=NOW)


def test_from_the_first_word_to_its_withdrawal(page, officer, inside):
    desk = page.as_(officer)
    desk.submit("/bulletins/new", {**FIELDS, "key": "0" * 26})
    one = written(inside)
    public = f"/r/330522/bulletins/{one.code}"
    assert "第二段" in desk.get(f"/bulletins/{one.code}")
    page.get(public, expect=404)
    assert one.title not in page.get("/r/330522/bulletins")
    desk.submit(f"/bulletins/{one.code}/edit", {**FIELDS, "title": "买茶看清等级", "key": "0" * 26})
    desk.submit(f"/bulletins/{one.code}")
    assert "买茶看清等级" in page.get("/r/330522")
    assert "依据：广告法第九条" in text_of(page.get(public))
    assert "Check the grade" in page.get(f"{public}?lang=en")
    assert "买茶看清等级" in page.fetch("/r/330522/feed.atom").text
    desk.submit(f"/bulletins/{one.code}/withdraw", {"reason": "写错了等级"})
    gone = page.get(public, expect=410)
    assert "写错了等级" in gone
    assert "第二段" not in gone
    assert "买茶看清等级" not in page.get("/r/330522/bulletins")
    assert "买茶看清等级" not in page.fetch("/r/330522/feed.atom").text


def test_the_same_form_sent_twice_is_one_bulletin(here):
    by = factories.user()
    assert draft(by).id == draft(by).id


def test_what_is_out_is_not_edited_and_not_published_twice(here):
    by = factories.user()
    one = draft(by)
    with unit_of_work():
        service.publish(one, by=by, now=NOW)
    with pytest.raises(MoveRefused), unit_of_work():
        service.publish(one, by=by, now=NOW)
    with pytest.raises(WrittenAlready), unit_of_work():
        service.rewrite(one, service.Words(BulletinKind.CASE, "改", "改"), by=by, now=NOW)
    assert queries.by_code(one.code).state is BulletinState.PUBLISHED


@pytest.mark.parametrize("text", ["电话 13800001111", "身份证 33052219900307123X", "Call 13800001111"])
def test_nobodys_phone_or_identity_number_stands_in_one(here, text):
    with pytest.raises(PersonalDetails):
        draft(factories.user(), text=text)


def test_a_number_that_is_no_phone_may_stand_in_one(here):
    assert draft(factories.user(), text="罚款 138000011110 元，批号 20260601").code


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.PANELIST])
def test_only_regulators_write(page, inside, role, officer):
    with inside("330522"):
        one = draft(officer)
        facts = {"merchant_id": factories.merchant().id} if role is Role.MERCHANT else {}
        other = factories.user(role, **facts)
    with inside("330523"):
        abroad = factories.user()
    for address in ("/bulletins", "/bulletins/new", f"/bulletins/{one.code}"):
        page.as_(other).get(address, expect=403)
    page.as_(abroad).get(f"/bulletins/{one.code}", expect=404)
    page.get(f"/r/330523/bulletins/{one.code}", expect=404)
