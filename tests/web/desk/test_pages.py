import pytest

from app.accounts.terms import Role
from app.infra import queue
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
