"""``flask backup``: made, checked and brought back by hand or by the machine's own timetable."""

from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app

from app.infra import backup, clock, storage
from app.infra.console import refuse, say_json
from app.settings import Settings


@click.group("backup")
def backup_group() -> None:
    """备份与恢复 (backups)."""


@backup_group.command("create")
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--to", "recipient", required=True, help="age 公钥 (public key, age1…)")
def create(out: Path, recipient: str) -> None:
    """Database and files at one moment, sealed to the public key."""
    here = _settings()
    try:
        made = backup.create(
            here.owner_url, here.var, out, recipient, bucket=storage.bucket_or_none(), now=clock.real_now()
        )
    except backup.BackupRefused as why:
        refuse(str(why))
    say_json({"file": str(out), "bytes": out.stat().st_size, **_short(made)})


@backup_group.command("verify")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="age 私钥文件"
)
def verify(archive: Path, key: Path) -> None:
    """Open it and compare every byte with its hash."""
    try:
        said = backup.verify(archive, _identity(key), _settings().var)
    except backup.BackupRefused as why:
        refuse(str(why))
    say_json({"whole": True, **_short(said)})


@backup_group.command("restore")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--key", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path), help="age 私钥文件"
)
def restore(archive: Path, key: Path) -> None:
    """Into an empty database and folder; counts and audit chain are compared, then walked by ``flask audit verify``."""
    here = _settings()
    try:
        said = backup.restore(
            archive,
            _identity(key),
            owner_url=here.owner_url,
            program_url=here.database_url,
            var=here.var,
            bucket=storage.bucket_or_none(),
        )
    except backup.BackupRefused as why:
        refuse(str(why))
    say_json({"restored": True, **_short(said)})


def _settings() -> Settings:
    settings: Settings = current_app.extensions["fangxin.settings"]
    return settings


def _identity(key: Path) -> str:
    """The key file as ``age-keygen`` writes it: comments, then one line."""
    lines = [
        line for line in key.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return lines[0] if lines else ""


def _short(said: backup.Manifest) -> dict[str, object]:
    told = asdict(said)
    rows = told.pop("rows")
    return {**told, "tables": len(rows), "rows": sum(rows.values())}
