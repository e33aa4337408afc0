from app.accounts.terms import Role
from tests import factories
from tests.pages import text_of


def test_a_seller_registers_and_is_led_to_its_shop(page):
    answer = page.submit(
        "/register",
        {
            "region": "330522",
            "name": "周小满",
            "phone": "１３８０００００００１",
            "password": "tea and rain 2026",
        },
    )
    assert answer.location == "/shop/register"
    page.get("/shop/register")


def test_a_password_too_easy_is_told_at_its_field_before_any_account_is_opened(page):
    sent = {"region": "330522", "name": "王芳", "phone": "13900000011", "password": "12345678"}
    told = page.submit("/register", sent, expect=200).text
    field = told[told.index('id="password-error"') :]
    assert "太容易被猜到" in field.partition("</p>")[0]


def test_the_wrong_character_of_a_code_is_named(page):
    page.submit(
        "/register",
        {"region": "330522", "name": "周", "phone": "13800000002", "password": "tea and rain 2026"},
    )
    with page.inside("330522"):
        station = factories.organisation()
    wrong = factories.uscc(7)[:-1] + ("A" if factories.uscc(7)[-1] != "A" else "B")
    answer = page.submit(
        "/shop/register",
        {
            "kind": "live_stream",
            "uscc": wrong,
            "name": "店",
            "contact": "周",
            "address": "路",
            "station_id": station.id,
            "park_id": 0,
            "goods": "茶",
        },
        expect=200,
    )
    assert f"应为“{factories.uscc(7)[-1]}”" in text_of(answer.text)


def test_the_answer_is_the_same_for_a_wrong_password_and_an_unknown_phone(page, inside):
    with inside("330522"):
        factories.user(Role.OFFICER, phone="13900000001")
    wrong = page.submit("/sign-in", {"phone": "13900000001", "password": "not this one"}, expect=200)
    unknown = page.submit("/sign-in", {"phone": "13900000009", "password": "not this one"}, expect=200)
    assert "账号或密码不对" in text_of(wrong.text)
    assert "账号或密码不对" in text_of(unknown.text)


def test_an_officer_signs_in_and_sees_the_desk(page, inside):
    with inside("330522"):
        factories.user(Role.OFFICER, phone="13900000001")
    answer = page.submit("/sign-in", {"phone": "13900000001", "password": factories.PASSWORD})
    assert answer.location == "/desk"
    page.get("/desk")


def test_a_merchant_of_another_region_is_not_there(page, inside):
    with inside("330522"):
        ours = factories.merchant()
    with inside("330523"):
        stranger = factories.user(Role.OFFICER)
    page.as_(stranger).get(f"/merchants/{ours.code}", expect=404)


def test_another_shop_of_the_region_is_refused_with_a_sentence(page, inside):
    with inside("330522"):
        ours, other = factories.merchant(), factories.merchant()
        person = factories.seller(other)
    page.as_(person).get(f"/merchants/{ours.code}", expect=403)
    page.as_(None).get(f"/merchants/{ours.code}", expect=303)


def test_a_second_click_on_register_leads_on_and_opens_no_second_account(page):
    fields = {"region": "330522", "name": "周", "phone": "13800000031", "password": "tea and rain 2026"}
    page.submit("/register", fields)
    again = page.client.post("/register", data={**fields, "csrf_token": "the one before"})
    assert (again.status_code, again.location) == (303, "/desk")
