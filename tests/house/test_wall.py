"""The wall between regions stands in the database, not in the program's good manners."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import ProgrammingError

from app.infra import scope
from app.infra.db import Base, RegionScoped
from app.merchants.models import Merchant
from migrations.tables import metadata
from tests import factories

SCOPED = sorted(
    mapper.local_table.name for mapper in Base.registry.mappers if issubclass(mapper.class_, RegionScoped)
)


@pytest.mark.parametrize("table", SCOPED)
def test_every_region_scoped_table_forces_its_wall(db, table):
    with scope.house_scope():
        row = (
            scope.Session()
            .execute(
                text("select relrowsecurity, relforcerowsecurity from pg_class where relname = :name"),
                {"name": table},
            )
            .one()
        )
        policies = (
            scope.Session()
            .scalars(
                text("select policyname from pg_policies where tablename = :name order by 1"), {"name": table}
            )
            .all()
        )
    assert tuple(row) == (True, True)
    assert policies == ["door", "wall"]


def test_every_table_with_a_region_is_region_scoped():
    outside = {"login"}  # found before the region is known; names nobody
    with_region = {name for name, table in metadata.tables.items() if "region_id" in table.columns}
    assert with_region - outside == set(SCOPED)


def test_the_program_owns_nothing_and_bypasses_nothing(db):
    with scope.house_scope():
        role = (
            scope.Session()
            .execute(
                text(
                    "select rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = current_user"
                )
            )
            .one()
        )
        owned = scope.Session().scalar(
            text(
                "select count(*) from pg_class where relowner = (select oid from pg_roles where rolname = current_user)"
            )
        )
    assert tuple(role) == (False, False, False)
    assert owned == 0


def test_a_transaction_that_did_not_say_its_region_gets_an_error(inside):
    with inside("330522"):
        factories.merchant()
    with scope.house_scope(), pytest.raises(ProgrammingError, match="no region"):
        scope.Session().scalars(select(Merchant)).all()


def test_another_regions_rows_are_not_there_by_orm_or_by_plain_sql(inside):
    with inside("330522"):
        ours = factories.merchant()
    with inside("330523"):
        assert scope.Session().get(Merchant, ours.id) is None
        assert (
            scope.Session().scalar(text("select count(*) from merchant where id = :id"), {"id": ours.id}) == 0
        )


def test_a_row_cannot_be_written_into_another_region(inside):
    with inside("330522"):
        ours = factories.merchant()
        scope.Session().expunge(ours)
        with pytest.raises(ProgrammingError, match="row-level security"):
            scope.Session().execute(text("update merchant set region_id = 2 where id = :id"), {"id": ours.id})
