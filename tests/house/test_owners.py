"""Things have owners: every page and file about one thing is asked for by somebody who may and by somebody who may not, of the
same region; and no job of a region touches another's rows, whatever numbers it is given.
"""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm.attributes import set_committed_value
from werkzeug.routing import Rule

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import jobs
from app.infra.access import policy_of
from app.infra.db import add, unit_of_work
from app.infra.scope import Session
from app.kernel.kinds import JobName
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints, labels, licences, reports
from tests.figures import count
from tests.house.test_wall_pages import OURS, SCOPED, THEIRS, plant
from worker.jobs import JOBS

LEAST_ASKED, LEAST_REFUSED, LEAST_JOBS = 90, 45, 10
LET_IN = {200, 302, 303, 404, 409, 410}  # the last three: let in, and there is nothing to see


def people() -> dict[str, User]:
    """Owners and others: two sellers, two parks, one of each other office."""
    made: dict[str, User] = {}
    for number in (1, 2):
        park = factories.organisation(OrganisationKind.PARK, f"园区{number}")
        shop = factories.merchant(name=f"店{number}", park_id=park.id)
        made[f"seller {number}"] = factories.seller(shop)
        made[f"park {number}"] = factories.user(Role.PARK, organisation_id=park.id)
        labels.ready(shop)
        complaints.complaint(shop)
        reports.report(shop)
        licences.licence(shop)
    panel = factories.organisation(OrganisationKind.PANEL)
    made["panelist"] = factories.user(Role.PANELIST, organisation_id=panel.id)
    for role in (Role.OFFICER, Role.ADMIN, Role.MONITOR, Role.INDUSTRY):
        made[role.value] = factories.user(role)
    return made


def about_one_thing(app: Flask) -> list[tuple[Rule, Callable[..., Any], tuple[str, ...]]]:
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions.get(rule.endpoint)
        loads = getattr(view, "__loads__", None)
        closed = getattr(view, "__access__", "public") != "public"
        if loads and closed and "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/"):
            found.append((rule, *loads))
    return found


def every_code() -> list[str]:
    rows = [row for kind in SCOPED if hasattr(kind, "code") for row in Session().query(kind.code)]
    return sorted({str(code) for (code,) in rows if isinstance(code, str)})


def things_of(loaders: set[Callable[..., Any]]) -> dict[Callable[..., Any], tuple[str, Any]]:
    """For what looks things up by their code: the first code that it knows here, and the thing."""
    known = every_code()
    found = (
        (loader, next(((code, it) for code in known if (it := loader(code)) is not None), None))
        for loader in loaders
    )
    return {loader: thing for loader, thing in found if thing is not None}


def address(rule: Rule, name: str, code: str) -> str:
    """With the thing's code; other parts are of things that nobody has."""
    made = rule.rule
    for part in [one.partition(">")[0] for one in rule.rule.split("<")[1:]]:
        kind, _, called = part.rpartition(":")
        other = "999999" if kind.startswith("int") else "ZZZZ9999ZZZZ"
        choice = kind[4:-1].split(",")[0].strip() if kind.startswith("any(") else other
        made = made.replace(f"<{part}>", code if called == name else choice)
    return made


def test_each_thing_opens_for_those_whose_it_is_and_for_nobody_else(app: Flask, page, inside):
    """The policy's answer for this very thing, and the page's, are the same: for one who may and for one who may not."""
    wanted: list[tuple[str, str, bool]] = []
    policy = policy_of(app)
    with inside(OURS):
        visitors = people()
        pages_of = [one for one in about_one_thing(app) if len(one[2]) == 1]
        things = things_of({loader for _rule, loader, _names in pages_of})
        for turn, (rule, loader, names) in enumerate(one for one in pages_of if one[1] in things):
            code, thing = things[loader]
            rows = policy[getattr(app.view_functions[rule.endpoint], "__access__")]  # noqa: B009  (a mark, not an attribute of the type)
            may = {
                name: any(all(fact(user, thing) for fact in row) for row in rows)
                for name, user in visitors.items()
            }
            for answer in (True, False):
                those = [name for name, is_let in may.items() if is_let is answer]
                if those:
                    wanted.append((those[turn % len(those)], address(rule, names[0], code), answer))
    pages = {name: page.as_(user) for name, user in visitors.items()}
    wrong = []
    for name, url, is_let in wanted:
        status = pages[name].client.get(url).status_code
        if status not in (LET_IN if is_let else {403}):
            wrong.append(f"{name} {url}: {status}")
    count("pages and files asked for by owners and others", len(wanted))
    assert wrong == []
    assert (len(wanted) >= LEAST_ASKED, sum(not is_let for _, _, is_let in wanted) >= LEAST_REFUSED) == (
        True,
        True,
    )


class Numbers(dict[str, Any]):
    """Whatever a job asks for by name, it gets a number or a code of the other region's."""

    def __init__(self, ids: dict[str, list[Any]], codes: dict[str, list[str]]) -> None:
        super().__init__()
        self.ids, self.codes = ids, codes

    def __missing__(self, name: str) -> Any:
        stem, _, what = name.rpartition("_")
        of = self.codes if what == "code" or name == "code" else self.ids
        fitting = [some for table, some in of.items() if stem and table.endswith(stem) and some]
        return (fitting or [some for some in of.values() if some])[0][0]

    def get(self, name: str, default: Any = None) -> Any:
        return self[name]

    def __contains__(self, name: object) -> bool:
        return True


def fingerprint() -> dict[str, Any]:
    """Of every row of this region, table by table."""
    return {
        kind.__tablename__: Session().scalar(
            text(f"select md5(string_agg(one::text, '|' order by one::text)) from {kind.__tablename__} one")  # noqa: S608  (names of our own tables)
        )
        for kind in SCOPED
    }


@pytest.mark.filterwarnings("ignore")
def test_a_job_given_numbers_of_another_region_touches_nothing_there(app: Flask, inside):
    with inside(OURS):
        ours = plant("只在这边")
        before = fingerprint()
    tried, ended = set[JobName](), 0
    with inside(THEIRS):
        plant("只在那边")
        for name, carry_out in JOBS.items():
            with unit_of_work():
                job = add(
                    jobs.Job(
                        code=f"X{len(tried):015}",
                        name=name.value,
                        key=None,
                        args={},
                        promised_at=NOW,
                        send_after=NOW,
                    )
                )
            set_committed_value(job, "args", Numbers(ours.ids, ours.codes))
            tried.add(name)
            try:
                carry_out(job)
                ended += 1
            except Exception:
                Session().rollback()
    with inside(OURS):
        after = fingerprint()
    count("jobs given another region's numbers", len(tried))
    assert {table for table, mark in before.items() if after[table] != mark} == set()
    assert (len(tried) >= LEAST_JOBS, ended > 0) == (True, True)
