"""Who gets in: an open token with the right scope, and nothing else."""

import re
from dataclasses import replace

import pytest

from app.api import service
from app.api.terms import TokenScope
from app.factory import create_app
from app.infra.access import policy_of
from app.infra.db import unit_of_work
from app.infra.limits import limiter
from tests.conftest import NOW
from tests.factories.api import Program
from tests.web.api.conftest import problem

CALLS = {
    "order": ("POST", "/api/v1/batches", TokenScope.LABELS_WRITE),
    "list": ("GET", "/api/v1/batches", TokenScope.LABELS_READ),
    "poll": ("GET", "/api/v1/batches/{code}", TokenScope.LABELS_READ),
    "file": ("GET", "/api/v1/batches/{code}/file", TokenScope.LABELS_READ),
    "void": ("POST", "/api/v1/batches/{code}/void", TokenScope.LABELS_WRITE),
    "shops": ("GET", "/api/v1/merchants", TokenScope.MERCHANTS_READ),
}


@pytest.fixture(params=CALLS)
def call(request, order):
    method, url, scope = CALLS[request.param]
    code = order()["code"]
    return lambda program: program.client.open(
        url.format(code=code), method=method, headers=program.headers
    ), scope


def test_a_token_needs_the_scope_of_what_it_does(call, cast):
    ask, needed = call
    for scope in TokenScope:
        answer = ask(cast[scope])
        if scope is needed:
            assert answer.status_code != 403
        else:
            said = problem(answer, 403, "api.scope_missing")
            assert said["scope"] == needed


def wrong_texts(cast):
    right = cast["text"]
    region, code, secret = right.removeprefix("fx_").split("_")
    yield from ("", "fx", right.lower(), f"fx_{region}_{code}_{'0' * 32}", f"fx_{region}_{'0' * 10}_{secret}")
    yield from (f"fx_330523_{code}_{secret}", f"fx_999999_{code}_{secret}")


def test_a_wrong_token_opens_nothing(call, cast, page):
    ask, _ = call
    for text in wrong_texts(cast):
        answer = ask(Program(page, text))
        problem(answer, 401)
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_revoked_token_opens_nothing(call, cast, inside):
    with inside("330522"), unit_of_work():
        service.revoke(service.queries.token_by_code(cast["token"].code), by=cast["keeper"], now=NOW)
    problem(call[0](cast["program"]), 401)


def test_a_signed_in_person_opens_nothing_here_and_a_token_nothing_elsewhere(cast, page, order):
    order()
    keeper = page.as_(cast["keeper"])
    assert keeper.fetch("/labels").status_code == 200
    problem(keeper.fetch("/api/v1/batches"), 401)
    assert cast["program"].get("/labels").status_code == 303
    assert (
        cast["program"].client.post("/sign-out", headers=cast["program"].headers).status_code == 400
    )  # no form's token


def test_a_token_in_the_address_is_no_token(cast):
    problem(cast["program"].client.get(f"/api/v1/batches?access_token={cast['text']}"), 401)


@pytest.mark.parametrize(
    ("method", "url", "status"),
    [
        ("GET", "/api/v1/nowhere", 404),
        ("DELETE", "/api/v1/batches", 405),
        ("GET", "/api/v1/batches/0/void", 405),
    ],
)
def test_what_is_not_there_is_a_problem_too(cast, method, url, status):
    answer = cast["program"].client.open(url, method=method, headers=cast["program"].headers)
    problem(answer, status)
    if status == 405:
        assert answer.headers["Allow"]


def test_a_page_for_people_is_still_a_page(page):
    assert page.fetch("/nowhere").mimetype == "text/html"


def test_the_last_use_is_noted(cast, inside):
    cast["program"].get("/api/v1/batches")
    with inside("330522"):
        assert service.queries.token_by_code(cast["token"].code).last_used_at == NOW


@pytest.fixture(scope="session")
def limited(app, settings):
    """The same house with its limits on; other tests go on without."""
    made = create_app(replace(settings, limits_on=True))
    limiter.enabled = False
    return made


def test_each_token_has_a_limit_of_its_own_over_all_endpoints(limited, cast, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    client, ours, other = (
        limited.test_client(),
        cast["program"].headers,
        cast[TokenScope.MERCHANTS_READ].headers,
    )
    urls = ("/api/v1/merchants", "/api/v1/batches")
    statuses = [client.get(urls[turn % 2], headers=ours).status_code for turn in range(301)]
    assert (set(statuses[:300]), statuses[300]) == ({200}, 429)
    late = client.get(urls[0], headers=ours)
    problem(late, 429)
    assert 0 < int(late.headers["Retry-After"]) <= 60
    assert client.get(urls[0], headers=other).status_code == 200


def test_sentences_are_english_for_who_asks_for_english(cast):
    assert "没有" in cast["program"].get("/api/v1/batches/0000000000").json["detail"]
    said = cast["program"].get("/api/v1/batches/0000000000?lang=en").json["detail"]
    assert not re.search(r"[\u4e00-\u9fff]", said)


def test_every_endpoint_declares_a_permission_that_names_a_scope(app):
    views = {name: view.__access__ for name, view in app.view_functions.items() if name.startswith("api.")}
    open_to_all = {name for name, access in views.items() if access == "public"}
    assert open_to_all == {"api.openapi", "api.docs"}
    assert all(access in policy_of(app) for name, access in views.items() if name not in open_to_all)
