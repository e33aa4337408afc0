"""Two people of one shop at the same moment, over two connections: nothing is lost, and the later one is told."""

import threading
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from app.infra import engine, scope
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.regions import queries as regions
from app.selfchecks import queries, service
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import AnswerValue
from tests.conftest import NOW

MET, NOT_MET, ASIDE = AnswerValue
ANN, BEN = (
    SimpleNamespace(id=None, audit_id=None, name=name, audit_name=name, role=None)
    for name in ("阿安", "阿本")
)
SHOP = """
insert into organisation (id, kind, name, region_id) values (-2, 'station', '同时所', 2);
insert into merchant (id, code, uscc, name, kind, contact, address, goods, scopes, station_id, registered_at, region_id)
values (-2, 'atonce', 'ATONCE', '同时店', 'live_stream', '', '', '', '{}', -2, now(), 2);
insert into selfcheck (id, code, merchant_id, guide_version_id, scopes, state, started_at, region_id)
select -2, 'atonce', -2, max(id), '{}', 'draft', now(), 2 from policy_version where family = 'guides' and name = 'live_stream';
"""
GONE = """
delete from selfcheck_answer where selfcheck_id = -2; delete from selfcheck where id = -2;
delete from merchant where id = -2; delete from organisation where id = -2;
"""


@pytest.fixture
def draft(app, settings):
    """A draft that other connections see too; gone afterwards, but for its lines in the ledger. Gives its region."""
    owner = create_engine(engine.driver_url(settings.owner_url))
    with owner.begin() as connection:
        connection.execute(text(SHOP))
    with app.app_context(), scope.house_scope():
        region = regions.ref_by_code("330523")
    yield region
    with owner.begin() as connection:
        connection.execute(text(GONE))
    owner.dispose()


def at_once(app, region, *acts: Callable[[SelfCheck], object]) -> list[object]:
    """Each act in a thread, a connection and a transaction of its own, all begun together; what each gave back."""
    together, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, act: Callable[[SelfCheck], object]) -> None:
        with app.app_context(), scope.region_scope(region), unit_of_work():
            check = Session().get_one(SelfCheck, -2)
            together.wait(20)
            given[place] = act(check)

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return given


def kept(app, region) -> dict[str, tuple[AnswerValue, str]]:
    with app.app_context(), scope.region_scope(region):
        found = queries.answers_of(Session().get_one(SelfCheck, -2))
        return {code: (one.answer, one.answered_by) for code, one in found.items()}


def saves(item: str, value: AnswerValue, by, seen: str = "") -> Callable[[SelfCheck], object]:
    def act(check: SelfCheck) -> object:
        over = service.overtaken(check, item, value, seen=seen, by=by, now=NOW)
        service.answer(check, item, value, by=by, now=NOW)
        return over

    return act


def test_different_items_at_once_are_both_kept(app, draft):
    told = at_once(app, draft, saves("QUA-01", MET, ANN), saves("QUA-02", NOT_MET, BEN))
    assert told == [None, None]
    assert kept(app, draft) == {"QUA-01": (MET, "阿安"), "QUA-02": (NOT_MET, "阿本")}


def test_the_same_item_at_once_keeps_the_later_and_tells_who_saved_it(app, draft):
    told = at_once(app, draft, saves("QUA-01", MET, ANN), saves("QUA-01", NOT_MET, BEN))
    ((value, last),) = kept(app, draft).values()
    first_said, first = (MET, "阿安") if last == "阿本" else (NOT_MET, "阿本")
    later = told[1 if last == "阿本" else 0]
    assert sum(one is None for one in told) == 1, "the first one had nothing to be told"
    assert (later.by, later.value) == (first, first_said)
    assert value is not first_said


def test_a_second_start_at_once_gives_the_same_draft(app, draft):
    def start(check: SelfCheck) -> object:
        found = queries.draft_of(check.merchant_id)
        return service.start(found.merchant, by=ANN, now=NOW).code

    assert at_once(app, draft, start, start) == ["atonce", "atonce"]


def test_many_at_once_lose_nothing(app, draft):
    codes = ["QUA-01", "QUA-02", "QUA-04", "QUA-07"]
    at_once(app, draft, *(saves(code, MET, by) for code, by in zip(codes, [ANN, BEN] * 2, strict=True)))
    assert sorted(kept(app, draft)) == codes


def test_who_has_seen_the_colleagues_answer_is_not_warned(app, draft):
    at_once(app, draft, saves("QUA-01", MET, ANN))
    with app.app_context(), scope.region_scope(draft):
        mark = queries.answer_to(Session().get_one(SelfCheck, -2), "QUA-01").mark
    assert at_once(app, draft, saves("QUA-01", NOT_MET, BEN, seen=mark)) == [None]
