"""From an old secret to the present one: every sealed column anew, in small steps that may be interrupted."""

from collections.abc import Iterator

from sqlalchemy import Column, LargeBinary, Table, bindparam, func, select, type_coerce, update

from app.infra import seals
from app.infra.db import Base
from app.infra.scope import Session
from app.infra.seals import Sealed

STEP = 500


def sealed_columns() -> Iterator[tuple[Table, Column[str]]]:
    """Every column that is sealed, in every table of the house."""
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table, column


def reseal_some(table: Table, column: Column[str]) -> int:
    """One step in the open region: some rows of one column under the key of today; how many. 0: all are."""
    key = next(iter(table.primary_key.columns))
    raw = type_coerce(column, LargeBinary)
    head = seals.present_head()
    due = select(key, column).where(column.is_not(None), func.substring(raw, 1, len(head)) != head)
    rows = Session().execute(due.order_by(key).limit(STEP).with_for_update()).all()
    if rows:
        anew = update(table).where(key == bindparam("of_row")).values({column.name: bindparam("plain")})
        Session().connection().execute(anew, [{"of_row": one[0], "plain": one[1]} for one in rows])
    return len(rows)
