from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra import audit, clock
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.licences import queries, rules, service
from app.licences.terms import LicenceAction, LicenceKind, LicenceState
from app.notices.models import Notice
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import licence, paper, photo, verified
from worker.jobs.licences import close_expired, remind_of_expiry

TODAY = date(2026, 6, 1)
FOOD = LicenceKind.FOOD_LICENCE


@pytest.fixture
def shop(here):
    return factories.merchant()


@pytest.fixture
def seller(shop):
    return factories.seller(shop)


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER, name="郑明")


def inbox(person) -> list[str]:
    return list(
        Session().scalars(select(Notice.title).where(Notice.user_id == person.id).order_by(Notice.id))
    )


def actions(of) -> list[str]:
    return [row.action for row in audit.of(of)]


def confirm(one, officer, **facts):
    facts = {"number": one.number, "valid_until": one.valid_until, **facts}
    with unit_of_work():
        service.verify(one, by=officer, now=clock.now(), **facts)


def test_a_paper_waits_and_leaves_a_trace_with_the_originals_hash(shop, seller):
    content = photo("mine")
    made = licence(shop, content=content)
    assert (made.state, made.submitted_at, made.submitted_by) == (LicenceState.SUBMITTED, NOW, "系统")
    assert actions(made) == [LicenceAction.SUBMITTED]
    assert (
        audit.of(made)[0].facts["original_sha256"] == made.original_sha256 == paper(content).original_sha256
    )
    assert inbox(seller) == []


def test_the_same_file_twice_is_one_paper(shop):
    first = licence(shop, content=photo("same"))
    again = licence(shop, content=photo("same"), number="typed differently")
    assert again.id == first.id
    assert len(queries.of_merchant(shop.id)) == 1
    assert actions(first) == [LicenceAction.SUBMITTED]


def test_the_same_file_may_be_sent_again_after_a_rejection_or_as_another_kind(shop, officer):
    first = licence(shop, content=photo("same"))
    with unit_of_work():
        service.reject(first, reason="看不清", by=officer, now=clock.now())
    assert licence(shop, content=photo("same")).id != first.id
    assert licence(shop, FOOD, content=photo("same")).id != first.id


def test_verifying_takes_the_officers_reading_and_tells_the_seller(shop, seller, officer):
    made = licence(shop)
    confirm(made, officer, number="JY0001", valid_until=None)
    assert (made.state, made.number, made.valid_until) == (LicenceState.VERIFIED, "JY0001", None)
    assert (made.decided_at, made.decided_by) == (NOW, "郑明")
    assert actions(made) == [LicenceAction.SUBMITTED, LicenceAction.VERIFIED]
    assert audit.of(made)[1].facts["before"] == {"number": "JY1330522", "valid_until": "2030-01-31"}
    assert inbox(seller) == ["营业执照已通过核验"]
    assert queries.verified_kinds(shop.id) == {LicenceKind.BUSINESS_LICENCE}


def test_a_second_click_changes_nothing(shop, seller, officer):
    made = licence(shop)
    confirm(made, officer)
    with pytest.raises(rules.MoveRefused):
        confirm(made, officer, number="other")
    with pytest.raises(rules.MoveRefused), unit_of_work():
        service.reject(made, reason="late", by=officer, now=clock.now())
    assert (made.number, made.state, made.reason) == ("JY1330522", LicenceState.VERIFIED, None)
    assert inbox(seller) == ["营业执照已通过核验"]
    assert actions(made) == [LicenceAction.SUBMITTED, LicenceAction.VERIFIED]


def test_a_code_that_is_not_the_shops_is_kept_and_cannot_be_confirmed(shop, seller, officer):
    other = factories.uscc(999)
    made = licence(shop, uscc=other)
    with pytest.raises(rules.UsccDiffers) as told:
        confirm(made, officer)
    assert told.value.facts == {"written": other, "shops": shop.uscc}
    assert (made.state, made.uscc) == (LicenceState.SUBMITTED, other)
    assert inbox(seller) == []


def test_a_rejection_says_why(shop, seller, officer):
    made = licence(shop, FOOD)
    with unit_of_work():
        service.reject(made, reason="照片缺右下角", by=officer, now=clock.now())
    assert (made.state, made.reason) == (LicenceState.REJECTED, "照片缺右下角")
    told = Session().scalars(select(Notice).where(Notice.user_id == seller.id)).one()
    assert (told.text, told.url) == ("原因：照片缺右下角", f"/licences/{made.code}")


@pytest.mark.parametrize("until", [TODAY, None])
def test_the_last_day_is_still_taken_and_confirmed(shop, officer, until):
    made = licence(shop, valid_until=until)
    confirm(made, officer)
    assert made.state is LicenceState.VERIFIED


def test_an_expired_paper_is_not_taken(shop):
    with pytest.raises(rules.LicenceOver):
        licence(shop, valid_until=TODAY - timedelta(days=1))
    assert queries.of_merchant(shop.id) == []


def test_an_expired_paper_is_not_confirmed(shop, officer):
    made = licence(shop)
    with pytest.raises(rules.LicenceOver):
        confirm(made, officer, valid_until=TODAY - timedelta(days=1))
    assert made.state is LicenceState.SUBMITTED


