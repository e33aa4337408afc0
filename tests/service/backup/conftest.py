"""Installations of their own: an empty database and an empty folder each."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from app.infra.embedded import Servers
from app.settings import ROOT, as_program
from tests.conftest import SECRET


@dataclass(frozen=True)
class Machine:
    """An installation: a database of its own and a folder of its own."""

    owner_url: str
    var: Path
    env: dict[str, str]

    def flask(self, *order: str, secret: str = SECRET) -> subprocess.CompletedProcess[str]:
        env = {**self.env, "SECRET_KEY": secret, "FLASK_APP": "wsgi"}
        argv = [sys.executable, "-m", "flask", *order]
        return subprocess.run(argv, env=env, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def machine(running: Servers, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Machine]:
    def made(name: str) -> Machine:
        with psycopg.connect(running.database_url, autocommit=True) as link:
            link.execute(f"create database {name}")
        parts = urlsplit(running.database_url)
        url = urlunsplit(parts._replace(path=f"/{name}"))
        var = tmp_path_factory.mktemp(name)
        env = {
            "PATH": os.environ["PATH"], "DATABASE_OWNER_URL": url, "DATABASE_URL": as_program(url, SECRET),
            "REDIS_URL": running.redis_url, "SECRET_KEY": SECRET, "VAR_DIR": str(var), "PYTHONUTF8": "1",
        }  # fmt: skip
        return Machine(url, var, env)

    return made
