"""``flask workdays``: deadlines by the region's own calendar."""

from datetime import date

import click

from app.infra.console import refuse, refusing, say_json
from app.infra.i18n import _
from app.kernel.workdays import workdays_after
from app.regions import queries
from app.regions.console import in_region, region_option


@click.group()
def workdays() -> None:
    """工作日 (working days)."""


@workdays.command()
@click.option("--from", "written", required=True, help="起算日，不计入，例如 2026-09-25")
@click.option("--workdays", "count", required=True, type=int, help="工作日天数")
@region_option
@refusing
def due(written: str, count: int, region_code: str | None) -> None:
    """The last day of a period of working days; the first day itself is not counted."""
    start_on = _day(written)
    with in_region(region_code):
        found = workdays_after(start_on, count, queries.calendar())
    say_json(
        {
            "from": found.start_on, "workdays": count, "due_on": found.due_on, "provisional": found.provisional,
            "counted": found.counted, "skipped": found.skipped,
        }
    )  # fmt: skip


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        refuse(_("“%(written)s”不是一个日期，请写成 2026-09-25 这样。", written=written))
