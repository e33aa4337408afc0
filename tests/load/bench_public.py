"""The public site and the open data with a thousand sellers, a hundred thousand and six hundred thousand: the same questions.

Three regions of one database of its own, filled by COPY with what the house's own functions make, and then with copies of that;
how long it takes is said too. Every question is asked of all in turn, so that neighbours on the machine disturb them alike. Read the ratios: what grows
with the number of sellers would show a hundredfold and six hundredfold.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import psycopg
from psycopg import sql

from app.factory import create_app
from app.infra import quick, scope
from app.infra.db import unit_of_work
from app.kernel.uscc import check_character
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind, Platform
from app.opendata import queries as records
from app.opendata import writing
from app.opendata.lines import merchant_line
from app.opendata.terms import Dataset
from app.public import cards, queries
from app.public.queries import Wanted
from app.public.terms import CardFacts, ComplaintFact, Room, TitleFact
from app.regions import queries as regions
from app.regions import service as region_service
from app.regions.terms import OrganisationKind
from app.settings import ROOT, Settings
from app.titles.terms import Standing, TitleState

SECRET = "bench-only-secret-bench-only-secret"
THIRD = ("330521", "德清县")  # opened here; the two others are the demo's
PIECE, MADE = (
    1_000,
    21_000,
)  # so many at a time; so many are put together one by one, more are copies of these
SIZES = {"330523": PIECE, "330522": 101_000, THIRD[0]: 601_000}
RUNS, ROOM = 20, 1_000_000
LETTERS = "0123456789ACDEFGHJKLMNPQRTUWXY"  # in place of the B of all credit codes here
PLACES = ("长兴", "太湖", "画溪", "雉城", "和平", "泗安", "夹浦", "煤山")
WORDS = (
    "小满",
    "白芽",
    "花朵",
    "童心",
    "禾下",
    "竹里",
    "晨光",
    "甜甜",
    "亮亮",
    "果然",
    "一碗",
    "山野",
    "云上",
    "渔歌",
    "稻香",
    "青梅",
)
GOODS = (
    "茶叶",
    "家纺",
    "美妆",
    "玩具",
    "生鲜",
    "竹器",
    "早餐",
    "蜂蜜",
    "家电",
    "水果",
    "大米",
    "童装",
    "鞋帽",
    "瓷器",
)
NOW, TODAY = datetime(2026, 6, 1, 1, tzinfo=UTC), date(2026, 6, 1)
RARE = "紫笋"  # forty of the first thousand and no other: a page of them is full at either size
Question = Callable[[], object]


@dataclass(frozen=True)
class County:
    """One of the three. Its rows have the ids from ``first`` on."""

    region: scope.RegionRef
    size: int

    @property
    def first(self) -> int:
        return self.region.id * ROOM


@dataclass(frozen=True)
class Asked:
    name: str
    ask: Question


def facts(number: int, region_id: int = 0) -> CardFacts:
    """Seller ``number``: name, room and title are different enough for the searches below."""
    name = f"{PLACES[number % 8]}{WORDS[number // 8 % 16]}{GOODS[number // 128 % 14]}{number}号店"
    if number < 1_000 and number % 25 == 7:
        name = f"{RARE}{name}"
    first_17 = f"9133052{number % 10}MB{number:07d}"
    title = TitleFact(
        number=f"B{region_id}-{number}", state=TitleState.VALID, score=Decimal("90.00"), awarded_on=TODAY,
        valid_until=date(2027, 6, 1),
    ) if number % 20 == 0 else None  # fmt: skip
    return CardFacts(
        code=f"bench{region_id}-{number}", uscc=first_17 + check_character(first_17), name=name,
        kind=MerchantKind.GROUP_BUY if number % 3 == 0 else MerchantKind.LIVE_STREAM, goods=GOODS[number % 14],
        park=None, station="太湖市场监管所", rooms=(Room(platform=Platform.DOUYIN, name=f"{name}直播"),),
        registered_on=TODAY, title=title, red=None, black=None, selfcheck_on=None,
        complaints=ComplaintFact(since=date(2025, 6, 1), until=TODAY, received=number % 7),
    )  # fmt: skip


def fill(owner: str, county: County, station: int) -> None:
    """Sellers, cards and lines of open data: the first by COPY, the others as copies of them under names of their own."""
    with psycopg.connect(owner, autocommit=False) as line:
        for begin in range(0, min(county.size, MADE), PIECE):
            _piece(line, county, range(begin, min(begin + PIECE, county.size, MADE)), station)
        for number in range(1, (county.size - PIECE) // (MADE - PIECE)):
            _again(line, county, number)
    with psycopg.connect(owner, autocommit=True) as line:
        for table in ("merchant", "merchant_card", "open_record"):
            line.execute(sql.SQL("vacuum analyze {}").format(sql.Identifier(table)))


def _piece(line: psycopg.Connection[Any], county: County, numbers: range, station: int) -> None:
    region, first = county.region, county.first
    told = [(number, facts(number, region.id)) for number in numbers]
    _rows(line, "merchant", (
        {"id": first + n, "code": f.code, "uscc": f.uscc, "name": f.name, "kind": f.kind.value, "contact": "",
         "address": "", "goods": f.goods, "scopes": [], "station_id": station, "registered_at": NOW, "region_id": region.id}
        for n, f in told
    ))  # fmt: skip
    _rows(line, "merchant_card", (
        {name: json.dumps(value) if name == "facts" else value
         for name, value in cards.row_of(Merchant(id=first + n, park_id=None), f).items()}
        for n, f in told
    ))  # fmt: skip
    _rows(line, "open_record", (
        {"dataset": "merchants", "key": f.code, "merchant_id": first + n, "seq": first + n, "changed_at": NOW,
         "gone": False, "content": merchant_line(f).model_dump_json(), "digest": "", "region_id": region.id,
         "lines": n + 1}
        for n, f in told
    ))  # fmt: skip


AGAIN = (
    """insert into merchant (id, code, uscc, name, kind, contact, address, goods, scopes, station_id, registered_at, region_id)
    select id + %(on)s, code || %(mark)s, overlay(uscc placing %(letter)s from 10), name || %(mark)s, kind, contact, address, goods,
    scopes, station_id, registered_at, region_id from merchant where id >= %(first)s and id < %(last)s""",
    """insert into merchant_card (merchant_id, code, uscc, name, kind, park_id, standing, title_until, red_until, black_until,
    received, counted_on, words, grams, facts, digest, region_id)
    select merchant_id + %(on)s, code || %(mark)s, overlay(uscc placing %(letter)s from 10), name || %(mark)s, kind, park_id,
    standing, title_until, red_until, black_until, received, counted_on, words || %(mark)s, grams || %(grams)s, facts ||
    jsonb_build_object('code', code || %(mark)s, 'name', name || %(mark)s, 'uscc', overlay(uscc placing %(letter)s from 10)),
    digest, region_id from merchant_card where merchant_id >= %(first)s and merchant_id < %(last)s""",
    """insert into open_record (dataset, key, merchant_id, seq, changed_at, gone, content, digest, region_id, lines)
    select dataset, key || %(mark)s, merchant_id + %(on)s, seq + %(on)s, changed_at, gone, content, digest, region_id,
    lines + %(on)s from open_record where merchant_id >= %(first)s and merchant_id < %(last)s""",
)


def _again(line: psycopg.Connection[Any], county: County, number: int) -> None:
    """All but the first thousand once more, each under another name, code and number."""
    mark = f"z{number}"
    asked = {
        "on": number * (MADE - PIECE), "mark": mark, "letter": LETTERS[number - 1], "grams": [mark],
        "first": county.first + PIECE, "last": county.first + MADE,
    }  # fmt: skip
    for order in AGAIN:
        line.execute(order.encode(), asked)


def _rows(line: psycopg.Connection[Any], table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    order = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, first))
    )
    with line.cursor() as cursor, cursor.copy(order) as into:
        into.write_row(list(first.values()))
        for row in rows:
            into.write_row(list(row.values()))


def questions(client: Any, county: County) -> list[Asked]:
    size, first = county.size, county.first
    middle, end = first + size // 2, first + size
    plain, tea = Wanted(), Wanted(words="茶叶")

    def page(wanted: Wanted, after: int | None = None) -> Question:
        return lambda: queries.page_of(wanted, TODAY, after)

    def chunk(seq: int) -> Question:
        def ask() -> bytes:
            lines = records.chunk_after(Dataset.MERCHANTS, seq, until=end, with_gone=False)
            told = writing.all_told(lines, TODAY, with_gone=False)
            return b"".join(writing.as_csv(Dataset.MERCHANTS, [told]))

        return ask

    return [
        Asked("list, first page", page(plain)),
        Asked("list, a page in the middle", page(plain, middle)),
        Asked("list, of one kind, in the middle", page(Wanted(kind=MerchantKind.GROUP_BUY), middle)),
        Asked("list, title valid", page(Wanted(title=Standing.VALID))),
        Asked("search, two characters, frequent", page(tea)),
        Asked("search, two characters, frequent, in the middle", page(tea, middle)),
        Asked("search, two characters, rare", page(Wanted(words=RARE))),
        Asked("search, one whole name", page(Wanted(words=facts(size % MADE // 3).name))),
        Asked("search, nothing found", page(Wanted(words="查无此店"))),
        Asked("search, credit code", page(Wanted(words=facts(size % MADE // 3).uscc))),
        Asked("search page over HTTP", lambda: _ok(client.get(f"/r/{county.region.code}/merchants?words=茶叶"))),
        Asked("export, the first thousand lines", chunk(0)),
        Asked("export, the last thousand lines", chunk(end - 1_001)),
        Asked("changes since just now", chunk(end - 11)),
        Asked("how far and how long a file is (ETag)", lambda: records.standing(Dataset.MERCHANTS)),
        Asked("a seller's page over HTTP", lambda: _ok(client.get(f"/r/{county.region.code}/merchants/bench{county.region.id}-{size % MADE // 2}"))),
        Asked("the county's home over HTTP", lambda: _ok(client.get(f"/r/{county.region.code}"))),
        Asked("the open data's page over HTTP", lambda: _ok(client.get(f"/r/{county.region.code}/open-data"))),
        Asked("a scan's one statement", lambda: quick.call("tag_read", county.region.id, 1)),
    ]  # fmt: skip


def _ok(answer: Any) -> None:
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")


def measure(app: Any, counties: Sequence[County]) -> dict[str, list[float]]:
    """Each question's median in milliseconds, in the order of the counties; asked of all of them in turn."""
    client = app.test_client()
    asked = [questions(client, county) for county in counties]
    found: dict[str, list[float]] = {}
    for same in zip(*asked, strict=True):
        took: list[list[float]] = [[] for _county in counties]
        for _run in range(RUNS + 5):
            for at, (county, one) in enumerate(zip(counties, same, strict=True)):
                with app.app_context(), scope.region_scope(county.region):
                    began = time.perf_counter()
                    one.ask()
                    took[at].append(time.perf_counter() - began)
        found[same[0].name] = [statistics.median(times[5:]) * 1_000 for times in took]
    return found


