"""Who opens which page of the office, and what each of the people sees of it."""

import io
from datetime import date

import pytest
from PIL import Image

from app.accounts.terms import Role
from app.complaints import attachments, queries, service
from app.complaints.terms import ConsumerWord
from app.infra.db import unit_of_work
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    """A complaint of a shop in a park, under one of two stations, and everybody around it."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        ours, other = factories.organisation(), factories.organisation()
        shop = factories.merchant(name="小满茶叶", park_id=park.id, station_id=ours.id)
        people = {
            "seller": factories.seller(shop),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "station": factories.user(Role.OFFICER, organisation_id=ours.id),
            "colleague": factories.user(Role.OFFICER, organisation_id=ours.id),
            "other_station": factories.user(Role.OFFICER, organisation_id=other.id),
            "officer": factories.user(Role.OFFICER),
            "admin": factories.user(Role.ADMIN),
        }
        complaint = made.complaint(shop)
    with inside("330523"):
        people["elsewhere"] = factories.user(Role.OFFICER)
    return complaint, people


OFFICE = [
    "assign",
    "transfer",
    "merge",
    "link",
    "mark",
    "pause",
    "resume",
    "confirm",
    "assistance",
    "end-told",
]
NOTHING_TO_DO = {"merge", "pause", "resume", "confirm", "end-told"}  # back to the case, with a sentence


@pytest.mark.parametrize("act", OFFICE)
def test_the_offices_pages_are_for_its_own_officers(page, cast, act):
    complaint, people = cast
    for who, status in (
        ("station", 200),
        ("officer", 200),
        ("other_station", 403),
        ("seller", 403),
        ("park", 403),
        ("elsewhere", 404),
    ):
        idle = act in NOTHING_TO_DO and status == 200
        page.as_(people[who]).get(f"/complaints/{complaint.code}/{act}", expect=303 if idle else status)


@pytest.mark.parametrize(
    ("url", "may", "may_not"),
    [
        ("/complaints/settings", ["admin"], ["officer", "seller", "park"]),
        ("/complaints/wordings", ["officer", "admin"], ["seller", "park"]),
        ("/complaints/wordings/new", ["station"], ["seller"]),
        ("/complaints/assistance", ["station", "elsewhere"], ["seller", "park"]),
    ],
)
def test_the_regions_pages_open_for_those_who_keep_them(page, cast, url, may, may_not):
    _, people = cast
    for who in may:
        page.as_(people[who]).get(url)
    for who in may_not:
        page.as_(people[who]).get(url, expect=403)


def test_a_stations_officer_sees_its_own_stations_cases_and_one_given_to_them(page, cast, inside):
    complaint, people = cast
    stranger = page.as_(people["other_station"])
    assert complaint.code not in stranger.get("/complaints")
    stranger.get(f"/complaints/{complaint.code}", expect=403)
    assert complaint.code in page.as_(people["station"]).get("/complaints")
    assert complaint.code in page.as_(people["officer"]).get("/complaints")
    page.as_(people["station"]).submit(
        f"/complaints/{complaint.code}/assign", {"officer": str(people["other_station"].id)}
    )
    stranger.get(f"/complaints/{complaint.code}")
    assert complaint.code in stranger.get("/complaints")


def test_the_list_narrows_to_what_is_asked_and_keeps_it_in_the_address(page, cast, inside):
    complaint, people = cast
    officer = page.as_(people["officer"])
    for query, there in (
        ("state=received", True), ("state=accepted", False), ("about=quality", True), ("about=price", False),
        ("mine=y", False), ("state=nonsense", True), (f"station={complaint.station_id}", True), ("station=999999", True),
    ):  # fmt: skip
        assert (complaint.code in officer.get(f"/complaints?{query}")) is there, query
    url = f"/complaints/{complaint.code}"
    officer.submit(f"{url}/take", on=url)
    assert complaint.code in officer.get("/complaints?mine=y")


def test_the_parks_station_writes_down_what_it_reached(page, cast, inside):
    complaint, people = cast
    url = f"/complaints/{complaint.code}/station"
    page.as_(people["seller"]).get(url, expect=403)
    with inside("330522"), unit_of_work():
        service.send_to_station(made.whole(complaint), text="", now=NOW)
    keeper = page.as_(people["park"])
    assert f"协调投诉 {complaint.code}" in text_of(keeper.get("/desk"))
    keeper.submit(url, {"settled": "no", "text": "商家不同意"})
    told = text_of(keeper.get(f"/complaints/{complaint.code}"))
    assert "已记下没有协调成，消费者可以转给市场监管部门。" in told
    assert "园区服务站：没有协调成" in told


def test_two_officers_end_a_case_against_the_consumers_word(page, cast, inside):
    complaint, people = cast
    url = f"/complaints/{complaint.code}"
    with inside("330522"):
        case = made.whole(complaint)
        with unit_of_work():
            service.answer(case, by=people["seller"], stance=service.Stance.AGREES, text="已退款", now=NOW)
        with unit_of_work():
            service.say_word(case, ConsumerWord.NOT_SOLVED, text="", now=NOW)
    first, second = page.as_(people["station"]), page.as_(people["colleague"])
    first.submit(f"{url}/close", {"outcome": "solved", "text": "电话核实，消费者已收到退款"})
    waiting = text_of(first.get(url))
    assert "等待复核" in waiting
    assert "由您提出，等另一位市场监管人员复核。" in waiting
    assert "复核结案" not in waiting
    assert "复核结案" in text_of(second.get(url))
    refused = first.submit(f"{url}/confirm", {"decision": "yes"}, on=url, expect=200)
    assert "要由另一位市场监管人员复核" in text_of(refused.text)
    assert "复核投诉结案" in text_of(second.get("/desk"))
    assert "等待复核" not in text_of(page.as_(people["seller"]).get(url))
    second.submit(f"{url}/confirm", {"decision": "yes"})
    shown = text_of(second.get(url))
    assert "已结案，双方都会收到通知。" in shown
    assert "已结案：已解决" in shown
    assert ("还没有人办" in shown, "我来办" in shown) == (False, False), "nothing is left to take on"


def test_a_suspicion_is_shown_to_no_seller_park_or_consumer(page, cast):
    complaint, people = cast
    url, said = f"/complaints/{complaint.code}", "一周内同类投诉十四件"
    page.as_(people["station"]).submit(f"{url}/mark", {"reason": said})
    assert said in page.as_(people["officer"]).get(url)
    for who in ("seller", "park"):
        shown = page.as_(people[who]).get(url)
        assert said not in shown
        assert "恶意" not in shown


def test_the_seller_appeals_and_reads_why(page, cast, inside):
    complaint, people = cast
    url = f"/complaints/{complaint.code}"
    with inside("330522"), unit_of_work():
        service.say_word(made.whole(complaint), ConsumerWord.PARTLY_SOLVED, text="", now=NOW)
    seller, impartial = page.as_(people["seller"]), page.as_(people["colleague"])
    seller.submit(f"{url}/appeal", {"text": "包裹不是本店寄出的，面单可以核对"})
    assert "商家已申诉" in text_of(seller.get(url))
    page.as_(people["park"]).get(f"{url}/appeal", expect=403)
    assert "决定商家申诉" in text_of(impartial.get("/desk"))
    impartial.submit(f"{url}/appeal/decide", {"granted": "yes", "reason": "核对面单，不是该店寄出"})
    assert "核对面单，不是该店寄出" in text_of(seller.get(url))


def test_a_standard_answer_is_taken_over_by_a_link(page, cast):
    complaint, people = cast
    officer = page.as_(people["officer"])
    officer.submit("/complaints/wordings/new", {"title": "转办说明", "text": "商家已迁到贵所辖区。"})
    shown = officer.get(f"/complaints/{complaint.code}/transfer")
    assert "转办说明" in shown
    link = shown.split('href="')
    [taken] = [part.split('"')[0] for part in link if "wording=" in part.split('"')[0]]
    assert "商家已迁到贵所辖区。" in officer.get(taken)


def test_the_settings_page_shows_what_holds_and_what_held(page, cast):
    _, people = cast
    admin = page.as_(people["admin"])
    refused = admin.submit(
        "/complaints/settings", {"since": "2026-06-02", "pack": "zhejiang", "published": "y"}, expect=200
    )
    assert "公告的文号或标题" in text_of(refused.text)
    admin.submit(
        "/complaints/settings",
        {
            "since": "2026-05-02",
            "pack": "zhejiang",
            "published": "y",
            "announcement": "公告 3 号",
            "url": "https://example.com/3",
        },
    )
    shown = text_of(admin.get("/complaints/settings"))
    assert "公告 3 号" in shown
    assert "待确认" in shown


def test_a_deadline_and_its_counting_read_well_in_english(page, cast, inside):
    complaint, people = cast
    with inside("330522"), unit_of_work():
        service.send_to_bureau(made.whole(complaint), text="", now=NOW)
    shown = text_of(page.as_(people["officer"]).get(f"/complaints/{complaint.code}?lang=en"))
    assert "7 working days left (until 10 June)" in shown
    assert "article 15" in shown
    assert "within 24 hours" in shown


def test_a_day_is_a_day_in_the_settings(page, cast):
    _, people = cast
    assert str(date(2026, 6, 1)) in page.as_(people["admin"]).get("/complaints/settings")


def test_a_pause_keeps_the_paper_itself_and_both_sides_find_it_in_the_history(page, cast, inside):
    complaint, people = cast
    with inside("330522"), unit_of_work():
        known = queries.by_code(complaint.code)
        service.send_to_bureau(known, text="", now=NOW)
        service.accept(known, by=people["officer"], text="受理", now=NOW)
    drawn = io.BytesIO()
    Image.new("RGB", (900, 700), "white").save(drawn, "JPEG")
    fields = {"reason": "送检", "paper": "检字 1 号", "files": (io.BytesIO(drawn.getvalue()), "委托书.jpg")}
    page.as_(people["officer"]).submit(f"/complaints/{complaint.code}/pause", fields)
    with inside("330522"):
        known = queries.by_code(complaint.code)
        ((line, [kept]),) = attachments.of(known).items()
        assert known.messages[-1].id == line
        address = f"/complaints/{complaint.code}/files/{kept.file.code}"
    for who in ("officer", "seller"):
        assert page.as_(people[who]).fetch(address).status_code == 200
    page.as_(people["elsewhere"]).get(address, expect=404)
