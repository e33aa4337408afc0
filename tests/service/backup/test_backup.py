"""A backup brings everything back into an empty machine, and a spoilt one says so."""

import errno
import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import psycopg
import pyrage
import pytest
from flask import Flask

from app.infra import backup
from app.infra.backup import archive as archives
from app.infra.backup.terms import MANIFEST
from app.settings import ROOT
from tests.conftest import NOW
from tests.service.backup.conftest import Machine

LIVE = """
from datetime import timedelta
from app.factory import create_app
from app.infra import audit, clock, migrate, scope, storage
from app.infra.db import unit_of_work
from app.regions import queries, service
from app.regions.terms import OrganisationKind, RegionAction
app = create_app()
here = app.extensions["fangxin.settings"]
with app.app_context():
    with scope.house_scope(), unit_of_work():
        service.open_region(region_id=1, code="330522", name="长兴县", name_en="", bureau_name="局", hotline="12315",
            is_demo=True, now=clock.real_now())
    with scope.house_scope():
        ref = queries.ref_by_code("330522")
    with scope.region_scope(ref), unit_of_work():
        service.open_organisation(OrganisationKind.STATION, "太湖所")
        for days in (1, 2, 3):
            service.move_clock(clock.now() + timedelta(days=days), demo_allowed=True, by=audit.SYSTEM, now=clock.now())
        storage.keep("一张照片".encode(), media_type="image/png", name="照片.png", now=clock.now())
"""


@pytest.fixture(scope="module")
def lived(machine: Callable[[str], Machine], app: Flask) -> Machine:
    """A machine with a region, an audit chain and a file."""
    one = machine("lived")
    assert one.flask("prepare", "--no-demo").returncode == 0
    done = subprocess.run(
        [sys.executable, "-c", LIVE], env=one.env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return one


KEY = pyrage.x25519.Identity.generate()


@pytest.fixture(scope="module")
def archive(lived: Machine) -> Path:
    out = lived.var / "all.age"
    backup.create(lived.owner_url, lived.var, out, str(KEY.to_public()), now=NOW)
    return out


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key.txt"
    path.write_text(f"# created: 2026\n{KEY}\n")
    return path


def test_everything_is_back_in_an_empty_machine_and_proves_itself(machine, lived, archive, key_file):
    empty = machine("empty")
    done = empty.flask("backup", "restore", str(archive), "--key", str(key_file))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"] == 1
    with psycopg.connect(empty.owner_url) as link:
        assert link.execute("select name from organisation").fetchall() == [("太湖所",)]
        digest = link.execute("select sha256 from stored_file").fetchone()[0]
    assert (empty.var / "files" / "1" / digest[:2] / digest).read_bytes() == "一张照片".encode()
    walked = empty.flask("audit", "verify")
    assert json.loads(walked.stdout) == {"whole": True, "regions": ["330522"]}
    again = empty.flask("backup", "restore", str(archive), "--key", str(key_file))
    assert again.returncode == 1
    assert "不覆盖" in again.stderr


def test_nothing_plain_is_left_on_the_disk(lived, archive):
    assert not list(lived.var.glob("backup-*"))
    assert "太湖所".encode() not in archive.read_bytes()


def test_another_secret_is_refused_before_anything_is_written(machine, archive, key_file):
    other = machine("other_secret")
    done = other.flask("backup", "restore", str(archive), "--key", str(key_file), secret="x" * 40)
    assert done.returncode == 1
    assert "SECRET_KEY" in done.stderr
    with psycopg.connect(other.owner_url) as link:
        assert link.execute("select to_regclass('alembic_version')").fetchone() == (None,)


def test_a_byte_changed_anywhere_is_noticed(lived, archive, tmp_path):
    spoilt = tmp_path / "spoilt.age"
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    spoilt.write_bytes(content)
    with pytest.raises(backup.BackupRefused):
        backup.verify(spoilt, str(KEY), lived.var)


def test_another_key_opens_nothing(lived, archive):
    with pytest.raises(backup.BackupRefused):
        backup.verify(archive, str(pyrage.x25519.Identity.generate()), lived.var)


def test_a_file_lost_from_the_folder_is_noticed_in_the_backup(machine, lived, tmp_path):
    """Bytes that rotted on the disk do not pass for a good backup."""
    kept = next((lived.var / "files").glob("*/??/*"))
    before = kept.read_bytes()
    kept.write_bytes(b"rotten")
    try:
        out = tmp_path / "rotten.age"
        backup.create(lived.owner_url, lived.var, out, str(KEY.to_public()), now=NOW)
        with pytest.raises(backup.BackupRefused):
            backup.verify(out, str(KEY), lived.var)
    finally:
        kept.write_bytes(before)


def link(name: str, to: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, to
    return info


@pytest.mark.parametrize(
    "member",
    [
        tarfile.TarInfo("../way-out"), tarfile.TarInfo("/way-out"), tarfile.TarInfo("files/../../way-out"),
        link("files/1", "/etc", tarfile.SYMTYPE), link("manifest.json", "/etc/hostname", tarfile.SYMTYPE),
        link("database.dump", "manifest.json", tarfile.LNKTYPE), link("pipe", "", tarfile.FIFOTYPE),
    ],
    ids=lambda one: one.name,
)  # fmt: skip
def test_what_somebody_else_sealed_reaches_nothing_outside(lived, tmp_path, member):
    """The key that seals is public: what opens with ours need not be ours."""
    var = tmp_path / "var"
    with archives.writing(tmp_path / "alien.age", KEY.to_public()) as sealed:
        sealed.addfile(member)
    with pytest.raises(backup.BackupRefused, match="不该有的东西"):
        backup.verify(tmp_path / "alien.age", str(KEY), var)
    assert {one.name for one in tmp_path.iterdir()} == {"alien.age", "var"}
    assert list(var.iterdir()) == []
    assert not Path("/way-out").exists()


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"\0" * 10_240])
def test_what_is_no_backup_says_so(tmp_path, content):
    alien = tmp_path / "alien.age"
    alien.write_bytes(pyrage.encrypt(content, [KEY.to_public()]))
    with pytest.raises(backup.BackupRefused, match="不是本系统做的备份"):
        backup.verify(alien, str(KEY), tmp_path / "var")


@pytest.mark.parametrize("said", [b"[1]", b"{", b'{"format": 1}', b"\xff"])
def test_a_list_of_contents_that_cannot_be_read_says_so(tmp_path, said):
    alien = tmp_path / "alien.age"
    with archives.writing(alien, KEY.to_public()) as sealed:
        archives.add(sealed, MANIFEST, said)
    with pytest.raises(backup.BackupRefused, match="不是本系统做的备份"):
        backup.verify(alien, str(KEY), tmp_path / "var")


def test_a_disk_that_is_full_is_not_taken_for_a_bad_backup(archive, tmp_path, monkeypatch):
    def full(*_told):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    for at, name in ((archives.shutil, "copyfileobj"), (archives.pyrage, "decrypt_io")):
        with monkeypatch.context() as patched:
            patched.setattr(at, name, full)
            with pytest.raises(backup.BackupRefused, match=r"读写磁盘出错.*No space left"):
                backup.verify(archive, str(KEY), tmp_path)
    assert list(tmp_path.iterdir()) == []
    backup.verify(archive, str(KEY), tmp_path)


def test_a_wrong_recipient_leaves_no_file(lived, tmp_path):
    with pytest.raises(backup.BackupRefused):
        backup.create(lived.owner_url, lived.var, tmp_path / "x.age", "age1nonsense", now=NOW)
    assert list(tmp_path.iterdir()) == []
