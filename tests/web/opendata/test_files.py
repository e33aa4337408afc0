"""The files: whole, since a change, with what is gone; of this region alone; nothing personal."""

import csv
import io
import json
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from jsonschema import Draft202012Validator

from app.honours import queries as honours
from app.honours import service as honour_service
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.opendata import queries, service
from app.opendata.terms import Dataset
from app.titles import queries as titles
from app.titles import service as title_service
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made

BASE = "/r/330522/open-data"


def lines(page, dataset, since=None):
    asked = f"{BASE}/{dataset}/json" + (f"?since={since}" if since is not None else "")
    return json.loads(page.fetch(asked).data)


@pytest.fixture
def shop(inside):
    with inside("330522"):
        return factories.merchant(name="小满茶叶", contact="周小满", address="演示街 7 号")


def test_csv_and_json_say_the_same(page, shop):
    answer = page.fetch(f"{BASE}/merchants/csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    [row] = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")))
    [line] = lines(page, "merchants")["lines"]
    assert {
        name: "" if value is None else str(value).replace("False", "false").replace("True", "true")
        for name, value in line.items()
    } == row
    assert (row["code"], row["name"], row["gone"]) == (shop.code, "小满茶叶", "false")


def test_lines_hold_to_their_schema(page, shop, inside):
    with inside("330522"):
        made.title(merchants.by_id(shop.id))
    for dataset in ("merchants", "titles", "list-entries"):
        schema = page.fetch(f"{BASE}/{dataset}/schema.json").json
        told = lines(page, dataset)["lines"]
        assert told
        for line in told:
            content = {
                name: value for name, value in line.items() if name not in ("seq", "changed_at", "gone")
            }
            Draft202012Validator(schema).validate(content)
        assert all(field["description"] for field in schema["properties"].values())


def test_nothing_personal_and_nothing_of_another_region(page, shop, inside):
    with inside("330523"):
        factories.merchant(name="邻县的店")
    for dataset in ("merchants", "titles", "list-entries"):
        for form in ("csv", "json"):
            told = page.fetch(f"{BASE}/{dataset}/{form}").text
            for hidden in ("周小满", "演示街 7 号", shop.uscc, "邻县的店"):
                assert hidden not in told
    assert f"{shop.uscc[:8]}********{shop.uscc[-2:]}" in page.fetch(f"{BASE}/merchants/csv").text


def test_what_changed_since_comes_alone_and_what_is_gone_is_said(page, shop, inside):
    with inside("330522"):
        title = made.title(merchants.by_id(shop.id))
        factories.merchant(name="不动的店")
    before = lines(page, "list-entries")
    [entry] = before["lines"]
    merchants_before = lines(page, "merchants")["newest"]
    assert lines(page, "list-entries", before["newest"])["lines"] == []
    with inside("330522"):
        officer = factories.user()
        with unit_of_work():
            honour_service.strike(title.number, note="撤销", by=officer, now=NOW)
    [gone] = lines(page, "list-entries", before["newest"])["lines"]
    assert gone == {"code": entry["code"], "seq": gone["seq"], "changed_at": gone["changed_at"], "gone": True}
    assert gone["seq"] > entry["seq"]
    assert lines(page, "list-entries")["lines"] == []  # the whole file has no graves
    [changed] = lines(page, "merchants", merchants_before)["lines"]
    assert (changed["code"], changed["on_red_list_until"]) == (shop.code, None)


def test_a_revoked_title_shows_in_the_file_at_once(page, shop, inside):
    with inside("330522"), unit_of_work():
        title_service.enter_earlier(
            merchants.by_id(shop.id),
            score=Decimal("91.20"),
            awarded_on=date(2026, 1, 5),
            by=factories.SYSTEM,
            now=NOW,
        )
    [line] = lines(page, "titles")["lines"]
    assert (line["state"], line["score"], line["valid_until"]) == ("valid", "91.20", "2027-01-05")
    with inside("330522"):
        officer = factories.user()
        with unit_of_work():
            title_service.suspend(titles.current_title(shop.id), reason="核查", by=officer, now=NOW)
    [line] = lines(page, "titles", line["seq"])["lines"]
    assert (line["state"], line["suspended_on"]) == ("suspended", "2026-06-01")


