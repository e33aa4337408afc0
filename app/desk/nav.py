"""The first line of the side navigation, and how the lines of all slices stand together."""

from collections.abc import Sequence

from app.accounts.terms import Role
from app.infra.desk import NavEntry
from app.infra.i18n import _l

NAV = (
    NavEntry("desk.home", _l("今天"), "home", frozenset(Role), 0, also=("agenda", "aspects")),
    NavEntry("system.show", _l("系统状态"), "activity", frozenset({Role.ADMIN}), 95),
)
FEW = 9  # so many lines need no headings
FIRST = frozenset({"desk"})
CASES = frozenset({"complaints", "reports", "assistance", "statistics", "wordings", "mediation"})
SHOP = frozenset(
    {"merchants", "selfchecks", "results", "remediation", "licences", "labels", "guides", "api_tokens"}
)
YEAR = frozenset(
    {"reviews", "cycles", "assessments", "rubrics", "panels", "panel_sittings", "rights", "own_rights", "publicity",
     "proposals", "titles", "own_title", "honours", "own_honours", "bulletins"}
)  # fmt: skip
GROUPS = ((FIRST, ""), (CASES, _l("投诉和举报")), (SHOP, _l("经营和证照")), (YEAR, _l("评定和公示")))
REST = _l("设置")


def in_groups(entries: Sequence[NavEntry]) -> list[tuple[NavEntry, str]]:
    """The lines with the heading they stand under, heading by heading; few lines stand without."""
    if len(entries) <= FEW:
        return [(entry, "") for entry in entries]
    placed = [(_place(entry), entry) for entry in entries]
    placed.sort(key=lambda one: one[0])  # within a group they keep their order
    return [(entry, str(GROUPS[place][1]) if place < len(GROUPS) else str(REST)) for place, entry in placed]


def _place(entry: NavEntry) -> int:
    page = entry.endpoint.partition(".")[0]
    return next((place for place, (names, _title) in enumerate(GROUPS) if page in names), len(GROUPS))
