"""The bulletins' line in the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (NavEntry("bulletins.index", _l("案例和提示"), "bulb", frozenset({Role.OFFICER, Role.ADMIN}), 66),)