def test_who_has_it_already_is_not_sent_it_again(page, shop, inside):
    first = page.fetch(f"{BASE}/merchants/csv")
    tag = first.headers["ETag"]
    again = page.fetch(f"{BASE}/merchants/csv", headers={"If-None-Match": tag})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert page.fetch(f"{BASE}/merchants/json", headers={"If-None-Match": tag}).status_code == 200
    with inside("330522"):
        factories.merchant()
    assert page.fetch(f"{BASE}/merchants/csv", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("since", ["99999", "-1", "abc", "9" * 30])
def test_a_since_from_elsewhere_is_refused_with_a_sentence(page, shop, since):
    answer = page.fetch(f"{BASE}/merchants/json?since={since}")
    assert answer.status_code == 400
    assert "请先下载完整文件" in answer.json["detail"]


@pytest.mark.parametrize("address", ["/merchants/xlsx", "/people/csv", "/people/schema.json"])
def test_what_is_not_offered_is_not_there(page, address):
    page.get(BASE + address, expect=404)


def test_the_page_explains_every_field_and_the_licence(page, shop):
    told = page.get(BASE)
    assert "CC BY 4.0" in told
    assert "complaints_answered_in_time" in told
    assert page.fetch(f"{BASE}/merchants/csv").headers["Link"].endswith('rel="license"')


def test_the_feed_is_atom_and_newest_first(page, shop, inside):
    with inside("330522"):
        made.title(merchants.by_id(shop.id))
        [edition] = honours.editions("red")
    answer = page.fetch("/r/330522/feed.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.data)  # noqa: S314  (our own words)
    spaces = {"a": "http://www.w3.org/2005/Atom"}
    [entry] = feed.findall("a:entry", spaces)
    assert entry.find("a:id", spaces).text.endswith(f"/r/330522/honours/editions/{edition.code}")
    assert all(feed.find(f"a:{name}", spaces) is not None for name in ("id", "title", "updated", "author"))
    again = page.fetch("/r/330522/feed.atom", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    with inside("330522"):
        officer = factories.user()
        with unit_of_work():
            honour_service.withdraw(honours.by_code(edition.code), reason="名单有误", by=officer, now=NOW)
    feed = ET.fromstring(page.fetch("/r/330522/feed.atom").data)  # noqa: S314  (our own feed)
    [withdrawn] = feed.findall("a:entry", spaces)
    assert withdrawn.find("a:id", spaces).text == entry.find("a:id", spaces).text
    assert withdrawn.find("a:title", spaces).text.endswith("（已撤回）")
    assert "已撤回" in page.get("/r/330522/honours/red")


def test_how_long_a_file_is_is_kept_and_not_counted_each_time(page, shop, inside):
    """Also after a release that did not keep it: then it is counted until the chore has come round."""
    with inside("330522"):
        for _ in range(2):
            factories.merchant()
        title = made.title(merchants.by_id(shop.id))
        officer = factories.user()
        kept = {one: queries.standing(one).lines for one in Dataset}
        with unit_of_work():
            honour_service.strike(title.number, note="撤销", by=officer, now=NOW)
        assert kept == {Dataset.MERCHANTS: 3, Dataset.TITLES: 1, Dataset.LISTS: 1}
        assert {one: queries.count_of(one) for one in Dataset} == {**kept, Dataset.LISTS: 0}
        assert {one: queries.newest_record(one).lines for one in Dataset} == {**kept, Dataset.LISTS: 0}
        with unit_of_work():
            queries.newest_record(Dataset.MERCHANTS).lines = None
        assert queries.standing(Dataset.MERCHANTS).lines == 3
        with unit_of_work():
            service.count_lines()
        assert queries.newest_record(Dataset.MERCHANTS).lines == 3
