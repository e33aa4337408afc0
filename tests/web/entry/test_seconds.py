"""Second proofs in the pages: set up, asked for, used once, required of officers."""

import re
from datetime import timedelta

import pyotp
import pytest

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.entry import queries, seconds
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.regions import service as regions
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of

PHONE = "13900000021"


@pytest.fixture
def officer(inside):
    with inside("330522"):
        return factories.user(Role.OFFICER, phone=PHONE)


@pytest.fixture
def secret(inside, officer) -> str:
    """The officer's authenticator, set up; the code of this moment is not used up."""
    with inside("330522"), unit_of_work():
        mine = accounts.user(officer.id)
        kept = seconds.begin_authenticator(mine, now=NOW)
        seconds.confirm_authenticator(mine, pyotp.TOTP(kept.secret).at(NOW - timedelta(seconds=30)), now=NOW)
        return kept.secret


def sign_in(page):
    return page.submit("/sign-in", {"phone": PHONE, "password": factories.PASSWORD})


def test_an_authenticator_is_set_up_with_its_first_code_and_ten_paper_codes(page, officer):
    visitor = page.as_(officer)
    shown = visitor.get("/account/authenticator")
    kept = re.sub(r"\s", "", re.search(r"<code>([A-Z2-7 ]+)</code>", shown).group(1))
    wrong = visitor.submit("/account/authenticator", {"code": "000000"}, expect=200)
    assert "验证码不对" in text_of(wrong.text)
    made = visitor.submit("/account/authenticator", {"code": pyotp.TOTP(kept).at(NOW)}, expect=200)
    assert len(re.findall(r"<li><code>", made.text)) == 10


def test_the_password_alone_opens_nothing_once_there_is_an_authenticator(page, secret):
    assert sign_in(page).location.startswith("/sign-in/second")
    page.get("/desk", expect=303)
    answer = page.submit("/sign-in/second", {"code": pyotp.TOTP(secret).at(NOW)})
    assert answer.location == "/desk"
    page.get("/desk")


def test_a_code_that_was_used_opens_nothing_a_second_time(page, inside, secret):
    sign_in(page)
    page.submit("/sign-in/second", {"code": pyotp.TOTP(secret).at(NOW)})
    other = page.as_(None)
    sign_in(other)
    again = other.submit("/sign-in/second", {"code": pyotp.TOTP(secret).at(NOW)}, expect=200)
    assert "已经用过" in text_of(again.text)


def test_a_paper_code_stands_in_once(page, inside, officer):
    with inside("330522"), unit_of_work():
        mine = accounts.user(officer.id)
        kept = seconds.begin_authenticator(mine, now=NOW)
        paper = seconds.confirm_authenticator(mine, pyotp.TOTP(kept.secret).at(NOW), now=NOW)[0]
        kept_as = queries.code_hashes(officer.id)
    assert (
        len({one.partition(":")[0] for one in kept_as}) == 1
    )  # one salt of the person's own, ten slow hashes
    assert len(set(kept_as)) == 10
    sign_in(page)
    typed = f"{paper[:5]}-{paper[5:]}".lower()
    assert page.submit("/sign-in/second", {"code": typed}).location == "/desk"
    other = page.as_(None)
    sign_in(other)
    other.submit("/sign-in/second", {"code": typed}, expect=200)


def test_without_the_password_the_second_page_leads_back(page):
    page.get("/sign-in/second", expect=303)


def test_an_officer_without_a_second_proof_sees_only_the_way_to_one_where_the_region_asks_for_it(
    page, inside, officer
):
    with inside("330522"), unit_of_work():
        regions.change_policy({"second_factor_required": True}, by=officer, now=NOW)
    sign_in(page)
    for url in ("/desk", "/complaints", "/merchants"):
        assert page.fetch(url).location == "/account"
    assert "您的岗位需要第二重验证" in text_of(page.get("/account"))
    shown = page.get("/account/authenticator")
    kept = re.sub(r"\s", "", re.search(r"<code>([A-Z2-7 ]+)</code>", shown).group(1))
    page.submit("/account/authenticator", {"code": pyotp.TOTP(kept).at(NOW)}, expect=200)
    page.get("/desk")


def test_who_must_have_one_cannot_drop_the_only_one(page, inside, officer, secret):
    with inside("330522"), unit_of_work():
        regions.change_policy({"second_factor_required": True}, by=officer, now=NOW)
    sign_in(page)
    page.submit("/sign-in/second", {"code": pyotp.TOTP(secret).at(NOW)})
    refused = page.submit("/account/authenticator/drop", on="/account", expect=409)
    assert "不能解除唯一的一种" in text_of(refused.text)


def test_a_seller_is_not_asked(page, inside):
    with inside("330522"):
        shop = factories.merchant()
        seller = factories.seller(shop)
        with unit_of_work():
            regions.change_policy({"second_factor_required": True}, by=seller, now=NOW)
    page.as_(seller).get("/desk")


def test_the_password_of_someone_with_a_proof_adds_no_other_proof(page, inside, officer):
    """Whoever stole the password and got in weakly cannot make the account their own."""
    from app.entry.models import Passkey

    with inside("330522"), unit_of_work():
        Session().add(
            Passkey(
                code="K" * 12, user_id=officer.id, credential_id=b"1", public_key=b"2", count=0, name="x",
                added_at=NOW,
            )
        )  # fmt: skip
    sign_in(page)
    page.get("/account/authenticator", expect=409)
