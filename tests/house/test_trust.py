"""What a browser is told, what stands in the log, whom the program believes, and that the ASVS table keeps its word."""

import logging
import re
from dataclasses import replace

import pytest
from flask import Flask, request

from app.accounts.terms import Role
from app.factory import create_app
from app.regions.views import inside as redirect_inside
from app.settings import ROOT, Settings, SettingsRefused
from tests import factories
from tests.pages import Page

HOME = "330522"


def test_who_is_refused_stands_in_the_log_without_the_address_asked_for(page: Page, inside, caplog):
    with inside(HOME):
        seller = factories.user(Role.MERCHANT)
    caplog.set_level(logging.INFO)
    page.as_(seller).get("/people?q=PLANTED", expect=403)
    told = [one.getMessage() for one in caplog.records if one.name == "app.infra.errors"]
    assert told == [f"refused: entry:people at GET /people to {seller.get_id()}"]


def test_a_wrong_password_stands_in_the_log_by_its_kind(page: Page, caplog):
    caplog.set_level(logging.INFO)
    page.submit("/sign-in", {"phone": "13812345678", "password": "planted words 77"}, expect=200)
    assert "said no: accounts.sign_in_refused at POST /sign-in" in caplog.text


def test_signing_out_empties_what_the_browser_kept(page: Page, inside):
    with inside(HOME):
        officer = factories.user(Role.OFFICER)
    left = page.as_(officer).submit("/sign-out", on="/account")
    assert left.headers["Clear-Site-Data"] == '"cache"'


def test_behind_https_every_cookie_is_secure_and_https_stays(app: Flask, settings):
    """Over the same database, but with a public address that begins with https."""
    safe = create_app(replace(settings, public_url="https://fx.example.cn"))
    client = safe.test_client()
    answer = client.get("/sign-in", base_url="https://fx.example.cn")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    policy = answer.headers["Content-Security-Policy"]
    assert "object-src 'none'" in policy
    assert "base-uri 'none'" in policy
    cookies = [*answer.headers.getlist("Set-Cookie")]
    cookies += client.get("/language/en", base_url="https://fx.example.cn").headers.getlist("Set-Cookie")
    assert len(cookies) >= 2
    assert [
        one for one in cookies if not all(part in one for part in ("Secure", "HttpOnly", "SameSite=Lax"))
    ] == []
    assert [
        one for one in cookies if not one.startswith("__Host-") or "Path=/" not in one or "Domain" in one
    ] == []
    assert {one.partition("=")[0] for one in cookies} >= {"__Host-fangxin", "__Host-lang"}


def who_asks(app: Flask, told: str) -> str:
    """The address that the program counts by, when the one before it says ``told``."""
    seen: list[str] = []
    app.before_request(lambda: seen.append(request.remote_addr or ""))
    app.test_client().get("/healthz", headers={"X-Forwarded-For": told})
    return seen[0]


def test_a_visitor_cannot_say_who_it_is_and_our_own_proxy_can(app: Flask, settings: Settings):
    said = "203.0.113.9, 198.51.100.7"  # the first is what the visitor wrote, the last what our proxy saw
    assert who_asks(create_app(settings), said) == "127.0.0.1"
    assert who_asks(create_app(replace(settings, proxies=1)), said) == "198.51.100.7"


def test_how_many_proxies_is_a_small_number():
    with pytest.raises(SettingsRefused, match="PROXIES"):
        Settings.from_env({
            "DATABASE_URL": "postgresql://a:b@localhost/c", "REDIS_URL": "redis://localhost", "SECRET_KEY": "x" * 40,
            "PROXIES": "all",
        })  # fmt: skip


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", "", None],
)
def test_redirects_stay_inside(elsewhere: str | None):
    assert redirect_inside(elsewhere) == "/"
    assert redirect_inside("/desk?page=2") == "/desk?page=2"


def test_trace_is_not_answered(page: Page):
    assert page.client.open("/sign-in", method="TRACE").status_code == 405


def test_the_asvs_table_names_what_exists_and_counts_itself_rightly():
    """Each path that ``docs/asvs.md`` names is there, no number stands twice, and its figures are its own."""
    said = (ROOT / "docs" / "asvs.md").read_text("utf-8")
    named = set(re.findall(r"`((?:tests|docs|app|deploy)/[\w./-]+)`", said))
    assert [one for one in sorted(named) if not (ROOT / one).exists()] == []
    rows = [one.split(" | ") for one in said.splitlines() if re.match(r"\| \d", one)]
    numbers = [number for row in rows for number in re.findall(r"\d+\.\d+\.\d+", row[0])]
    assert len(numbers) == len(set(numbers))
    is_open = sum("open:" in " | ".join(row) for row in rows)
    is_open_1 = sum("open:" in " | ".join(row) and row[1] == "1" for row in rows)
    assert f"Lines: {len(numbers)}." in said
    assert f"with its reason: {is_open}, of them at level 1: {is_open_1}." in said
    assert is_open_1 == 0
    silent = [
        row[0] for row in rows if 0 < len(" ".join(row).partition("open:")[2]) < 40
    ]  # no reason is that short
    assert silent == []
    makes = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", said)) <= makes
