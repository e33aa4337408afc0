"""The time in which a shop may speak, read anew when the region changes its rule or its calendar."""

from collections.abc import Callable
from datetime import date, datetime

from app.clocks import queries as clocks
from app.clocks import service as clock_service
from app.infra.audit import SYSTEM
from app.infra.i18n import _, _l, day_text
from app.regions import changes as region_changes
from app.regions import queries as regions
from app.titles import case_queries, service
from app.titles.models import TitleCase
from app.titles.terms import TitleClock


@region_changes.watch
def reread(now: datetime) -> None:
    """Hearings that still run follow a longer time and new holidays at once; never back: what a shop was told, it keeps.

    Also a chore, for calendars that come with a new version of the house. Twice is once.
    """
    length = regions.policy().hearing_workdays
    moved = {
        one.subject_id: one
        for one in clocks.running_of(TitleCase.__tablename__, clocks=[TitleClock.HEARING])
        if clock_service.reread(one, length, by=SYSTEM, now=now)
    }
    for case in case_queries.by_ids(list(moved)) if moved else ():
        day = moved[case.id].due_on
        service.tell_shop(
            case.merchant_id, _l("陈述申辩的期限延长了"), _until(day), f"title-hearing-{case.code}-{day}", now,
            url=f"/titles/cases/{case.code}",
        )  # fmt: skip


def _until(day: date | None) -> Callable[[], str]:
    """Said in the language that is set when it is asked."""

    def said() -> str:
        return _("可以陈述申辩到 %(day)s（含当天）。", day=day_text(day) if day else "—")

    return said
