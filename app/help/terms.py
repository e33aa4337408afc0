"""A page of help as it is read: parts, and steps that lead to the page they tell of. Values only."""

import enum
from dataclasses import dataclass
from typing import Any


class Reader(enum.StrEnum):
    """For whom a page of help is written; its value stands in the address."""

    CONSUMER = "consumer"
    SELLER = "seller"
    PARK = "park"
    OFFICER = "officer"
    PANEL = "panel"
    ADMINISTRATOR = "administrator"


class SheetName(enum.StrEnum):
    """One page of paper, to be hung up where it is needed."""

    PACKERS = "packers"
    STATIONS = "stations"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. ``title`` and ``text`` are lazy and may hold ``%(name)s`` of ``facts.told``; ``endpoint`` is the page
    it tells of, which takes nothing but a region's code, and ``link`` the words that lead there.
    """

    title: Any
    text: Any
    endpoint: str = ""
    link: Any = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Steps that belong together. ``key`` is its place on the page."""

    key: str
    title: Any
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A reader's whole page."""

    reader: Reader
    icon: str
    lead: Any
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a search may find: words in the reader's language and where they lead. ``where`` says what kind of page it is."""

    where: str
    title: str
    text: str
    url: str