def main() -> None:
    os.environ.update(SECRET_KEY=SECRET, DEMO="1", PUBLIC_URL="http://127.0.0.1:8000")
    order = [sys.executable, "-m", "flask", "prepare"]
    subprocess.run(order, cwd=ROOT, env=os.environ, check=True, stdout=subprocess.DEVNULL)
    settings = Settings.from_env()
    app = create_app(replace(settings, limits_on=False))
    with app.app_context():
        open_third()
    with app.app_context(), scope.house_scope():
        refs = {one.code: one for one in regions.open_refs()}
    counties = [County(refs[code], size) for code, size in SIZES.items()]
    for county in counties:
        began = time.perf_counter()
        with app.app_context(), scope.region_scope(county.region):
            fill(settings.owner_url, county, regions.organisations()[0].id)
        took = time.perf_counter() - began
        print(
            f"{county.size:>9,} sellers with card and line loaded in {took:6.1f} s, {county.size / took:,.0f} a second",
            flush=True,
        )
    found = measure(app, counties)
    sizes = "".join(f"{county.size:>10,}" for county in counties)
    print(f"{f'median of {RUNS}, in turn (ms)':<50}{sizes}" + "ratios".rjust(16))
    for name, (few, *more) in found.items():
        times = "".join(f"{took:>10.2f}" for took in (few, *more))
        print(f"{name:<50}{times}" + "".join(f"{took / few:>8.2f}" for took in more))
    for at, county in enumerate(counties[1:]):
        worst = max(more[at] / few for few, *more in found.values())
        print(
            f"{county.size // counties[0].size} times the sellers; the most that any question grew: {worst:.2f} times"
        )


def open_third() -> None:
    """A county beside the demo's two, with the office that its sellers belong to."""
    with scope.house_scope():
        if THIRD[0] in {one.code for one in regions.open_refs()}:
            return
        with unit_of_work():
            region_service.open_region(
                region_id=3, code=THIRD[0], name=THIRD[1], name_en="Deqing County", bureau_name=f"{THIRD[1]}市场监督管理局",
                hotline="12315", is_demo=False, now=NOW,
            )  # fmt: skip
        [ref] = [one for one in regions.open_refs() if one.code == THIRD[0]]
    with scope.region_scope(ref), unit_of_work():
        region_service.open_organisation(OrganisationKind.STATION, "武康市场监管所")


if __name__ == "__main__":
    main()
