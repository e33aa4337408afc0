"""The one way to read across regions: by name, with a reason, on record."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column

from app.infra import clock, scope
from app.infra.db import Base, unit_of_work
from app.infra.scope import Session

log = logging.getLogger(__name__)


class DoorEntry(Base):
    """Who went through the door, when and why."""

    __tablename__ = "door_log"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    why: Mapped[str]


@contextmanager
def through_door(*, who: str, why: str) -> Iterator[None]:
    """Read every region inside. Writing is refused by the database: the door's role may only SELECT."""
    with scope.house_scope(), unit_of_work():
        Session().add(DoorEntry(at=clock.real_now(), who=who, why=why))
    with scope.open_door():
        yield
