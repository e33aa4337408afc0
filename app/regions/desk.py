"""The region's lines in the side navigation."""

from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (
    NavEntry("region_policy.index", _l("县区规则"), "scale", frozenset({"admin"}), 94),
    NavEntry("regions.calendar", _l("工作日历"), "calendar", frozenset({"admin"}), 95),
)
