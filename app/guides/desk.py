"""The guide's line in the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (NavEntry("guides.index", _l("工作指南"), "book", frozenset(Role), 40),)
