"""Whose data this piece of work may see.

Everything that touches the database happens inside exactly one scope: a region's, the house's own (tables
without a region), or the door (reads across regions, by name and on record). The wall itself is row-level
security; a scope only says, at the start of each transaction, which side of it we stand on.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import event, text
from sqlalchemy.engine import Connection
from sqlalchemy.orm import ORMExecuteState, SessionTransaction
from sqlalchemy.orm import Session as OrmSession

from app.infra import engine


@dataclass(frozen=True, slots=True)
class RegionRef:
    """What a scope needs to know of a region. ``ahead`` is how far its demo clock runs ahead."""

    id: int
    code: str
    name: str
    name_en: str = ""
    hotline: str = ""
    is_demo: bool = False
    ahead: timedelta = timedelta()


class NoScopeOpen(RuntimeError):
    """A programming error: the database was asked outside any scope."""


class ScopeNested(RuntimeError):
    """A programming error: a scope for another region was opened inside one."""


@dataclass(slots=True)
class Scope:
    region: RegionRef | None
    role: str | None
    session: OrmSession
    in_unit: bool = False
    after_commit: list[object] = field(default_factory=list)
    known: dict[Hashable, object] = field(default_factory=dict)


Known = TypeVar("Known")
_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope:
    """The open scope; raises ``NoScopeOpen``."""
    scope = _current.get()
    if scope is None:
        raise NoScopeOpen("open region_scope(...), house_scope() or through_door(...) first")
    return scope


def current_region() -> RegionRef:
    """The region of the open scope; raises ``NoScopeOpen`` in the house's own scope."""
    region = current().region
    if region is None:
        raise NoScopeOpen("this needs a region; the open scope has none")
    return region


def region_or_none() -> RegionRef | None:
    scope = _current.get()
    return scope.region if scope else None


def Session() -> OrmSession:  # noqa: N802  (it stands for the session class, as in SQLAlchemy's own habit)
    """The session of the open scope."""
    return current().session


def once(key: Hashable, ask: Callable[[], Known]) -> Known:
    """What many rooms ask on one page (the calendar, the guide in force) is read once.

    It is kept in this scope until anything is written or a transaction begins or ends: nobody is told yesterday's answer.
    """
    known = current().known
    if key not in known:
        known[key] = ask()
    return cast("Known", known[key])


STAND = text("select set_config('app.region_id', :id, true), set_config('role', :role, true)")


@contextmanager
def region_scope(region: RegionRef) -> Iterator[RegionRef]:
    """Everything inside sees ``region`` and nothing else."""
    with _open(region, None):
        yield region


@contextmanager
def house_scope() -> Iterator[None]:
    """For tables that belong to no region. Region-scoped tables answer with an error here."""
    with _open(None, None):
        yield


@contextmanager
def open_door() -> Iterator[None]:
    """Read across regions. Only ``app.infra.door`` calls this; it writes down who and why."""
    with _open(None, engine.DOOR_ROLE):
        yield


@contextmanager
def fresh_eyes() -> Iterator[None]:
    """The same scope and the same transaction, read with nothing remembered. What was changed must be flushed before."""
    here = current()
    session = OrmSession(
        bind=here.session.connection(), join_transaction_mode="rollback_only", expire_on_commit=False
    )
    token = _current.set(Scope(here.region, here.role, session, in_unit=True))
    try:
        yield
    finally:
        session.close()  # it joined a transaction that is not its own: nothing is rolled back
        _current.reset(token)


@contextmanager
def _open(region: RegionRef | None, role: str | None) -> Iterator[None]:
    outer = _current.get()
    if outer is not None and outer.in_unit:
        raise ScopeNested("a scope cannot be opened inside a unit of work")
    session = engine.new_session()
    token = _current.set(Scope(region, role, session))
    try:
        yield
    finally:
        session.close()
        _current.reset(token)


@event.listens_for(OrmSession, "after_begin")
def _say_which_side(session: OrmSession, _: SessionTransaction, connection: Connection) -> None:
    """First statement of every transaction: the region, or none, and the role."""
    scope = _current.get()
    if scope is None or scope.session is not session:
        raise NoScopeOpen("a session outside its scope")
    region_id = str(scope.region.id) if scope.region else ""
    connection.execute(STAND, {"id": region_id, "role": scope.role or "none"})


def _forget(session: OrmSession, *_: Any) -> None:
    scope = _current.get()
    if scope is not None and scope.session is session:
        scope.known.clear()


for _moment in ("after_begin", "after_flush_postexec", "after_soft_rollback"):
    event.listen(OrmSession, _moment, _forget)


@event.listens_for(OrmSession, "do_orm_execute")
def _forget_at_writing(state: ORMExecuteState) -> None:
    """Rows written in bulk pass no flush; and what is locked is locked in order to be read anew."""
    is_locking = getattr(state.statement, "_for_update_arg", None) is not None
    if is_locking or state.is_insert or state.is_update or state.is_delete:
        _forget(state.session)
