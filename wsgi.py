"""What a WSGI server and the ``flask`` command open."""

import os
import sys
from pathlib import Path

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from app.cli import prepare_if_empty
from app.factory import create_app
from app.infra.embedded import EmbeddedRefused, for_command
from app.settings import ROOT, Settings, SettingsRefused

BY_HAND = (
    "FLASK_RUN_FROM_CLI"  # the flask command says so; a WSGI server never does, and starts nothing by itself
)


def _open() -> Flask:
    """A server takes the surroundings as they are; a command run by hand brings along what is missing."""
    if os.environ.get(BY_HAND) != "true":
        return create_app()
    var = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().resolve()
    opened = create_app(Settings.from_env(_address(var) | for_command(os.environ, var)))
    if not {"prepare", "restore"} & set(sys.argv):
        prepare_if_empty(opened)
    return opened


def _address(var: Path) -> dict[str, str]:
    """Where `make run` was last seen in this folder: labels made by a command lead there unless told otherwise."""
    note = var / "run.lock"
    written = note.read_text().strip() if note.is_file() else ""
    told = {"PORT", "HOST", "PUBLIC_URL"} & os.environ.keys()
    return {"PUBLIC_URL": written} if written.startswith("http") and not told else {}


try:
    app = _open()
except (SettingsRefused, EmbeddedRefused) as why:
    sys.exit(str(why))
except SQLAlchemyError as trouble:
    sys.exit(
        f"数据库连不上，请检查 DATABASE_URL。 The database cannot be reached: {trouble.__cause__ or trouble}"
    )
