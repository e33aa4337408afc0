"""The figures' line in the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

ROLES = frozenset({Role.MERCHANT, Role.PARK, Role.OFFICER, Role.ADMIN})
NAV = (NavEntry("statistics.index", _l("投诉统计"), "chart-bar", ROLES, 17),)
