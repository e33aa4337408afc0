"""Two regions full of look-alike rows: pages, exports, the API, plain SQL and guessed ids; nothing crosses.

``pytest tests/house/test_wall_pages.py -q`` prints the figures that ``docs/security.md`` quotes.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import ProgrammingError
from werkzeug.routing import Rule

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.audit import AuditEntry
from app.infra.db import Base, RegionScoped
from app.infra.scope import Session
from app.opendata.terms import Dataset, Form
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import api, complaints, labels, licences, reports, titles
from tests.factories.api import Program
from tests.figures import count

OURS, THEIRS = "330522", "330523"
PLANTED = {OURS: "只在长兴", THEIRS: "只在安吉"}
SCOPED = sorted(
    (one.class_ for one in Base.registry.mappers if issubclass(one.class_, RegionScoped)),
    key=lambda one: one.__tablename__,
)
LEAST_TABLES, LEAST_PAGES, LEAST_GUESSES = 20, 300, 60


@dataclass
class Region:
    """What was planted: the people, a program's text, and every code and id by its table."""

    people: dict[Role, User] = field(default_factory=dict)
    program: str = ""
    codes: dict[str, list[str]] = field(default_factory=dict)
    ids: dict[str, list[Any]] = field(default_factory=dict)

    def every_code(self) -> set[str]:
        return {code for some in self.codes.values() for code in some}


@dataclass
class Tally:
    asked: int = 0
    crossed: list[str] = field(default_factory=list)


def plant(word: str) -> Region:
    """The same shapes in each region; only the word and what is drawn by lot differ."""
    made = Region()
    office = {Role.PARK: OrganisationKind.PARK, Role.PANELIST: OrganisationKind.PANEL}
    park = factories.organisation(OrganisationKind.PARK, f"{word}园区")
    shop = factories.merchant(name=f"{word}茶叶店", goods=f"{word}的茶", park_id=park.id)
    for role in Role:
        kind = office.get(role)
        where = {Role.PARK: park}.get(role) or (factories.organisation(kind, f"{word}小组") if kind else None)
        made.people[role] = factories.user(
            role, name=f"{word}{role.value}", organisation_id=where.id if where else None,
            merchant_id=shop.id if role is Role.MERCHANT else None,
        )  # fmt: skip
    labels.ordered(shop)
    complaints.complaint(shop, happened=f"{word}的投诉")
    reports.report(shop, happened=f"{word}的举报")
    licences.licence(shop, number=f"{word}1")
    year = titles.year("91.50", "84.50")
    titles.title(year.scored[0].merchant)
    made.program = api.token(made.people[Role.PARK])[1]
    for kind in SCOPED:
        rows = Session().scalars(select(kind)).unique().all()
        made.ids[kind.__tablename__] = [scope_key(one) for one in rows]
        made.codes[kind.__tablename__] = [
            str(one.code)
            for one in rows
            if isinstance(getattr(one, "code", None), str) and len(one.code) >= 8
        ]
    return made


def scope_key(row: Any) -> Any:
    key = row.__mapper__.primary_key_from_instance(row)
    return key[0] if len(key) == 1 else tuple(key)


@pytest.fixture
def regions(inside) -> dict[str, Region]:
    made = {}
    for code, word in PLANTED.items():
        with inside(code):
            made[code] = plant(word)
    return made


@pytest.fixture
def say(capsys):
    """Figures are told even when the test passes."""

    def told(what: str, tally: Tally) -> None:
        count(what, tally.asked)
        count("rows crossed", len(tally.crossed))
        with capsys.disabled():
            print(f"\n{what}: {tally.asked}, rows crossed: {len(tally.crossed)}")

    return told


def lists(app: Flask) -> list[str]:
    """Every page that is asked for without knowing anything, and the region's own public ones."""
    plain = [
        one.rule for one in app.url_map.iter_rules()
        if "GET" in (one.methods or ()) and one.endpoint not in ("static", "metrics") and not one.arguments
    ]  # fmt: skip
    public = [
        one.rule.replace("<region_code>", THEIRS) for one in app.url_map.iter_rules()
        if "GET" in (one.methods or ()) and one.arguments == {"region_code"}
    ]  # fmt: skip
    files = [f"/r/{THEIRS}/open-data/{what.value}/{how.value}" for what in Dataset for how in Form]
    return [*plain, *public, *files]


