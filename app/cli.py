"""Flask commands. What scripts read goes to standard output as JSON; what went wrong goes to standard error."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

import click
from flask import Flask, current_app

from app.infra import clock, migrate, packs, phrases, scope
from app.infra.access import policy_of
from app.infra.db import unit_of_work
from app.infra.scope import RegionRef
from app.kernel.errors import DomainError
from app.regions import queries as regions
from app.settings import Settings


def say_json(said: object) -> None:
    """Standard output: JSON, readable, Chinese as Chinese."""
    click.echo(json.dumps(said, ensure_ascii=False, indent=2, default=str))


def refuse(told: str) -> NoReturn:
    """Standard error, exit code 1."""
    click.echo(told, err=True)
    sys.exit(1)


def refusing(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose refusals are sentences."""

    @wraps(command)
    def spoken(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DomainError as refusal:
            refuse(phrases.sentence(refusal))

    return spoken


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


def init_cli(app: Flask, settings: Settings) -> None:
    """The house's own commands; slices add theirs through the floorplan."""
    app.cli.add_command(prepare)
    app.cli.add_command(access)


@click.command("prepare")
@click.option(
    "--demo/--no-demo", default=None, help="第一次是否建演示县区 (make a demo county the first time)"
)
@refusing
def prepare(demo: bool | None) -> None:
    """Migrate, load the packs and, the first time in demo mode, make a demo county."""
    settings: Settings = current_app.extensions["fangxin.settings"]
    _prepare(settings, demo=settings.demo if demo is None else demo)


def prepare_if_empty(app: Flask) -> None:
    """Before the first command in a fresh folder: what ``prepare`` does. A database with tables is left alone."""
    settings: Settings = app.extensions["fangxin.settings"]
    if migrate.is_at_head(settings.owner_url):
        return
    with app.app_context():
        _prepare(settings, demo=settings.demo)


def _prepare(settings: Settings, *, demo: bool) -> None:
    from app import demo as county  # slices import this module for their own commands
    from app.floorplan import SLICES

    migrate.migrate(settings.owner_url, settings.database_url)
    with scope.house_scope(), unit_of_work():
        added = packs.load((pack for one in SLICES for pack in one.packs()), now=clock.real_now())
    made = county.make() if demo else 0
    click.echo(f"数据库已就绪；载入 {added} 份规则；新建 {made} 个演示县区。", err=True)


@click.group("access")
def access() -> None:
    """谁可以做什么 (who may do what)."""


@access.command("table")
@click.option("--json", "as_json", is_flag=True, help="用 JSON 输出")
def table(as_json: bool) -> None:
    """Every permission with its rows: any one row is enough, all facts of a row must hold."""
    policy = sorted(policy_of(current_app).items())
    rows = {
        str(permission): [[fact.__name__ for fact in row] for row in facts] for permission, facts in policy
    }
    if as_json:
        say_json(rows)
        return
    widest = max(map(len, rows))
    for permission, facts in rows.items():
        click.echo(f"{permission:<{widest}}  " + " | ".join(" + ".join(row) for row in facts))
