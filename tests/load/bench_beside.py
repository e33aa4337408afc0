"""The pages of the demo county, first by itself, then beside forty neighbours with hundreds of thousands of rows in each table.

The neighbours' rows are copies of the county's own under ids, numbers and codes of their own, and all of them newer: whoever
reads a list from its end and not from the county's own index walks past all of them. Every page is asked in turns before and
after. Read the ratios: a county pays nothing for its neighbours.
"""

import subprocess
import sys
import time
from collections.abc import Iterator

import psycopg
from psycopg import sql
from sqlalchemy import Enum, Integer, LargeBinary, SmallInteger, String, Table, UniqueConstraint

from app.factory import create_app
from app.infra.db import Base
from app.settings import ROOT, Settings
from tests.browser.atlas import COUNTY, STRANGER, phones
from tests.load.bench_pages import Page, found, signed_in

ROWS, ROOM = 300_000, 100_000  # a table of the neighbour's; between two copies' ids, more than the demo has
NEIGHBOURS = 40
TIMES, SHOWN = 12, 25


def main() -> None:
    subprocess.run(
        [sys.executable, "-m", "flask", "prepare", "--demo"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
    )
    settings = Settings.from_env()
    app = create_app(settings)
    app.config["RATELIMIT_ENABLED"] = False
    visitors = {STRANGER: app.test_client()}
    visitors |= {role: signed_in(app, phone) for role, phone in phones().items()}
    alone = _once([page for role, client in visitors.items() for page in found(app, role, client)])
    beside = [Page(page.role, page.kind, page.path) for page in alone]

    def ask(pages: list[Page]) -> None:
        for _turn in range(TIMES):
            for page in pages:
                began = time.perf_counter()
                visitors[page.role].get(page.path, follow_redirects=True)
                page.seconds.append(time.perf_counter() - began)

    ask(alone)
    began = time.perf_counter()
    swollen = swell(settings.owner_url)
    print(
        f"{sum(swollen.values()):,} rows in {len(swollen)} tables of the neighbours', {time.perf_counter() - began:.0f} s"
    )
    ask(beside)
    tell(alone, beside)


def _once(pages: list[Page]) -> list[Page]:
    """Of each kind of page the one of whoever came to it first: strangers, then administrators, who see most."""
    return list({page.kind: page for page in reversed(pages)}.values())


def swell(owner: str) -> dict[str, int]:
    """Copy the county's rows over to its neighbours, each table to ``ROWS``; how many each has got."""
    grown = {}
    with psycopg.connect(owner, autocommit=True) as line:
        line.execute(
            "set session_replication_role = replica"
        )  # no triggers: parents are copied too, or nobody asks for them
        here = _region(line)
        for table in Base.metadata.sorted_tables:
            if "region_id" not in table.c or _too_small(table):
                continue
            own = line.execute(
                _ask("select count(*) from {} where region_id = %s", table), (here,)
            ).fetchone()
            copies = min(ROWS // own[0], 20_000) if own and own[0] else 0
            if copies:
                made = line.execute(_copy(table), {"here": here, "copies": copies})
                grown[table.name] = made.rowcount
        line.execute("vacuum analyze")
    return grown


def _region(line: psycopg.Connection) -> int:
    found_one = line.execute("select id from region where code = %s", (COUNTY,)).fetchone()
    assert found_one
    return int(found_one[0])


def _ask(order: str, table: Table) -> sql.Composed:
    return sql.SQL(order).format(sql.Identifier(table.name))


def _too_small(table: Table) -> bool:
    """Its numbers have no room for so many: there are never so many of them."""
    return any(
        isinstance(column.type, SmallInteger) for column in table.primary_key if column.name != "region_id"
    )


def _copy(table: Table) -> sql.Composed:
    names, values = [], []
    for column in table.c:
        if column.computed is None:
            names.append(sql.Identifier(column.name))
            values.append(sql.SQL(_value(table, column.name)).format(sql.Identifier(column.name)))
    return sql.SQL(
        "insert into {0} ({1}) overriding system value select {2} from {0}, generate_series(1, %(copies)s) copy"
        " where region_id = %(here)s on conflict do nothing"
    ).format(sql.Identifier(table.name), sql.SQL(", ").join(names), sql.SQL(", ").join(values))


def _value(table: Table, name: str) -> str:
    column = table.c[name]
    if name == "region_id":
        return f"%(here)s + 1 + copy %% {NEIGHBOURS}"
    scoped = any("region_id" in key.column.table.c for key in column.foreign_keys)
    alone = column.primary_key or (name in set(_unique(table)) and not column.foreign_keys)
    if isinstance(column.type, Integer) and not isinstance(column.type, SmallInteger) and (scoped or alone):
        return f"{{}} + copy * {ROOM}"
    if alone and isinstance(column.type, LargeBinary):
        return "decode(md5({}::text || copy), 'hex')"
    if alone and isinstance(column.type, String) and not isinstance(column.type, Enum):
        return f"left(md5({{}} || copy), {column.type.length or 32})"
    return "{}"


def _unique(table: Table) -> Iterator[str]:
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint):
            yield from (column.name for column in rule.columns)
    for index in table.indexes:
        if index.unique:
            yield from (column.name for column in index.columns)


def tell(alone: list[Page], beside: list[Page]) -> None:
    pairs = sorted(zip(alone, beside, strict=True), key=lambda pair: -_ratio(*pair))
    print(f"\n{len(pairs)} pages, {TIMES} times each (median); those that grew most\n")
    print(f"{'role':22} {'page':44} {'alone':>10} {'beside':>10} {'ratio':>6}")
    for before, after in pairs[:SHOWN]:
        print(
            f"{before.role:22} {before.kind[:44]:44} {before.median:>7.1f} ms {after.median:>7.1f} ms"
            f" {_ratio(before, after):>6.2f}"
        )
    middle = _ratio(*pairs[len(pairs) // 2])
    print(f"\nthe page in the middle grew {middle:.2f} times, the worst {_ratio(*pairs[0]):.2f} times")


def _ratio(before: Page, after: Page) -> float:
    return after.median / before.median


if __name__ == "__main__":
    main()
