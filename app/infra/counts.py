"""Numbers for first pages. Each slice knows its own; a page that wants many asks for them in one statement."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, select

from app.infra import scope
from app.infra.scope import Session


@dataclass(frozen=True, slots=True)
class Count:
    """``key`` says what is counted and for whom; ``wanted`` gives one number."""

    key: Hashable
    wanted: Select[int]

    def value(self) -> int:
        """Asked for alone, unless it was asked for together with others."""
        return scope.once(self.key, lambda: Session().scalar(self.wanted) or 0)


Counts: TypeAlias = Callable[[Any, datetime], Iterable[Count]]
"""What a slice counts for this person's first page."""


def ask_together(counts: Iterable[Count]) -> None:
    """One statement, however many; afterwards each ``value()`` is at hand."""
    each = list(counts)
    if each:
        row = Session().execute(select(*(one.wanted.scalar_subquery() for one in each))).one()
        scope.current().known.update({one.key: value or 0 for one, value in zip(each, row, strict=True)})
