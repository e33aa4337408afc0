"""What slices put on people's first page and in the side navigation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A line of the side navigation for the roles it names. ``title`` is lazy; ``rank`` orders, low first.

    It stands for the pages of its endpoint's blueprint and of the blueprints in ``also``.
    """

    endpoint: str
    title: Any
    icon: str
    roles: frozenset[str]
    rank: int = 50
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do today. ``rank`` orders: overdue things 0–9, due soon 10–19, open 20–49, good to do 50 and more.

    ``due`` is a text such as “还剩 2 个工作日”; ``tone`` is good, warn, bad or calm.
    """

    title: str
    url: str
    due: str = ""
    tone: str = "calm"
    rank: int = 50
    count: int = 0
    text: str = ""
    icon: str = field(default="")


Todos: TypeAlias = Callable[[Any, datetime], Iterable[Todo]]


@dataclass(frozen=True, slots=True)
class Sight:
    """Something to look at below the list of today: a template of the slice's own and what it needs.

    ``rank`` orders, low first. A sight costs at most a query or two, whatever the region holds.
    """

    template: str
    facts: dict[str, Any]
    rank: int = 50


Sights: TypeAlias = Callable[[Any, datetime], Iterable[Sight]]


@dataclass(frozen=True, slots=True)
class Due:
    """A day by which something has to be done, for the calendar. ``count`` above one: so many of a kind together.

    ``tone`` is left empty where it follows from the day: past is bad, today is a warning. A milestone, which nobody can
    be late for, says ``calm`` or ``plain``.
    """

    day: date
    title: str
    url: str
    text: str = ""
    count: int = 1
    tone: str = ""


Dues: TypeAlias = Callable[[Any, date, date], Iterable[Due]]
