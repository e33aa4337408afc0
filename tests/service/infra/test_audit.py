from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError

from app.accounts.terms import Role
from app.infra import audit, engine, scope
from app.infra.audit import FIRST_HASH, SYSTEM, Passer
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices import queries as notices
from app.regions import queries as regions
from app.regions.terms import OrganisationKind, RegionAction
from tests import factories
from tests.conftest import NOW
from worker.jobs import keeping

CHANGES = (
    "update audit set actor_name = 'nobody'",
    "delete from audit",
    "truncate audit",
)


def three_things() -> None:
    station = factories.organisation(OrganisationKind.STATION, "太湖市场监管所")
    for n in range(3):
        with unit_of_work():
            audit.record(
                RegionAction.POLICY_CHANGED, station, by=Passer("消费者"), now=NOW, n=n, day=NOW.date()
            )


def rows() -> list[audit.AuditEntry]:
    return list(Session().query(audit.AuditEntry).order_by(audit.AuditEntry.seq))


@pytest.fixture
def owner(app, settings) -> Iterator[Connection]:
    """The owner's own connection, for whom no wall stands; all it does is undone."""
    made = create_engine(engine.driver_url(settings.owner_url))
    with made.connect() as connection:
        outer = connection.begin()
        yield connection
        outer.rollback()
    made.dispose()


@pytest.fixture
def as_owner(app, owner) -> Iterator[Connection]:
    """Everything the program does goes over the owner's connection."""
    engine.bind_to(owner)
    with app.app_context():
        with scope.house_scope():
            region = regions.ref_by_code("330522")
        assert region is not None
        with scope.region_scope(region):
            yield owner
    engine.bind_to(None)


def test_what_happened_is_chained_and_the_chain_fits(here):
    three_things()
    told = rows()
    assert [row.seq for row in told] == [1, 2, 3]
    assert [row.previous_hash for row in told] == [FIRST_HASH, told[0].hash, told[1].hash]
    assert (told[0].actor_name, told[0].subject_name, told[0].facts) == (
        "消费者",
        "太湖市场监管所",
        {"n": 0, "day": "2026-06-01"},
    )
    Session().expire_all()
    assert audit.first_broken() is None


def test_each_region_has_a_chain_of_its_own(inside):
    for code in ("330522", "330523"):
        with inside(code):
            three_things()
            assert [row.seq for row in rows()] == [1, 2, 3]
            assert audit.first_broken() is None


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_the_program_any_change(here, change):
    three_things()
    with pytest.raises(DBAPIError, match="permission denied"):
        Session().execute(text(change))
    Session().rollback()
    assert len(rows()) == 3


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_even_the_owner(as_owner, change):
    three_things()
    with pytest.raises(DBAPIError, match="append-only"), as_owner.begin_nested():
        as_owner.execute(text(change))
    assert as_owner.scalar(text("select count(*) from audit")) == 3


@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ("update audit set actor_name = '别人' where seq = 2", 2),
        ("""update audit set facts = '{"n": 9}' where seq = 3""", 3),
        ("update audit set at = at + interval '1 second' where seq = 1", 1),
        ("delete from audit where seq = 2", 3),
        ("delete from audit where seq = 1", 2),
    ],
)
def test_a_row_changed_behind_the_databases_back_is_found(as_owner, change, broken):
    three_things()
    as_owner.execute(text("set local session_replication_role = replica"))  # what only a superuser can do
    as_owner.execute(text(change))
    Session().expire_all()
    found = audit.first_broken()
    assert found is not None
    assert found.seq == broken


def test_everything_about_one_thing_is_found_again(here):
    three_things()
    other = factories.organisation(OrganisationKind.PARK, "别处")
    with unit_of_work():
        audit.record(RegionAction.POLICY_CHANGED, other, by=SYSTEM, now=NOW)
    assert [row.actor_name for row in audit.of(other)] == ["系统"]


def test_the_daily_walk_is_written_down_once_a_day_and_finds_what_the_last_one_saw(as_owner):
    three_things()
    with unit_of_work():
        first = audit.walk(now=NOW)
    assert (first.seq, first.head, first.broken_seq) == (3, audit.head(), None)
    with unit_of_work():
        assert audit.walk(now=NOW + timedelta(hours=19)) is None
    as_owner.execute(text("set local session_replication_role = replica"))
    as_owner.execute(
        text("delete from audit where seq = 3")
    )  # what is left fits, but it was longer yesterday
    Session().expire_all()
    with unit_of_work():
        assert audit.walk(now=NOW + timedelta(hours=20)).broken_seq == 2


def test_a_chain_written_anew_from_some_row_on_does_not_fit_what_was_seen_before(as_owner):
    three_things()
    with unit_of_work():
        audit.walk(now=NOW)
    as_owner.execute(text("set local session_replication_role = replica"))
    last = rows()[-1]
    last.facts = {"n": 99}
    forged = audit.digest(last)
    Session().expunge(last)
    as_owner.execute(
        text("""update audit set facts = '{"n": 99}', hash = :hash where seq = 3"""), {"hash": forged}
    )
    Session().expire_all()
    assert audit.first_broken().seq == 3


def test_whoever_holds_a_printed_hash_finds_its_row_and_administrators_hear_of_a_break(as_owner):
    three_things()
    printed = audit.head()
    assert audit.holding(f" {printed.upper()} ").seq == 3
    assert audit.holding("f" * 64) is None
    admin = factories.user(Role.ADMIN)
    as_owner.execute(text("set local session_replication_role = replica"))
    as_owner.execute(text("update audit set actor_name = '别人' where seq = 2"))
    as_owner.execute(text("set local session_replication_role = default"))
    Session().expire_all()
    for _turn in range(2):
        with unit_of_work():
            keeping.walk_audit_chain(NOW)
    assert [one.title for one in notices.page(admin.id)] == ["审计记录第 2 行对不上，可能被改过"]
