"""What the environment would have said, had somebody set it up: addresses and a secret of our own."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from app.infra.embedded.refusal import EmbeddedRefused
from app.infra.embedded.servers import Servers, at_hand

SECRET_BYTES = 48
NEEDS_NO_SETTING = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY")


def with_embedded(env: Mapping[str, str], running: Servers, var: Path) -> dict[str, str]:
    """``env`` completed: what is unset gets the embedded servers' address and the folder's own secret.

    The demo county is for who brought no database of his own, or asked for it.

    Raises ``EmbeddedRefused``: somebody's own database wants somebody's own SECRET_KEY, kept where he keeps secrets.
    """
    full = dict(env)
    own_database = bool(full.get("DATABASE_URL"))
    if own_database and not full.get("SECRET_KEY"):
        raise EmbeddedRefused(
            "设置了 DATABASE_URL，还必须设置 SECRET_KEY（至少 32 个字符，妥善保存，不要更换）。",
            "With DATABASE_URL of your own, SECRET_KEY must be set too (at least 32 characters, kept safe).",
        )
    full["DATABASE_URL"] = full.get("DATABASE_URL") or running.database_url
    full["REDIS_URL"] = full.get("REDIS_URL") or running.redis_url
    full["SECRET_KEY"] = full.get("SECRET_KEY") or own_secret(var)
    full["VAR_DIR"] = str(var)
    full["DEMO"] = full.get("DEMO") or ("0" if own_database else "1")
    return full


def own_secret(var: Path) -> str:
    """The folder's secret, made on first need and readable by its owner only."""
    kept = var / "secret_key"
    try:
        handle = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept.read_text().strip()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    with os.fdopen(handle, "w") as file:
        file.write(secret + "\n")
    return secret


def for_command(env: Mapping[str, str], var: Path) -> dict[str, str]:
    """``with_embedded`` for a command run by hand: servers are attached to, or started until it ends."""
    if all(env.get(name) for name in NEEDS_NO_SETTING):
        return dict(env)
    own_both = bool(env.get("DATABASE_URL") and env.get("REDIS_URL"))
    return with_embedded(env, Servers("", "") if own_both else at_hand(var), var)
