"""What the timetable does: tell what is late, once; count again; forget."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from app.accounts.terms import Role
from app.clocks import service as clocks
from app.complaints import queries, service
from app.complaints.terms import Clock
from app.demo import complaints as demo
from app.demo.people import open_people
from app.infra import retention
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.retention import Kept
from app.infra.scope import Session
from app.notices import queries as notices
from app.regions import service as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

TOO_LATE = NOW + timedelta(hours=24, seconds=1)


@pytest.fixture
def shop(here):
    park = factories.organisation(OrganisationKind.PARK)
    return factories.merchant(park_id=park.id)


def titles(user):
    return [one.title for one in notices.page(user.id)]


def chore(do, now):
    with unit_of_work():
        do(now)


def test_what_is_late_is_told_once_to_those_whom_it_concerns(shop):
    seller, keeper = factories.seller(shop), factories.user(Role.PARK, organisation_id=shop.park_id)
    officer = factories.user(Role.OFFICER, organisation_id=shop.station_id)
    stranger = factories.seller(factories.merchant())
    complaint = made.complaint(shop)
    for now in (NOW + timedelta(hours=24), TOO_LATE, TOO_LATE, TOO_LATE + timedelta(hours=5)):
        chore(service.tell_overdue, now)
    late = f"投诉 {complaint.code} 的“商家答复”超期了"
    assert [titles(one).count(late) for one in (seller, keeper, officer, stranger)] == [1, 1, 1, 0]


def test_a_missed_night_swallows_nothing(shop):
    seller = factories.seller(shop)
    complaint = made.complaint(shop)
    chore(service.tell_overdue, NOW + timedelta(days=40))
    late = [title for title in titles(seller) if "超期" in title]
    assert sorted(late) == [f"投诉 {complaint.code} 的“{what}”超期了" for what in ("商家处理好", "商家答复")]


def test_what_has_ended_is_not_late(shop):
    complaint = made.complaint(shop)
    with unit_of_work():
        service.withdraw(complaint, text="", now=NOW)
    assert queries.late_and_untold(NOW + timedelta(days=40)) == []


def test_a_guessed_deadline_is_counted_again_when_the_year_is_known(shop):
    complaint = made.complaint(shop)
    eve = NOW.replace(year=2030, month=1, day=2)  # a Wednesday; no calendar of 2030 is held
    with unit_of_work():
        service.send_to_bureau(complaint, text="", now=eve)
    guess = next(one for one in made.whole(complaint).deadlines if one.clock is Clock.DECIDE)
    assert (guess.provisional, guess.due_on) == (True, date(2030, 1, 11))
    with unit_of_work():
        regions.enter_calendar(
            year=2030, notice="test", days_off=[date(2030, 1, 3)], make_up_days=[], by=SYSTEM, now=eve
        )
    for _ in range(2):
        chore(clocks.recount, eve)
        assert (guess.provisional, guess.due_on) == (False, date(2030, 1, 14))


def test_name_and_phone_are_forgotten_when_their_time_is_over(shop):
    complaint, other = made.complaint(shop), made.complaint(shop)
    with unit_of_work():
        service.withdraw(complaint, text="", now=NOW)
    kept = retention.kept_for(Kept.COMPLAINT_CONTACT)
    chore(service.forget_consumers, NOW + kept)
    assert complaint.phone == made.PHONE
    for _ in range(2):
        chore(service.forget_consumers, NOW + kept + timedelta(seconds=1))
    assert (complaint.name, complaint.phone, complaint.address) == (None, "", None)
    assert (other.name, complaint.happened) == ("王小明", "茶叶发霉了")


def test_details_are_sealed_in_the_database(shop):
    complaint = made.complaint(shop)
    row = {"id": complaint.id}
    kept = (
        Session()
        .execute(text("select encode(phone || name, 'hex') from complaint where id = :id"), row)
        .scalar_one()
    )
    assert made.PHONE.encode().hex() not in kept
    assert len(kept) > len(made.PHONE)


def test_the_demo_countys_complaints_are_made_once(here):
    with unit_of_work():
        open_people("330522", now=NOW)
    for _ in range(2):
        chore(demo.furnish, NOW)
    assert sorted(one.state.value for one in Session().scalars(made.all_of())) == [
        "answered",
        "closed",
        "received",
        "to_bureau",
    ]
