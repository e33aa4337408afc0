"""Tables of the clocks slice: what is due, and the time that is taken out."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from app.clocks.rules import Span
from app.clocks.terms import Unit, named
from app.infra.db import Base, Json, RegionScoped
from app.kernel.kinds import ClockName

RUNNING = "met_at IS NULL AND lifted_at IS NULL"


class Name(TypeDecorator[ClockName]):
    """A clock of any slice, kept as its text."""

    impl = String(60)
    cache_ok = True

    def process_bind_param(self, value: ClockName | str | None, dialect: Dialect) -> str | None:
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> ClockName | None:
        return None if value is None else named(value)


class Deadline(RegionScoped, Base):
    """One thing due. Whose it is stands in ``subject_kind`` (a table) and ``subject_id``: any slice's row.

    ``version`` says under which rule; ``counted`` holds the days, so that it can be explained. ``due_at`` is the
    last moment in time; ``due_on`` the last day, where days are counted. While ``paused_at`` is set the clock
    stands and both are what they were before. ``lifted_at``: nobody waits any more. ``told_at``: its
    people know that it is late. Of one subject only one clock of a name runs at a time.
    """

    __tablename__ = "deadline"
    __table_args__ = (
        Index("ix_deadline_subject", "subject_kind", "subject_id"),
        Index(
            "uq_deadline_running", "region_id", "subject_kind", "subject_id", "clock", unique=True,
            postgresql_where=text(RUNNING),
        ),
        Index("ix_deadline_due", "region_id", "subject_kind", "due_at", postgresql_where=text(RUNNING)),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[int]
    clock: Mapped[ClockName] = mapped_column(Name)
    unit: Mapped[Unit]
    length: Mapped[int]
    version: Mapped[str]
    extension: Mapped[int] = mapped_column(default=0)
    to_confirm: Mapped[bool] = mapped_column(default=False)
    started_at: Mapped[datetime]
    due_at: Mapped[datetime]
    due_on: Mapped[date | None]
    provisional: Mapped[bool]
    counted: Mapped[Json]
    paused_at: Mapped[datetime | None]
    extended_at: Mapped[datetime | None]
    met_at: Mapped[datetime | None]
    lifted_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]

    pauses: Mapped[list["Pause"]] = relationship(order_by="Pause.id", lazy="raise", back_populates="deadline")

    @property
    def is_over(self) -> bool:
        return self.met_at is not None or self.lifted_at is not None

    @property
    def is_running(self) -> bool:
        return not self.is_over

    @property
    def whole_length(self) -> int:
        """With the extension, once that has been given."""
        return self.length + (self.extension if self.extended_at is not None else 0)

    @property
    def audit_label(self) -> str:
        return f"{self.clock.value} {self.subject_kind} {self.subject_id}"


class Pause(RegionScoped, Base):
    """Time that does not count: from when, until when (None: it still stands), why, and on which paper."""

    __tablename__ = "deadline_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), index=True)
    from_at: Mapped[datetime]
    until_at: Mapped[datetime | None]
    why: Mapped[str]
    paper: Mapped[str]
    by_name: Mapped[str]

    deadline: Mapped[Deadline] = relationship(back_populates="pauses", lazy="raise")

    @property
    def span(self) -> Span | None:
        return None if self.until_at is None else Span(self.from_at, self.until_at)
