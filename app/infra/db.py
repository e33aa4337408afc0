"""Tables and transactions: what every model starts from, and the one way to commit."""

import enum
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import DateTime, Enum, ForeignKey, Index, MetaData, Numeric, SmallInteger, Table
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, Mapped, SessionTransaction, declared_attr, mapped_column

from app.infra import scope
from app.infra.scope import Session
from app.kernel.errors import DomainError

NAMES = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

Json: TypeAlias = dict[str, Any]
JsonList: TypeAlias = list[Any]


class Base(DeclarativeBase):
    """Instants are aware, points are ``Decimal``, enums are stored by value in plain text."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: DateTime(timezone=True),
        Decimal: Numeric(9, 4),
        enum.StrEnum: Enum(
            enum.StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda kind: [member.value for member in kind],
        ),
        Json: JSONB,
        JsonList: JSONB,
    }


def this_region() -> int:
    return scope.current_region().id


class RegionScoped:
    """Rows of one region. The database shows them only inside that region's scope.

    ``region_id`` fills itself in from the open scope; nobody writes it by hand, nobody filters by it.
    Each table has an index of each region's rows in the order of their keys: a list of a small county is read
    from its own rows, whatever its neighbours have (``make bench ARGS=bench_beside``).
    """

    @declared_attr
    def region_id(cls) -> Mapped[int]:  # noqa: N805  (declared_attr hands in the class)
        return mapped_column(SmallInteger, ForeignKey("region.id"), default=this_region)

    def __init_subclass__(cls, **told: Any) -> None:
        super().__init_subclass__(**told)
        table = vars(cls).get("__table__")
        if isinstance(table, Table):
            Index(f"ix_{table.name}_own", table.c.region_id, *table.primary_key)


Row = TypeVar("Row", bound=Base)


class UnitNested(RuntimeError):
    """A programming error: a unit of work inside another."""


_before_commit: list[Callable[[], None]] = []
_after_commit: list[Callable[[list[object]], None]] = []


def before_each_commit(step: Callable[[], None]) -> Callable[[], None]:
    """Plumbing only: ``step`` runs last in every unit of work (the audit chain is written here)."""
    _before_commit.append(step)
    return step


def after_each_commit(step: Callable[[list[object]], None]) -> Callable[[list[object]], None]:
    """Plumbing only: ``step`` gets what was promised, once it is safe in the database."""
    _after_commit.append(step)
    return step


def promise_after_commit(thing: object) -> None:
    """Remember ``thing`` for the steps that run after the commit."""
    scope.current().after_commit.append(thing)


@contextmanager
def unit_of_work() -> Iterator[None]:
    """All or nothing. Entrances open it, services never do, and it does not nest.

    On the way out: flush, write the audit chain, commit; then hand on what was promised. Any exception
    rolls everything back and promises nothing. A refusal (``DomainError``) undoes the work but keeps what the
    page had loaded before, so that the page can be shown again with the sentence on it.
    """
    here = scope.current()
    if here.in_unit:
        raise UnitNested("unit_of_work() does not nest: services flush, entrances commit")
    here.in_unit = True
    work = here.session.begin_nested()
    try:
        yield
        here.session.flush()
        for step in _before_commit:
            step()
        here.session.commit()
    except BaseException as trouble:
        _undo(here, work, refused=isinstance(trouble, DomainError))
        raise
    finally:
        here.in_unit = False
    promised, here.after_commit = here.after_commit, []
    for after in _after_commit:
        after(promised)


def _undo(here: scope.Scope, work: SessionTransaction, *, refused: bool) -> None:
    """Back to where the work began; what had been read before it stays read unless the database itself failed."""
    if refused and work.is_active:
        work.rollback()
    else:
        here.session.rollback()
    here.after_commit.clear()
    here.session.info.clear()


def add(row: Row) -> Row:
    """Put a new row into the session and give it its id."""
    Session().add(row)
    Session().flush()
    return row
