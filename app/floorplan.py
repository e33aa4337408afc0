"""The list of slices: what each one opens, asks for and says. The factory walks it; nothing else does."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint

from app.accounts import phrases as account_phrases
from app.accounts import views as account_views
from app.desk import permissions as desk_permissions
from app.desk import views as desk_views
from app.infra.access import AccessRows
from app.infra.packs import Pack
from app.merchants import permissions as merchant_permissions
from app.merchants import phrases as merchant_phrases
from app.merchants import views as merchant_views
from app.regions import packs as region_packs
from app.regions import permissions as region_permissions
from app.regions import phrases as region_phrases
from app.regions import views as region_views


@dataclass(frozen=True, slots=True)
class Slice:
    """One noun of the domain. ``words`` are for enum members, ``errors`` for refusals, ``packs`` its policy."""

    name: str
    blueprints: tuple[Blueprint, ...] = ()
    access: AccessRows = field(default_factory=dict)
    words: Mapping[Any, Any] = field(default_factory=dict)
    errors: Mapping[str, Any] = field(default_factory=dict)
    packs: Callable[[], Iterable[Pack]] = tuple


SLICES = (
    Slice(
        "regions", (region_views.blueprint,), region_permissions.ACCESS, region_phrases.WORDS, region_phrases.ERRORS,
        region_packs.packs,
    ),
    Slice("accounts", (account_views.blueprint,), {}, account_phrases.WORDS, account_phrases.ERRORS),
    Slice(
        "merchants", (merchant_views.blueprint,), merchant_permissions.ACCESS, merchant_phrases.WORDS,
        merchant_phrases.ERRORS,
    ),
    Slice("desk", (desk_views.blueprint,), desk_permissions.ACCESS),
)  # fmt: skip
