"""What a slice tells the house about itself, in its ``plan.py``."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import click
from flask import Blueprint

from app.infra.access import AccessRows
from app.infra.counts import Counts
from app.infra.desk import Dues, NavEntry, Sights, Todos
from app.infra.packs import Pack

CLOCKS = "fangxin.clocks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """One noun of the domain.

    ``words`` are tables for enum members (one a kind where two kinds share a value), ``errors`` for refusals, ``packs`` its policy, ``nav`` its lines in the side
    navigation, ``todos`` what it asks of a person today, ``sights`` what it shows below, ``counts`` the numbers that both
    rest on (asked for together with everybody's), ``dues`` what it puts into a
    person's calendar between two days, ``around`` what it puts around each
    signed-in page, ``commands`` its group of flask commands, ``clocks`` where each of its periods comes from
    (a sentence with ``%(amount)s`` and, if wanted, ``%(unit)s``, or a function of the deadline that gives one).
    """

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    access: AccessRows = field(default_factory=dict)
    words: tuple[Mapping[Any, Any], ...] = ()
    errors: Mapping[str, Any] = field(default_factory=dict)
    packs: Callable[[], Iterable[Pack]] = tuple
    nav: tuple[NavEntry, ...] = ()
    todos: Todos | None = None
    sights: Sights | None = None
    counts: Counts | None = None
    dues: Dues | None = None
    around: Callable[[Any], dict[str, Any]] | None = None
    commands: tuple[click.Command, ...] = ()
    clocks: Mapping[Any, Any] = field(default_factory=dict)
