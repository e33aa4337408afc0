"""Whatever is asked for, the answer bears what keeps browsers from guessing; nothing is listed; a sign-in's secret is drawn anew."""

import pytest
from sqlalchemy import text

from app.accounts import sessions
from app.accounts.terms import Role, SignInWay
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.kernel import codes
from tests import factories
from tests.conftest import NOW
from tests.pages import Page

ANSWERS = {  # a page, a redirect, what is not there, a file of ours, JSON, a text of another kind
    "/sign-in": 200, "/desk": 303, "/no-such-page": 404, "/static/css/house.css": 200, "/.well-known/fangxin-receipt-keys.json": 200,
    "/receipts/key.pem": 200, "/api/v1/nothing": 404,
}  # fmt: skip
FOLDERS = (
    "/static/",
    "/static/css/",
    "/static/vendor",
    "/static/../wsgi.py",
    "/static/%2e%2e/wsgi.py",
    "/.git/config",
    "/templates/",
    "/var/",
)


@pytest.mark.parametrize(("url", "status"), ANSWERS.items())
def test_every_kind_of_answer_is_dressed(page: Page, url: str, status: int):
    answer = page.fetch(url)
    assert answer.status_code == status
    told = answer.headers
    assert (told["X-Content-Type-Options"], told["Referrer-Policy"]) == ("nosniff", "same-origin")
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in told["Content-Security-Policy"]
    assert "no-store" in told["Cache-Control"] or url.startswith("/static/")


@pytest.mark.parametrize("url", FOLDERS)
def test_no_folder_is_listed_and_nothing_above_the_open_one_is_handed_out(page: Page, url: str):
    assert page.fetch(url).status_code == 404


def test_the_secret_of_a_sign_in_is_long_drawn_anew_and_kept_as_a_hash_alone(here):
    officer = factories.user(Role.OFFICER)
    with unit_of_work():
        made = [
            sessions.open_session(officer, SignInWay.SECOND, device="", address="", now=NOW) for _ in range(3)
        ]
        tokens = [token for token, _row in made]
        tokens.append(sessions.confirm(made[0][1], strong=True, now=NOW))
    assert len(set(tokens)) == 4
    assert {len(one) for one in tokens} == {32}
    assert len(codes.ALPHABET) == 32  # five bits a character: 160
    kept = Session().scalar(text("select string_agg(one::text, ' ') from user_session one"))
    assert [one for one in tokens if one in kept] == []
