"""One engine a process, and the roles it knows."""

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session as OrmSession
from sqlalchemy.orm import sessionmaker

PROGRAM_ROLE = "fangxin_app"
DOOR_ROLE = "fangxin_door"

_factory: sessionmaker[OrmSession] = sessionmaker(expire_on_commit=False)
_engine: Engine | None = None
_bound: Connection | None = None


def driver_url(url: str) -> str:
    """The same address, with the driver we use named."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def connect(url: str, *, pool_size: int = 4) -> Engine:
    """Make the process's engine. Called once, by the factory."""
    global _engine  # noqa: PLW0603  (one engine a process is the point)
    if _engine is not None:
        _engine.dispose()
    _engine = create_engine(
        driver_url(url), pool_size=pool_size, max_overflow=4, pool_pre_ping=True, pool_recycle=1800,
        hide_parameters=True,  # a failing statement is logged; the people in it are not
    )  # fmt: skip
    _factory.configure(bind=_engine, join_transaction_mode="conditional_savepoint")
    return _engine


def is_too_strong() -> bool:
    """Whether the role we came in with could look over the wall. False too while nobody answers: others will say so."""
    asked = text(
        "select rolsuper or rolbypassrls or exists (select from pg_class where relowner = pg_roles.oid and relname = 'merchant')"
        " from pg_roles where rolname = current_user"
    )
    try:
        with get().connect() as connection:
            return bool(connection.scalar(asked))
    except OperationalError:
        return False


def get() -> Engine:
    if _engine is None:
        raise RuntimeError("no engine yet: create_app() first")
    return _engine


def forget_in_child() -> None:
    """After a fork: the parent's connections are not ours to use or to close."""
    if _engine is not None:
        _engine.dispose(close=False)


def new_session() -> OrmSession:
    return _factory()


def bind_to(connection: Connection | None) -> None:
    """Tests only: put every session on one connection, so that the test can be rolled back whole."""
    global _bound  # noqa: PLW0603  (the same)
    _bound = connection
    if connection is None:
        _factory.configure(bind=get(), join_transaction_mode="conditional_savepoint")
    else:
        _factory.configure(bind=connection, join_transaction_mode="create_savepoint")


def bound() -> Connection | None:
    """Tests only: the one connection that everything is on."""
    return _bound
