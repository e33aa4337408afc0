"""Pages that do not open say what to do next, in both languages, and never whether something is behind them."""

import re

import pytest
from sqlalchemy import text

from app.accounts.terms import Role
from app.bulletins import queries as bulletins
from app.infra.scope import Session
from tests import factories
from tests.pages import text_of

NONCE = re.compile(r'nonce="[^"]*"')


@pytest.fixture
def cast(page, inside):
    with inside("330522"):
        shop = factories.merchant()
        seller = page.as_(factories.seller(shop))
    with inside("330523"):
        neighbour = page.as_(factories.user(Role.OFFICER))
    return shop, seller, neighbour


def test_what_is_next_door_and_what_is_nowhere_read_the_same(cast):
    shop, _, neighbour = cast
    made_up = "0" * len(shop.code)
    shown, none = (neighbour.get(f"/merchants/{code}", expect=404) for code in (shop.code, made_up))
    told = [NONCE.sub("", html.replace(code, "")) for html, code in ((shown, shop.code), (none, made_up))]
    assert told[0] == told[1]
    assert shop.name not in shown
    for way in ("换一个账号登录", "请安吉县市场监管部门的管理员", "找商家"):
        assert way in text_of(shown)
    assert 'href="/r/330523/merchants"' in shown
    assert f'href="/sign-in?next=/merchants/{shop.code}"' in shown.replace("%2F", "/")


def test_a_page_for_others_says_how_to_go_on(cast):
    _, seller, _ = cast
    shown = text_of(seller.get("/honours", expect=403))
    assert ("这个账号打不开这一页" in shown, "请长兴县市场监管部门的管理员" in shown) == (True, True)
    english = text_of(seller.get("/honours?lang=en", expect=403))
    assert "Sign in with another account" in english
    assert "administrator of the market regulator in Changxing County" in english


def test_a_stranger_is_offered_to_sign_in_or_search(page):
    shown = page.get("/r/330522/no-such-page", expect=404)
    assert ("有账号的，先登录" in text_of(shown), 'href="/r/330522/merchants"' in shown) == (True, True)
    assert "有账号的，先登录" in text_of(page.get("/no-such-page", expect=404))  # in no county at all


BROKEN = {
    "SELECT no_such_column": (500, "我们这边出了问题"),
    "SELECT pg_terminate_backend(pg_backend_pid())": (503, "系统正在恢复"),
}


@pytest.mark.parametrize("statement", BROKEN)
@pytest.mark.parametrize("who", ["officer", "stranger"])
def test_what_breaks_in_the_database_still_gets_a_page_of_ours(page, cast, monkeypatch, statement, who):
    """Whoever it is: what stands around a known person's page would ask the broken transaction once more."""
    visitor, url = (cast[2], "/bulletins") if who == "officer" else (page, "/r/330523/bulletins")
    for name in ("page_of", "out"):
        monkeypatch.setattr(bulletins, name, lambda *_: Session().execute(text(statement)))
    status, said = BROKEN[statement]
    shown = visitor.fetch(url)
    assert (shown.status_code, said in shown.text) == (status, True)
    assert [f'href="{way}"' in shown.text for way in (url, "/")] == [True, True], "once more, or home"
