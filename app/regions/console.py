"""Commands stand in one region, as requests do."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from app.infra import scope
from app.infra.console import refuse
from app.infra.scope import RegionRef
from app.regions import queries as regions


@contextmanager
def in_region(code: str | None) -> Iterator[RegionRef]:
    """The named region, or the first one."""
    with scope.house_scope():
        refs = regions.open_refs()
    region = next((ref for ref in refs if code in (None, ref.code)), None)
    if region is None:
        refuse(f"没有这个县区：{code or '还没有任何县区'}。 No such region.")
    with scope.region_scope(region):
        yield region


region_option = click.option(
    "--region", "region_code", help="六位行政区划代码，默认第一个县区 (six-digit code)"
)
