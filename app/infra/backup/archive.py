"""The archive: a tar that is sealed while it is written (age, X25519), and opened into a folder of one's own."""

import hashlib
import io
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pyrage

from app.infra.backup.terms import DUMP, FILES, MANIFEST, BackupRefused, Manifest

CHUNK = 1024 * 1024


@contextmanager
def room(var: Path) -> Iterator[Path]:
    """A folder for plain bytes on their way, readable by this account alone, gone afterwards."""
    var.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix="backup-", dir=var))
    try:
        (room / FILES).mkdir()
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


def files_in(folder: Path) -> Iterator[Path]:
    """Stored files only: what a job is still making is not one yet."""
    for path in sorted(folder.glob("*/??/*")):
        if path.is_file() and path.suffix == "":
            yield path


@contextmanager
def writing(path: Path, recipient: Any) -> Iterator[tarfile.TarFile]:
    """A tar archive that is sealed while it is written."""
    read_end, write_end = os.pipe()
    trouble: list[BaseException] = []

    def seal_it() -> None:
        try:
            with os.fdopen(read_end, "rb") as plain, path.open("wb") as sealed:
                pyrage.encrypt_io(plain, sealed, [recipient])
        except BaseException as why:  # told to the writer below
            trouble.append(why)

    sealer = Thread(target=seal_it)
    sealer.start()
    try:
        with (
            os.fdopen(write_end, "wb") as plain,
            tarfile.open(fileobj=plain, mode="w|", bufsize=CHUNK) as archive,
        ):
            yield archive
    finally:
        sealer.join()
    if trouble:
        raise trouble[0]


def add(archive: tarfile.TarFile, name: str, content: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size = len(content)
    archive.addfile(info, io.BytesIO(content))


def unpack(archive: Path, identity: str, room: Path) -> Manifest:
    """Open it into the folder and compare every byte with its hash. Raises ``BackupRefused``, saying what is in the way."""
    try:
        plain = _opened(archive, identity, room)
        with tarfile.open(plain) as told:
            for member in told:
                _lay_down(told, member, room)
        plain.unlink()
        manifest = Manifest(**json.loads((room / MANIFEST).read_text(encoding="utf-8")))
        _check(manifest, room)
    except (tarfile.TarError, FileNotFoundError, FileExistsError, ValueError, TypeError):
        raise BackupRefused("这不是本系统做的备份。 Not a backup of this system.") from None
    except OSError as trouble:  # the disk's, not the archive's
        raise BackupRefused(
            f"读写磁盘出错，备份本身不一定坏：{trouble.strerror}。 Trouble with the disk, not with the backup."
        ) from None
    return manifest


def _opened(archive: Path, identity: str, room: Path) -> Path:
    plain = room / "plain.tar"
    try:
        key = pyrage.x25519.Identity.from_str(identity.strip())
        with archive.open("rb") as sealed, plain.open("wb") as opened:
            pyrage.decrypt_io(sealed, opened, [key])
    except pyrage.IdentityError:
        raise BackupRefused("这不是一个 age 私钥。 Not an age private key.") from None
    except (pyrage.DecryptError, OSError) as why:
        if isinstance(why, OSError) and why.errno:  # without a number it is the seal that is broken
            raise
        raise BackupRefused("备份打不开：私钥不对，或文件损坏了。 Wrong key, or a damaged file.") from None
    return plain


def _lay_down(archive: tarfile.TarFile, member: tarfile.TarInfo, room: Path) -> None:
    """One plain file below the folder. Links, devices and ways out are in no backup of ours, but anybody may seal one.

    Not ``extractall(filter="data")``: the Python that Debian 12 came with does not know it yet.
    """
    place = (room / member.name).resolve()
    content = archive.extractfile(member) if member.isreg() else None
    if content is None or not place.is_relative_to(room.resolve()):
        raise BackupRefused(
            f"备份里有不该有的东西：{member.name[:60]!r}。 Something in it does not belong there."
        )
    place.parent.mkdir(parents=True, exist_ok=True)
    with content, place.open("xb") as kept:
        shutil.copyfileobj(content, kept, CHUNK)


def _check(manifest: Manifest, room: Path) -> None:
    if digest(room / DUMP) != manifest.dump_sha256:
        raise BackupRefused("数据库转储与清单不符。 The dump is not the one in the manifest.")
    found = list(files_in(room / FILES))
    if len(found) != manifest.files:
        raise BackupRefused("文件数量与清单不符。 Files are missing.")
    for path in found:
        if digest(path) != path.name:
            raise BackupRefused(f"文件 {path.name[:12]}… 的内容变了。 A file's bytes were changed.")


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
