"""``flask cards``: the public cards of sellers."""

import click

from app.infra import clock
from app.infra.db import unit_of_work
from app.public import cards
from app.regions.console import in_region, region_option


@click.group("cards")
def cards_group() -> None:
    """商家公开信息卡 (public cards)."""


def renew_all(most: int | None = None) -> int:
    """In the open region, some thousands at a time, each for good; how many were written."""
    written = 0
    while most is None or written < most:
        with unit_of_work():
            done = cards.renew(clock.now())
        written += done
        if not done:
            break
    return written


@cards_group.command()
@region_option
def renew(region_code: str) -> None:
    """补写缺少的卡片，重新统计投诉：升级以后运行一次，平时每半小时自动做一部分。"""
    with in_region(region_code):
        written = renew_all()
    click.echo(f"写好 {written} 张。 {written} cards written.")
