"""Rows for tests, made through the same services that people use. Call them inside a region scope."""

from itertools import count
from typing import Any

from app.accounts import service as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import clock
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import current_region
from app.kernel.uscc import check_character
from app.merchants import service as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind, Platform
from app.regions import queries as regions
from app.regions import service as region_service
from app.regions.models import Organisation
from app.regions.terms import OrganisationKind

PASSWORD = "tea and rain 2026"
_numbers = count(1)


def uscc(number: int) -> str:
    """A code with a right check character; there is room for as many as one process ever makes."""
    first_17 = f"92330522MA{number:07d}"
    return first_17 + check_character(first_17)


def organisation(kind: OrganisationKind = OrganisationKind.STATION, name: str | None = None) -> Organisation:
    with unit_of_work():
        return region_service.open_organisation(kind, name or f"{kind.value}{next(_numbers)}")


def user(role: Role = Role.OFFICER, **facts: Any) -> User:
    """Someone with an account, a phone of their own and ``PASSWORD``."""
    number = next(_numbers)
    with unit_of_work():
        return accounts.open_account(
            phone=facts.pop("phone", f"166{current_region().id}{number:07d}"), password=facts.pop("password", PASSWORD),
            name=facts.pop("name", f"{role.value}{number}"), role=role, now=clock.now(), **facts,
        )  # fmt: skip


def merchant(kind: MerchantKind = MerchantKind.LIVE_STREAM, **facts: Any) -> Merchant:
    """A seller on the region's list, with a station and one room; nobody acts for it yet."""
    stations = regions.organisations(OrganisationKind.STATION)
    station = stations[0] if stations else organisation()
    with unit_of_work():
        return entered(kind, **{"station_id": station.id, **facts})


def entered(kind: MerchantKind = MerchantKind.LIVE_STREAM, **facts: Any) -> Merchant:
    """A seller as part of a step that is under way; there is a station."""
    number = next(_numbers)
    return merchants.enter(
        merchants.Entry(**{
            "name": f"测试店{number}", "uscc": uscc(number), "kind": kind, "contact": "测试人", "address": "测试路 1 号",
            "goods": "茶叶", "rooms": ((Platform.DOUYIN, f"直播间{number}"),), **facts,
        }),
        by=SYSTEM, now=clock.now(),
    )  # fmt: skip


def seller(of: Merchant) -> User:
    """Someone who acts for this shop."""
    return user(Role.MERCHANT, merchant_id=of.id)
