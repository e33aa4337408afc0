import pytest

from app.accounts.terms import Role
from app.infra import migrate, queue
from tests import factories


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_a_desk(page, inside, role):
    with inside("330522"):
        person = factories.seller(factories.merchant()) if role is Role.MERCHANT else factories.user(role)
    page.as_(person).get("/desk")


def test_a_seller_without_a_shop_is_led_to_register_it(page, inside):
    with inside("330522"):
        person = factories.user(Role.MERCHANT)
    assert page.as_(person).fetch("/desk").location == "/shop/register"


def test_the_design_page_is_for_staff(page, inside):
    with inside("330522"):
        officer, seller = factories.user(Role.OFFICER), factories.user(Role.MERCHANT)
    page.as_(officer).get("/design")
    page.as_(seller).get("/design", expect=403)


def test_health_tells_of_database_queue_and_worker(page):
    answer = page.fetch("/healthz")
    assert (answer.status_code, answer.json) == (200, {"database": "ok", "queue": "ok", "worker": "none"})


def test_a_process_is_ready_only_with_the_tables_that_it_needs_and_files_within_reach(page, monkeypatch):
    answer = page.fetch("/readyz")
    assert (answer.status_code, answer.json) == (200, {"database": "ok", "tables": "ok", "files": "ok"})
    known = migrate.revisions()
    monkeypatch.setattr(migrate, "revisions", lambda: known | {"9999_of_this_release"})
    waiting = page.fetch("/readyz")
    assert (waiting.status_code, waiting.json["tables"]) == (503, "older")
    monkeypatch.setattr(
        migrate, "revisions", lambda: frozenset({"0001_ground"})
    )  # the next release's are there
    assert page.fetch("/readyz").status_code == 200
    monkeypatch.setattr("os.access", lambda *_told: False)
    assert page.fetch("/readyz").json["files"] == "away"


def test_health_knows_a_worker_by_its_own_sign(page):
    """RQ's list of workers keeps the dead and is lost with the queue's contents; the sign comes back and runs out."""
    try:
        queue.say_alive()
        assert page.fetch("/healthz").json["worker"] == "ok"
        assert 0 < queue.redis().ttl(queue.WORKER_SIGN) <= queue.SIGN_SECONDS
    finally:
        queue.redis().delete(queue.WORKER_SIGN)


def test_every_answer_wears_its_headers(page):
    answer = page.fetch("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_what_is_not_there_gets_a_page_with_a_sentence(page):
    assert "没有" in page.get("/no-such-page", expect=404)


def test_a_form_without_its_token_is_refused_kindly(page):
    answer = page.client.post("/sign-in", data={"phone": "13800000000", "password": "x"})
    assert answer.status_code == 400
    assert "放得太久" in answer.text