def test_a_renewed_paper_takes_the_place_of_the_old_one(shop, seller, officer):
    old = verified(shop, officer, FOOD, valid_until=TODAY + timedelta(days=20))
    other = verified(shop, officer, LicenceKind.BRAND_AUTHORISATION, valid_until=None)
    new = verified(shop, officer, FOOD, number="JY2", valid_until=TODAY + timedelta(days=900))
    assert (old.state, other.state, new.state) == (
        LicenceState.REPLACED,
        LicenceState.VERIFIED,
        LicenceState.VERIFIED,
    )
    assert actions(old)[-1] == LicenceAction.REPLACED
    with unit_of_work():
        assert service.remind(now=clock.now()) == 0


def night(on: date) -> None:
    """What the timetable does: both chores, each in its own unit of work."""
    now = NOW + (on - TODAY)
    for chore in (close_expired, remind_of_expiry):
        with unit_of_work():
            chore(now)


def test_reminders_go_out_once_each_and_a_missed_night_swallows_none(shop, seller, officer):
    made = verified(shop, officer, FOOD, valid_until=TODAY + timedelta(days=90))
    told = []
    for left in (61, 60, 60, 59, 25, 24, 7, 7, 1, 0, 0, -1, -1, -30):
        before = len(inbox(seller))
        night(made.valid_until - timedelta(days=left))
        told += [(left, title) for title in inbox(seller)[before:]]
    name = "食品经营许可证或备案"
    assert told == [
        (60, f"{name}还有 60 天到期"),
        (25, f"{name}还有 25 天到期"),
        (7, f"{name}还有 7 天到期"),
        (1, f"{name}还有 1 天到期"),
        (0, f"{name}今天到期"),
        (-1, f"{name}已经过期"),
    ]
    assert made.state is LicenceState.EXPIRED
    assert actions(made)[-1] == LicenceAction.EXPIRED
    assert queries.verified_kinds(shop.id) == frozenset()


def test_a_clock_that_jumps_over_the_last_day_expires_the_paper_at_once(shop, seller, officer):
    made = verified(shop, officer, FOOD, valid_until=TODAY + timedelta(days=90))
    night(TODAY + timedelta(days=400))
    assert made.state is LicenceState.EXPIRED
    assert inbox(seller)[1:] == ["食品经营许可证或备案已经过期"]


def test_park_and_office_hear_once_that_a_paper_has_run_out_until_a_new_one_is_sent(here, officer):
    park, other = (factories.organisation(OrganisationKind.PARK) for _ in range(2))
    shop = factories.merchant(park_id=park.id)
    manager = factories.user(Role.PARK, organisation_id=park.id)
    stranger = factories.user(Role.PARK, organisation_id=other.id)
    verified(shop, officer, FOOD, valid_until=TODAY + timedelta(days=9))
    for left in (0, -1, -2):
        night(TODAY + timedelta(days=9 - left))
    said = f"{shop.name}的食品经营许可证或备案已经过期"
    assert [inbox(one).count(said) for one in (manager, officer, stranger)] == [1, 1, 0]
    assert [queries.run_out_in(one.id) for one in (park, other)] == [1, 0]
    licence(shop, FOOD, valid_until=TODAY + timedelta(days=900))
    assert queries.run_out_in(park.id) == 0, "a new one waits to be looked at"


def test_a_shop_with_another_paper_of_the_kind_in_force_is_nobody_elses_matter(here, officer):
    shop = factories.merchant()
    brand = LicenceKind.BRAND_AUTHORISATION
    verified(shop, officer, brand, number="A1", valid_until=TODAY + timedelta(days=9))
    verified(shop, officer, brand, number="B2", valid_until=TODAY + timedelta(days=900))
    night(TODAY + timedelta(days=10))
    assert not [title for title in inbox(officer) if "已经过期" in title]


def test_papers_that_wait_or_were_sent_back_are_not_reminded_of(shop, seller, officer):
    licence(shop, FOOD, valid_until=TODAY + timedelta(days=7))
    night(TODAY + timedelta(days=3))
    night(TODAY + timedelta(days=30))
    assert inbox(seller) == []


def test_states_of_many_shops_come_in_one_query(here, officer, query_count):
    shops = [factories.merchant() for _ in range(3)]
    verified(shops[0], officer)
    licence(shops[0], FOOD)
    licence(shops[1])
    with query_count() as asked:
        states = queries.states_of([shop.id for shop in shops])
    assert asked.value == 1
    assert states == {
        shops[0].id: {LicenceKind.BUSINESS_LICENCE: LicenceState.VERIFIED, FOOD: LicenceState.SUBMITTED},
        shops[1].id: {LicenceKind.BUSINESS_LICENCE: LicenceState.SUBMITTED},
        shops[2].id: {},
    }


def test_the_queue_has_the_oldest_first_and_pages_by_key(here, shop, monkeypatch):
    made = [licence(shop, FOOD, number=str(n)) for n in range(4)]
    page = queries.oldest_first(queries._whole(), queries.Licence.id, None, 3)
    assert [one.id for one in page] == [one.id for one in made[:3]]
    rest = queries.oldest_first(queries._whole(), queries.Licence.id, page.after, 3)
    assert ([one.id for one in rest], rest.after) == ([made[3].id], None)
    assert [one.id for one in queries.waiting()] == [one.id for one in made]
