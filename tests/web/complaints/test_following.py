"""What a consumer does with the address and the secret, once the complaint is under way."""

import pytest

from app.accounts.terms import Role
from app.complaints import service
from app.complaints.terms import State
from app.infra.db import unit_of_work
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.pages import text_of

FOLLOW = "/r/330522/complaints/follow"


@pytest.fixture
def people(inside):
    """Around a shop in a park: its keeper, and an officer of the county."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        return {
            "shop": factories.merchant(name="小满茶叶", park_id=park.id),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "officer": factories.user(Role.OFFICER),
        }


@pytest.fixture
def file(people, inside, page):
    """A complaint, and the address of its case in the browser of whoever filed it."""

    def filed():
        with inside("330522"):
            receipt = made.receipt(people["shop"])
            code, secret = receipt.complaint.code, receipt.secret
        page.submit(FOLLOW, {"code": code, "secret": secret})
        return receipt.complaint, code

    return filed


def test_the_consumer_does_not_accept_the_end_and_the_officer_reads_it(page, people, file):
    _, code = file()
    case = f"{FOLLOW}/{code}"
    page.submit(f"{case}/word", {"word": "it_is_partly_solved"}, on=case)
    page.submit(f"{case}/object", {"text": "只退了一半"})
    assert "只退了一半" in text_of(page.as_(people["officer"]).get(f"/complaints/{code}"))


def test_the_consumer_follows_a_merged_case_rates_and_opens_again(page, people, file, inside):
    (_, twin), (kept, main) = file(), file()
    officer, url = page.as_(people["officer"]), f"/complaints/{twin}"
    officer.submit(f"{url}/merge", {"into": main})
    officer.submit(f"{url}/unmerge", {"reason": "其实是两件货"})
    assert "其实是两件货" in text_of(officer.get(url))
    officer.submit(f"{url}/merge", {"into": main})
    assert f"与 {main} 是同一件事" in text_of(page.get(f"{FOLLOW}/{twin}"))
    case = f"{FOLLOW}/{main}"
    page.submit(f"{case}/word", {"word": "it_is_solved"}, on=case)
    page.submit(f"{case}/rate", {"satisfaction": "is_unsatisfied"}, on=case)
    page.submit(f"{case}/reopen", {"text": "说好的退款没有到"})
    shown = text_of(page.get(case))
    assert "还没有解决" in shown
    assert "消费者重新打开" in shown
    with inside("330522"):
        assert made.whole(kept).state is State.DISPUTED


def test_the_consumer_asks_the_park_with_one_tap_and_still_reaches_the_bureau(page, people, file, inside):
    complaint, code = file()
    case = f"{FOLLOW}/{code}"
    page.submit(f"{case}/station", on=case)
    shown = page.get(case)
    assert "园区服务站协调：还剩 3 个工作日（至 6月4日）" in text_of(shown)
    assert f"{case}/bureau" in shown
    with inside("330522"), unit_of_work():
        service.station_tried(made.whole(complaint), by=people["park"], settled=False, text="谈不拢", now=NOW)
    shown = page.get(case)
    assert "还没有解决" in text_of(shown), "the station says so, not the consumer"
    assert (f"{case}/bureau" in shown, f"{case}/station" in shown) == (True, False)
