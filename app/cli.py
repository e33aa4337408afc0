"""The house's own flask commands; slices bring theirs through the floorplan."""

import click
from flask import Flask, current_app

from app import demo as county
from app.cli_backup import backup_group
from app.cli_jobs import jobs_group
from app.cli_keys import keys_group
from app.floorplan import SLICES
from app.infra import audit, clock, migrate, packs, scope
from app.infra.access import policy_of
from app.infra.console import refuse, refusing, say_json
from app.infra.db import unit_of_work
from app.public.commands import renew_all
from app.regions import queries as regions
from app.settings import Settings


def init_cli(app: Flask, settings: Settings) -> None:
    """The house's own commands; slices add theirs through the floorplan."""
    app.cli.add_command(prepare)
    app.cli.add_command(access)
    app.cli.add_command(audit_group)
    app.cli.add_command(backup_group)
    app.cli.add_command(jobs_group)
    app.cli.add_command(keys_group)


CARDS_AT_ONCE = 10_000  # after an update; the others come with the chores, or with `flask cards renew`


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
    migrate.migrate(settings.owner_url, settings.database_url)
    with scope.house_scope(), unit_of_work():
        added = packs.load((pack for one in SLICES for pack in one.packs()), now=clock.real_now())
    made = county.make() if demo else 0
    with scope.house_scope():
        refs = regions.open_refs()
    for ref in refs:
        with scope.region_scope(ref):
            renew_all(most=CARDS_AT_ONCE)
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


@click.group("audit")
def audit_group() -> None:
    """审计链 (the audit chain)."""


@audit_group.command("verify")
@click.option("--head", "hash_said", default="", metavar="HASH", help="printed on a list that somebody holds")
def verify(hash_said: str) -> None:
    """Walk every region's chain; exit 1 and name the first row that does not fit, or say that no whole chain bears HASH."""
    with scope.house_scope():
        refs = regions.open_refs()
    broken = {}
    for ref in refs:
        with scope.region_scope(ref):
            first = audit.first_broken()
        if first is not None:
            broken[ref.code] = first.seq
    if broken:
        refuse("审计链断开（县区: 第几行）：" + "，".join(f"{code}: {seq}" for code, seq in broken.items()))
    borne = _bearing(hash_said) if hash_said else {}
    say_json({"whole": True, "regions": [ref.code for ref in refs], **borne})


@audit_group.command("holds")
@click.argument("hash_said", metavar="HASH")
def holds(hash_said: str) -> None:
    """Look for a hash that is printed on a published list or on minutes; exit 1 if no chain bears it."""
    say_json(_bearing(hash_said)["head"])


def _bearing(hash_said: str) -> dict[str, dict[str, object]]:
    """The row that bears a hash, and where; refused if there is none."""
    with scope.house_scope():
        refs = regions.open_refs()
    for ref in refs:
        with scope.region_scope(ref):
            row = audit.holding(hash_said)
            if row is not None:
                return {"head": {"region": ref.code, "seq": row.seq, "at": row.at, "action": row.action}}
    return refuse("没有哪一条审计记录是这个哈希：记录被改过，或者抄错了。 No chain bears this hash.")
