"""``flask merchants``: the region's sellers, for scripts."""

import click

from app.infra.console import refusing, say_json
from app.merchants import queries
from app.regions.console import in_region, region_option


@click.group()
def merchants() -> None:
    """商家 (sellers)."""


@merchants.command("list")
@region_option
@refusing
def list_(region_code: str | None) -> None:
    """Every seller of the region, oldest first."""
    with in_region(region_code):
        say_json(
            [
                {
                    "uscc": one.uscc, "name": one.name, "kind": one.kind.value, "code": one.code,
                    "park": one.park.name if one.park else None, "station": one.station.name,
                }
                for one in queries.all_of()
            ]
        )  # fmt: skip
