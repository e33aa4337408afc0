"""Who is told of a word left on a task."""

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices.models import Notice
from app.regions.terms import OrganisationKind
from app.selfchecks import queries, remediation
from tests import factories
from tests.conftest import NOW
from tests.service.selfchecks.conftest import answer_all, begin, hand_in


@pytest.fixture
def cast(here):
    park, station = factories.organisation(OrganisationKind.PARK), factories.organisation()
    shop = factories.merchant(park_id=park.id, station_id=station.id)
    people = {
        "seller": factories.seller(shop),
        "park": factories.user(Role.PARK, organisation_id=park.id),
        "station": factories.user(Role.OFFICER, organisation_id=station.id),
        "bureau": factories.user(Role.OFFICER, organisation_id=factories.organisation().id),
        "other_park": factories.user(Role.PARK, organisation_id=factories.organisation(OrganisationKind.PARK).id),
        "other_seller": factories.seller(factories.merchant()),
    }  # fmt: skip
    draft = begin(shop, people["seller"])
    answer_all(draft, people["seller"], "QUA-01")
    hand_in(draft, people["seller"])
    return people | {"task": queries.open_remediation(shop.id)[0]}


def say(cast, who, text):
    with unit_of_work():
        remediation.comment(cast["task"], text, by=cast[who], now=NOW)


def told(cast):
    found = Session().execute(select(Notice.user_id, Notice.text).where(Notice.title.contains("新留言")))
    names = {person.id: who for who, person in cast.items() if who != "task"}
    return sorted((names[user_id], text) for user_id, text in found if user_id in names)


@pytest.mark.parametrize(
    ("who", "others"),
    [
        ("seller", ["park", "station"]),
        ("park", ["seller", "station"]),
        ("station", ["park", "seller"]),
        ("bureau", ["park", "seller", "station"]),
    ],
)
def test_everybody_concerned_but_the_writer_is_told(cast, who, others):
    say(cast, who, "请看一下")
    assert told(cast) == [(one, f"{cast[who].name}：请看一下") for one in others]


def test_the_same_word_twice_is_told_once_and_a_second_word_again(cast):
    for text in ("已寄出", "已寄出", "收到了吗"):
        say(cast, "seller", text)
    name = cast["seller"].name
    assert [text for who, text in told(cast) if who == "park"] == sorted(
        [f"{name}：已寄出", f"{name}：收到了吗"]
    )


def test_whoever_has_written_before_is_told_of_the_answer(cast):
    say(cast, "bureau", "还差一张照片")
    say(cast, "seller", "补上了")
    assert ("bureau", f"{cast['seller'].name}：补上了") in told(cast)


def test_the_message_is_kept_in_both_languages(cast):
    say(cast, "seller", "补上了")
    notice = Session().scalar(select(Notice).where(Notice.user_id == cast["park"].id))
    assert "整改有新留言" in notice.title
    assert "整改" not in notice.title_en
    assert notice.url == f"/remediation/{cast['task'].code}"


def test_a_station_without_people_leaves_it_to_the_regions_officers(here):
    officer = factories.user(Role.OFFICER)
    shop = factories.merchant(station_id=factories.organisation().id)
    seller = factories.seller(shop)
    draft = begin(shop, seller)
    answer_all(draft, seller, "QUA-01")
    hand_in(draft, seller)
    with unit_of_work():
        remediation.comment(queries.open_remediation(shop.id)[0], "请看", by=seller, now=NOW)
    assert Session().scalar(select(Notice.text).where(Notice.user_id == officer.id)) == f"{seller.name}：请看"
