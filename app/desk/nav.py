"""The first line of the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (NavEntry("desk.home", _l("今天"), "home", frozenset(Role), 0),)
