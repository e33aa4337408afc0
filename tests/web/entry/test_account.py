"""Where one is signed in, grave acts, links that work once, and colleagues' accounts."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Login, UserSession
from app.accounts.terms import Role
from app.entry.models import OneTime
from app.infra import clock
from app.infra.scope import Session
from app.notices.models import Delivery
from tests import factories
from tests.conftest import NOW
from tests.forms import forms_of
from tests.pages import text_of

PHONE = "13900000031"
NEW = "three geese over the bridge"


@pytest.fixture
def officer(inside):
    with inside("330522"):
        return factories.user(Role.OFFICER, phone=PHONE)


@pytest.fixture
def admin(inside):
    with inside("330522"):
        return factories.user(Role.ADMIN, phone="13900000039")


def link_in_the_message(inside, region: str = "330522") -> str:
    with inside(region):
        words = Session().scalars(select(Delivery.words).order_by(Delivery.id.desc())).first() or ""
    return re.search(r"https?://[^/]+(/\S+)", words).group(1)


def opened(page, link: str) -> str:
    """Where the link leads, with its secret out of the address."""
    where = page.fetch(link)
    assert where.status_code == 303, where.status_code
    assert link.rsplit("/", 1)[1] not in where.location
    page.get(where.location)
    return str(where.location)


def test_an_ended_sign_in_ends_at_once_elsewhere(page, officer):
    here, there = page.as_(officer), page.as_(officer)
    there.get("/desk")
    codes = re.findall(r"/account/sessions/(\w+)/end", here.get("/account"))
    assert len(codes) == 1
    here.submit(f"/account/sessions/{codes[0]}/end", on="/account")
    there.get("/desk", expect=303)
    here.get("/desk")
    here.submit(f"/account/sessions/{codes[0]}/end", on="/account")  # a second click does nothing


def test_ending_a_sign_in_after_a_while_asks_who_it_is_and_leads_back_to_the_list(page, officer):
    here, there = page.as_(officer), page.as_(officer)
    (code,) = re.findall(r"/account/sessions/(\w+)/end", here.get("/account"))
    with clock.standing_at(NOW + timedelta(minutes=70)):
        token = forms_of(here.get("/account"))[0].values["csrf_token"]
        button = f"/account/sessions/{code}/end"
        asked = here.client.post(
            button, data={"csrf_token": token}, headers={"Referer": "http://localhost/account"}
        )
        assert asked.location == "/account/confirm?next=/account"
        there.get("/desk")
        here.submit(asked.location, {"password": factories.PASSWORD})
        here.submit(button, on="/account")
        there.get("/desk", expect=303)


def test_nobody_ends_the_sign_in_of_another(page, inside, officer, admin):
    hers = page.as_(admin)
    with inside("330522"):
        code = Session().scalar(select(UserSession.code).where(UserSession.user_id == admin.id))
    page.as_(officer).submit(f"/account/sessions/{code}/end", on="/account")
    hers.get("/desk")


def test_signing_out_ends_the_row_so_that_a_copied_cookie_opens_nothing(page, officer):
    visitor = page.as_(officer)
    copied = visitor.client.get_cookie("fangxin").value
    visitor.submit("/sign-out", on="/account")
    visitor.client.set_cookie("fangxin", copied)
    visitor.get("/desk", expect=303)


def test_a_desk_left_alone_for_two_hours_is_signed_out(page, officer):
    visitor = page.as_(officer)
    with clock.standing_at(NOW + timedelta(minutes=119)):
        visitor.get("/desk")
    with clock.standing_at(NOW + timedelta(minutes=119 + 121)):
        visitor.get("/desk", expect=303)


def test_a_new_password_ends_the_other_sign_ins_and_the_old_password(page, officer):
    here, there = page.as_(officer), page.as_(officer)
    wrong = here.submit("/account/password", {"present": "not this", "password": NEW}, expect=200)
    assert "现在的密码不对" in text_of(wrong.text)
    here.submit("/account/password", {"present": factories.PASSWORD, "password": NEW})
    there.get("/desk", expect=303)
    here.get("/desk")
    page.submit("/sign-in", {"phone": PHONE, "password": factories.PASSWORD}, expect=200)
    page.submit("/sign-in", {"phone": PHONE, "password": NEW})


def test_the_answer_is_the_same_for_a_number_that_nobody_has(page, officer):
    known = page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    unknown = page.submit("/sign-in/forgotten", {"phone": "13900009999"}, expect=200)
    assert text_of(known.text) == text_of(unknown.text)


def test_a_reset_link_works_once_and_only_its_hash_is_kept(page, inside, officer):
    page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    link = link_in_the_message(inside)
    with inside("330522"):
        kept = Session().scalars(select(OneTime.secret_hash)).all()
    assert link.rsplit("/", 1)[1] not in kept
    page.as_(None).get(link, expect=303)  # messengers open links before people do
    form = opened(page, link)
    page.submit(form, {"password": "88888888"}, expect=200)  # a refused password does not use it up
    page.submit(form, {"password": NEW})
    page.submit("/sign-in", {"phone": PHONE, "password": NEW})
    page.get(link, expect=410)


def test_a_reset_link_ends_after_half_an_hour(page, inside, officer):
    page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    link = link_in_the_message(inside)
    with clock.standing_at(NOW + timedelta(minutes=30)):
        page.get(link, expect=410)


def test_a_newer_link_ends_the_older(page, inside, officer):
    page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    first = link_in_the_message(inside)
    page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    page.get(first, expect=410)
    opened(page, link_in_the_message(inside))


def test_a_link_for_one_thing_opens_no_other(page, inside, officer):
    page.submit("/sign-in/forgotten", {"phone": PHONE}, expect=200)
    page.get(link_in_the_message(inside).replace("/reset/", "/invitation/"), expect=410)


def test_a_colleague_is_invited_and_signs_in_only_after_taking_the_link(page, inside, admin):
    with inside("330522"):
        office = factories.organisation()
    fields = {"name": "新来的", "phone": "13900000040", "role": "officer", "organisation_id": office.id}
    shown = page.as_(admin).submit("/people/invite", fields, expect=200)
    link = re.search(r"https?://[^/]+(/account/invitation/\w+)", shown.text).group(1)
    page.submit("/sign-in", {"phone": "13900000040", "password": NEW}, expect=200)
    page.submit(opened(page, link), {"password": NEW})
    assert page.submit("/sign-in", {"phone": "13900000040", "password": NEW}).location == "/desk"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"role": "panelist"}, "这个单位没有“考评组成员”岗位"),
        ({"phone": PHONE}, "不用再邀请"),  # not "please sign in": it is not the reader's account
    ],
)
def test_nobody_is_invited_to_an_office_without_that_post_or_twice(page, inside, admin, officer, told, said):
    with inside("330522"):
        office = factories.organisation()
    fields = {"name": "新来的", "phone": "13900000041", "role": "officer", "organisation_id": office.id}
    shown = page.as_(admin).submit("/people/invite", fields | told, expect=200)
    assert said in text_of(shown.text)
    assert "/account/invitation/" not in shown.text


def test_a_closed_account_is_out_at_once_and_back_when_reopened(page, inside, admin, officer):
    his = page.as_(officer)
    page.as_(admin).submit(f"/people/{officer.code}/close", on=f"/people/{officer.code}")
    his.get("/desk", expect=303)
    page.submit("/sign-in", {"phone": PHONE, "password": factories.PASSWORD}, expect=200)
    page.as_(admin).submit(f"/people/{officer.code}/reopen", on=f"/people/{officer.code}")
    page.submit("/sign-in", {"phone": PHONE, "password": factories.PASSWORD})


def test_a_seller_who_lost_its_second_proof_is_helped_by_the_administrator_alone(
    page, inside, admin, officer
):
    with inside("330522"):
        shop = factories.merchant()
        seller = factories.seller(shop)
    there = f"/people/{seller.code}"
    assert there in page.as_(admin).get(f"/merchants/{shop.code}")
    hers = page.as_(admin)
    assert "第二重验证已清除" in text_of(hers.get(hers.submit(f"{there}/clear", on=there).location))
    assert there not in page.as_(officer).get(f"/merchants/{shop.code}")
    page.as_(officer).get(there, expect=403)
    assert seller.name not in page.as_(admin).get("/people")


def test_an_administrator_does_not_lock_the_door_from_inside(page, admin):
    page.as_(admin).submit(f"/people/{admin.code}/close", on=f"/people/{admin.code}", expect=409)


def test_another_regions_administrator_finds_nobody(page, inside, officer):
    with inside("330523"):
        stranger = factories.user(Role.ADMIN)
    page.as_(stranger).get(f"/people/{officer.code}", expect=404)
    assert officer.name not in page.as_(stranger).get("/people")


@pytest.mark.parametrize("url", ["/people", "/people/invite"])
def test_officers_do_not_manage_colleagues(page, officer, url: str):
    page.as_(officer).get(url, expect=403)


def test_a_grave_act_asks_again_after_a_quarter_of_an_hour(page, admin):
    visitor = page.as_(admin)
    visitor.get("/people/invite")
    with clock.standing_at(NOW + timedelta(minutes=16)):
        asked = visitor.fetch("/people/invite")
        assert asked.location == "/account/confirm?next=/people/invite"
        wrong = visitor.submit(asked.location, {"password": "not this"}, expect=200)
        assert "密码不对" in text_of(wrong.text)
        copied = visitor.client.get_cookie("fangxin").value
        assert visitor.submit(asked.location, {"password": factories.PASSWORD}).location == "/people/invite"
        visitor.get("/people/invite")
        stranger = page.as_(None)
        stranger.client.set_cookie("fangxin", copied)  # the sign-in has a new secret since
        stranger.get("/account", expect=303)


def test_a_password_is_taken_exactly_as_typed_blanks_and_full_width_and_all(page, officer):
    typed = "  ｔｅａ and 茶 over the bridge "
    page.as_(officer).submit("/account/password", {"present": factories.PASSWORD, "password": typed})
    for other in (typed.strip(), typed.replace("ｔｅａ", "tea")):
        page.submit("/sign-in", {"phone": PHONE, "password": other}, expect=200)
    page.submit("/sign-in", {"phone": PHONE, "password": typed})


def test_sign_in_by_e_mail_once_it_is_verified(page, inside, officer):
    from app.accounts import sessions
    from app.infra.db import unit_of_work

    with inside("330522"), unit_of_work():
        sessions.use_email(officer, "Zheng@Example.cn")
    page.submit("/sign-in", {"phone": "zheng@example.cn", "password": factories.PASSWORD})
    with inside("330522"):
        assert "example" not in (Session().get_one(Login, officer.id).email_index or "")
