import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from app.infra import scope
from app.infra.db import unit_of_work
from app.infra.door import DoorEntry, through_door
from app.infra.scope import ScopeNested, Session
from app.merchants.models import Merchant
from tests import factories
from tests.conftest import NOW


@pytest.fixture
def both(inside) -> set[str]:
    made = set()
    for code in ("330522", "330523"):
        with inside(code):
            made.add(factories.merchant().name)
    return made


def test_through_the_door_every_region_is_read_and_it_is_on_record(both):
    with through_door(who="国家红榜", why="列出各县称号"):
        assert set(Session().scalars(select(Merchant.name))) == both
    with scope.house_scope():
        entry = Session().scalars(select(DoorEntry)).one()
    assert (entry.at, entry.who, entry.why) == (NOW, "国家红榜", "列出各县称号")


@pytest.mark.parametrize(
    "writing",
    [
        "update merchant set name = 'x'",
        "delete from merchant",
        "insert into organisation (kind, name, region_id) values ('park', 'x', 1)",
        "update region set name = 'x'",
    ],
)
def test_nothing_is_written_through_the_door(both, inside, writing):
    with through_door(who="x", why="y"), pytest.raises(ProgrammingError, match="permission denied"):
        Session().execute(text(writing))
    with inside("330522"):
        assert Session().scalar(select(Merchant.name)) in both


def test_the_doors_rights_end_at_the_door(both, inside):
    with through_door(who="x", why="y"):
        Session().scalars(select(Merchant)).all()
    with inside("330522"):
        assert len(Session().scalars(select(Merchant)).all()) == 1
    with scope.house_scope(), pytest.raises(ProgrammingError, match="no region"):
        Session().scalars(select(Merchant)).all()


@pytest.mark.parametrize(
    "change", ["update door_log set who = 'x'", "delete from door_log", "truncate door_log"]
)
def test_the_record_of_the_door_is_never_changed(both, change):
    with through_door(who="x", why="y"):
        pass
    with scope.house_scope(), pytest.raises(ProgrammingError, match="permission denied"):
        Session().execute(text(change))


def test_the_door_does_not_open_inside_a_unit_of_work(here):
    with pytest.raises(ScopeNested), unit_of_work(), through_door(who="x", why="y"):
        pass
