"""The proxy that ``deploy/`` ships, started as it stands there: only its ports and its certificates are others."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from app.infra.embedded import process
from app.infra.embedded.valkey import _free_port as free_port
from app.settings import ROOT
from tests.browser.live import PATH, POLITE
from tests.chaos.people import Person

CADDYFILE = ROOT / "deploy" / "Caddyfile"
SECONDS = 30


@dataclass(frozen=True, slots=True)
class Proxy:
    """``secure`` and ``plain`` are its two doors; ``root``: the certificate of the authority it made for itself."""

    secure: str
    plain: str
    root: Path
    folder: Path

    def sends_to(self, webs: Sequence[int]) -> None:
        """These alone from now on, as ``caddy reload`` does it after WEB was changed; what is under way is finished."""
        order = [program(), "reload", "--config", str(_config(self.folder, webs, self.secure, self.plain))]
        done = subprocess.run(order, env=_env(self.folder, webs), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr

    def line(self, whose: str = "127.0.0.1") -> requests.Session:
        """A browser at this address (any of 127.0.0.0/8)."""
        made = requests.Session()
        made.trust_env = False
        made.verify = str(self.root)
        made.mount("https://", _From(whose))
        return made

    def person(self, url: str) -> Person:
        """Each at an address of her own: the proxy believes no other."""
        made = Person(url)
        made.line.verify = str(self.root)
        made.line.mount("https://", _From(f"127.1.{made.number // 250}.{made.number % 250 + 1}"))
        return made


class _From(HTTPAdapter):
    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__()

    def init_poolmanager(self, *args: object, **told: object) -> None:
        super().init_poolmanager(*args, **{**told, "source_address": (self.address, 0)})  # type: ignore[no-untyped-call]  # the library ships no types for it


def program() -> str:
    found = os.environ.get("CADDY") or shutil.which("caddy")
    assert found, "no caddy here: apt install caddy, or CADDY=/where/it/is"
    return found


@contextmanager
def before(webs: Sequence[int], folder: Path, port: int) -> Iterator[Proxy]:
    """Ends with the block. Raises ``AssertionError`` if it does not come up."""
    secure, plain = f"https://localhost:{port}", f"http://localhost:{free_port()}"
    config, env = _config(folder, webs, secure, plain), _env(folder, webs)
    log = folder / "caddy.log"
    with log.open("ab") as out:
        order = [program(), "run", "--config", str(config)]
        running = process.spawn(order, ends_with=process.signal.SIGTERM, out=out, env=env, cwd=folder)
    authority = folder / "caddy" / "pki" / "authorities" / "local"
    made = Proxy(secure, plain, authority / "root.crt", folder)
    try:
        assert process.wait_until(lambda: _answers(made), SECONDS), log.read_text()[-3000:]
        yield made
    finally:
        process.stop(running, POLITE)


def _env(folder: Path, webs: Sequence[int]) -> dict[str, str]:
    return {
        "PATH": PATH, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder),
        "SITE": "localhost", "WEB": " ".join(f"127.0.0.1:{web}" for web in webs),
    }  # fmt: skip


def _config(folder: Path, webs: Sequence[int], secure: str, plain: str) -> Path:
    """As shipped, but at ports that anybody may open, and without putting its authority among the machine's own."""
    order = [program(), "adapt", "--adapter", "caddyfile", "--config", str(CADDYFILE), "--validate"]
    adapted = subprocess.run(order, env=_env(folder, webs), capture_output=True, text=True, check=False)
    assert adapted.returncode == 0, adapted.stderr
    config = json.loads(adapted.stdout)
    ports = {":443": urlsplit(secure).port, ":80": urlsplit(plain).port}
    http = config["apps"]["http"]
    http |= {"http_port": ports[":80"], "https_port": ports[":443"]}
    for server in http["servers"].values():
        server["listen"] = [f"127.0.0.1:{ports[door]}" for door in server["listen"]]
    config["apps"]["pki"] = {"certificate_authorities": {"local": {"install_trust": False}}}
    config["admin"] = {"listen": f"unix/{folder}/caddy.sock"}
    written = folder / "caddy.json"
    written.write_text(json.dumps(config))
    return written


def _answers(proxy: Proxy) -> bool:
    try:
        return (
            proxy.root.exists() and proxy.line().get(f"{proxy.secure}/readyz", timeout=3).status_code == 200
        )
    except requests.RequestException:
        return False
