"""What a backup says of itself, and how one is refused."""

import hashlib
import hmac
from dataclasses import dataclass

from app.infra import seals

MANIFEST, DUMP, FILES = "manifest.json", "database.dump", "files"


class BackupRefused(Exception):
    """One sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the archive says of itself. ``heads``: the last hash of each region's audit chain. ``secret``: a mark of
    the installation's key, from which the key cannot be found."""

    made_at: str
    revision: str
    rows: dict[str, int]
    heads: dict[str, str]
    dump_sha256: str
    files: int
    secret: str


def secret_mark() -> str:
    return hmac.new(seals.derive("backup mark"), b"fangxin", hashlib.sha256).hexdigest()[:32]
