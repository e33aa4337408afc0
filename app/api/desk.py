"""The API's line in the side navigation."""

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (NavEntry("api_tokens.index", _l("接口令牌"), "key", frozenset({Role.PARK}), 95, also=("api",)),)
