"""What every signed-in page has around it: navigation, inbox, the demo clock's strip, the way out."""

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, current_app, request, url_for
from flask_login import current_user

from app.accounts.models import User
from app.desk.nav import in_groups
from app.infra import clock, errors, scope
from app.infra.desk import NavEntry
from app.infra.templates import NavItem

NAV = "fangxin.nav"
AROUND = "fangxin.around"


def init_surroundings(
    app: Flask, entries: Iterable[NavEntry], around: Iterable[Callable[[User], dict[str, Any]]]
) -> None:
    """Remember every slice's lines, in order, and what it puts around each page; dress each page."""
    app.extensions[AROUND] = tuple(around)
    app.extensions[NAV] = tuple(sorted(entries, key=lambda entry: entry.rank))
    app.context_processor(surroundings)


def surroundings() -> dict[str, Any]:
    """Empty for strangers; nothing here may fail an error page, so a broken database is their case too."""
    region = scope.region_or_none()
    if errors.is_on_its_own():
        return {"home_url": "/"}
    if region is None or not current_user.is_authenticated:
        return {"home_url": "/", "demo_clock": _demo_clock()}
    role = current_user.role
    given: dict[str, Any] = {}
    for around in current_app.extensions[AROUND]:
        given |= around(current_user)
    return given | {
        "nav": [
            _item(entry, group)
            for entry, group in in_groups([one for one in current_app.extensions[NAV] if role in one.roles])
        ],
        "home_url": url_for("desk.home"),
        "sign_out_url": url_for("accounts.sign_out"),
        "demo_clock": _demo_clock(),
        "demo_clock_url": url_for("regions.demo_clock") if role == "admin" and region.is_demo else None,
    }


def _item(entry: NavEntry, group: str) -> NavItem:
    here = (request.endpoint or "").split(".")[0] in (entry.endpoint.split(".")[0], *entry.also)
    return NavItem(str(entry.title), url_for(entry.endpoint), entry.icon, active=here, group=group)


def _demo_clock() -> object:
    region = scope.region_or_none()
    return clock.now() if region and region.is_demo else None