def loaded(app: Flask) -> list[tuple[Rule, Any]]:
    """Pages about one thing, known by its code, with what looks the thing up."""
    found = []
    for rule in app.url_map.iter_rules():
        marked = getattr(app.view_functions.get(rule.endpoint), "__loads__", None)
        if (
            marked
            and rule.arguments == set(marked[1])
            and len(marked[1]) == 1
            and "GET" in (rule.methods or ())
        ):
            found.append((rule, marked[0]))
    return found


def test_no_list_page_export_or_answer_to_a_program_shows_another_regions_rows(
    app: Flask, page, regions: dict[str, Region], say
):
    hidden = {PLANTED[OURS]} | (regions[OURS].every_code() - regions[THEIRS].every_code())
    own, tally = 0, Tally()
    for role in (Role.OFFICER, Role.ADMIN, Role.PARK):
        visitor = page.as_(regions[THEIRS].people[role])
        for address in lists(app):
            if address.startswith("/api/"):
                continue
            shown = visitor.fetch(address).text
            tally.asked += 1
            own += PLANTED[THEIRS] in shown
            tally.crossed += [f"{role} {address}: {one}" for one in hidden if one in shown]
    program = Program(page, regions[THEIRS].program)
    for address in ("/api/v1/batches", "/api/v1/merchants"):
        shown = program.get(address).text
        tally.asked += 1
        own += PLANTED[THEIRS] in shown
        tally.crossed += [f"program {address}: {one}" for one in hidden if one in shown]
    say("requests at the wall, lists", tally)
    assert tally.crossed == []
    assert tally.asked >= LEAST_PAGES
    assert own >= 20  # the pages do show the region's own, so that the walk means something


def test_a_code_of_another_region_opens_nothing(app: Flask, inside, page, regions: dict[str, Region], say):
    """For every page about one thing: those codes of ours that it knows at home, asked for from over there."""
    known: list[str] = []
    with inside(OURS):
        for rule, loader in loaded(app):
            fitting = [code for code in sorted(regions[OURS].every_code()) if _finds(loader, code)]
            known += [_filled(rule, code) for code in fitting[:2]]
    tally = Tally()
    visitor = page.as_(regions[THEIRS].people[Role.ADMIN])
    for address in known:
        status = visitor.fetch(address).status_code
        tally.asked += 1
        tally.crossed += [] if status == 404 else [f"{address}: {status}"]
    say("requests at the wall, known codes", tally)
    assert tally.crossed == []
    assert tally.asked >= LEAST_GUESSES


def _finds(loader: Any, code: str) -> bool:
    return loader(code) is not None


def _filled(rule: Rule, code: str) -> str:
    (name,) = rule.arguments
    return rule.rule.replace(f"<string:{name}>", code).replace(f"<{name}>", code)


def test_plain_sql_and_guessed_ids_find_and_change_nothing(inside, regions: dict[str, Region], say):
    """As the program's own role, which is what an injected statement would have."""
    tally, filled, at_home = Tally(), 0, 0
    with inside(THEIRS) as here:
        for kind in SCOPED:
            table, ids = kind.__tablename__, regions[OURS].ids[kind.__tablename__]
            filled += bool(ids)
            at_home += any(Session().get(kind, key) for key in regions[THEIRS].ids[table][:1])
            theirs = f"select count(*) from {table} where region_id <> :here"  # noqa: S608  (our own tables' names)
            found = Session().scalar(text(theirs), {"here": here.id})
            tally.asked += 1
            tally.crossed += [f"{table}: {found} by plain SQL"] if found else []
            for key in ids[:5]:
                tally.asked += 1
                tally.crossed += [f"{table} {key}: by its id"] if Session().get(kind, key) is not None else []
            tally.asked += 1
            tally.crossed += [f"{table}: {reached} changed"] if (reached := _touched(kind, ids)) else []
    say("statements at the wall", tally)
    assert tally.crossed == []
    assert filled >= LEAST_TABLES
    assert at_home >= LEAST_TABLES  # the same question at home does find rows


def _touched(kind: Any, ids: list[Any]) -> int:
    """How many of ours an UPDATE and a DELETE by id reach from over there; tables nobody may change count as none."""
    if not ids or isinstance(ids[0], tuple) or kind is AuditEntry:
        return 0
    (key,) = kind.__mapper__.primary_key
    reached = 0
    for statement in (update(kind.__table__).values({key.name: key}), delete(kind.__table__)):
        nested = Session().begin_nested()
        try:
            reached += Session().execute(statement.where(key.in_(ids))).rowcount
        except ProgrammingError:  # no right to change this table at all
            continue
        finally:
            if nested.is_active:
                nested.rollback()
    return reached
