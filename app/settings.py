"""What the surroundings tell us, read once. Nothing else reads the environment."""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parent.parent
SHORTEST_SECRET = 32
PROGRAM_ROLE = "fangxin_app"
LEAD_OUT = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "FILES_ENDPOINT",
    "CLAMD_URL",
)  # mail looks after itself
ENCRYPTED = ("rediss", "https", "unix")
SECRETS = (
    "SECRET_KEY",
    "OLD_SECRET_KEYS",
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "SMTP_URL",
    "METRICS_TOKEN",
)


class SettingsRefused(Exception):
    """A setting is missing or wrong. The message is one sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this installation is set up.

    ``database_url`` is the program's own connection, as a role that owns nothing; ``owner_url`` is used
    only to migrate. ``public_url`` stands in QR codes and letters. ``demo`` allows the demo clock.
    ``files_url`` and ``files_endpoint``: a bucket for files instead of the folder.
    ``old_secret_keys``: the secrets before this one, newest first; they open and check, nothing new is made with them.
    ``smtp_url`` (``smtps://name:password@host:465``, or ``smtp://…:587``, which is then secured by STARTTLS), ``mail_from``,
    ``smtp_ca`` and ``sms_port`` say how words leave the house; without them they are written to files under ``var``.
    ``clamd_url``: a virus scanner (``tcp://host:3310`` or ``unix:///run/clamav/clamd.ctl``) that files are shown to first.
    ``breached_passwords``: a sorted list of SHA-1 sums, which new passwords must not be in (``app.infra.breached``).
    ``log_format``: ``json`` or ``plain``. ``metrics_token``: who may read ``/metrics`` from elsewhere;
    ``metrics_together``: the processes of one machine share a folder for their figures.
    ``template_cache``: where compiled templates lie, private to the program; unset, a folder under ``var``.
    ``proxies``: how many of our own stand before the program; only they are believed when they say who asks.
    """

    secret_key: str
    database_url: str
    owner_url: str
    redis_url: str
    public_url: str
    var: Path
    files_url: str = ""
    files_endpoint: str = ""
    old_secret_keys: tuple[str, ...] = ()
    smtp_url: str = ""
    smtp_ca: str = ""
    mail_from: str = ""
    sms_port: str = ""
    clamd_url: str = ""
    breached_passwords: str = ""
    log_format: str = "plain"
    metrics_token: str = ""
    metrics_together: bool = False
    proxies: int = 0
    demo: bool = False
    quick_hashes: bool = False
    limits_on: bool = True
    scan_seconds: float = (
        1.0  # for how long scans are gathered before they are counted together; 0: each at once
    )
    template_cache: Path | None = None
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "app" / "static"
    translations: Path = ROOT / "translations"

    @classmethod
    def from_env(cls, env: Mapping[str, str] = os.environ) -> "Settings":
        """Raises ``SettingsRefused`` naming the first thing that is missing."""
        env = _with_files(env)
        given = _needed(env, "DATABASE_URL", "数据库地址")
        _check_ways(env)
        owner, secret = env.get("DATABASE_OWNER_URL"), _secret(env)
        return cls(
            secret_key=secret,
            database_url=given if owner else as_program(given, secret),
            owner_url=owner or given,
            redis_url=_needed(env, "REDIS_URL", "队列地址"),
            public_url=_public_url(env),
            var=Path(env.get("VAR_DIR") or ROOT / "var"),
            template_cache=Path(env["TEMPLATE_CACHE"]) if env.get("TEMPLATE_CACHE") else None,
            files_url=env.get("FILES_URL", "").strip(),
            files_endpoint=env.get("FILES_ENDPOINT", "").strip(),
            old_secret_keys=tuple(env.get("OLD_SECRET_KEYS", "").split()),
            smtp_url=env.get("SMTP_URL", "").strip(),
            smtp_ca=env.get("SMTP_CA", "").strip(),
            mail_from=env.get("MAIL_FROM", "").strip(),
            sms_port=env.get("SMS_PORT", "").strip(),
            clamd_url=_clamd_url(env),
            breached_passwords=env.get("BREACHED_PASSWORDS", "").strip(),
            log_format=env.get("LOG_FORMAT", "").strip() or "plain",
            metrics_token=env.get("METRICS_TOKEN", "").strip(),
            metrics_together=bool(env.get("PROMETHEUS_MULTIPROC_DIR")),
            proxies=_proxies(env),
            demo=env.get("DEMO", "") == "1",
        )


def _with_files(env: Mapping[str, str]) -> Mapping[str, str]:
    """Secrets may lie in files that a vault writes: ``SECRET_KEY_FILE`` names one, and is read when the program starts."""
    read = {}
    for name in SECRETS:
        place = env.get(f"{name}_FILE", "").strip()
        if place and not env.get(name, "").strip():
            try:
                read[name] = Path(place).read_text("utf-8").strip()
            except OSError as trouble:
                raise SettingsRefused(
                    f"读不到 {name}_FILE 指的文件。 The file of {name}_FILE cannot be read."
                ) from trouble
    return {**env, **read}


def as_program(owner_url: str, secret: str) -> str:
    """The owner's address, but as the program's own role with a password that only the secret gives."""
    password = hmac.new(secret.encode(), b"database role", hashlib.sha256).hexdigest()[:32]
    parts = urlsplit(owner_url)
    where = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{PROGRAM_ROLE}:{password}@{where}"))


def _needed(env: Mapping[str, str], name: str, meaning: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        raise SettingsRefused(
            f"没有设置 {name}（{meaning}）。请用 make run 启动，或先设置它。"
            f" {name} is not set: start with `make run`, or set it first."
        )
    return value


def _check_ways(env: Mapping[str, str]) -> None:
    """To another machine words go encrypted, unless whoever runs both says that they share a network of their own."""
    if env.get("PLAIN_INSIDE", "") == "1":
        return
    for name in LEAD_OUT:
        if _goes_plain(env.get(name, "").strip()):
            raise SettingsRefused(
                f"{name} 指向另一台机器，却没有加密。数据库请加 sslmode=verify-full，队列请用 rediss://，文件桶请用 https://；两台机器在自己的内网里，"
                f"就设置 PLAIN_INSIDE=1。 {name} leads to another machine without TLS: add sslmode=verify-full, or use rediss:// or https://;"
                " in a network of their own, set PLAIN_INSIDE=1."
            )


def _goes_plain(url: str) -> bool:
    parts, asked = urlsplit(url), parse_qs(urlsplit(url).query)
    host = parts.hostname or asked.get("host", [""])[-1]
    if not host or host.startswith(("/", "127.")) or host in ("localhost", "::1"):
        return False
    if parts.scheme.startswith("postgres"):
        return asked.get("sslmode", [""])[-1] not in ("require", "verify-ca", "verify-full")
    return parts.scheme not in ENCRYPTED


def _secret(env: Mapping[str, str]) -> str:
    secret = _needed(env, "SECRET_KEY", "密钥")
    if len(secret) < SHORTEST_SECRET:
        raise SettingsRefused(
            f"SECRET_KEY 至少要 {SHORTEST_SECRET} 个字符。 SECRET_KEY needs at least {SHORTEST_SECRET} characters."
        )
    return secret


def _proxies(env: Mapping[str, str]) -> int:
    given = env.get("PROXIES", "").strip() or "0"
    if given not in ("0", "1", "2", "3"):
        raise SettingsRefused(
            "PROXIES 应是 0 到 3。 PROXIES must be 0 to 3: how many proxies stand before it."
        )
    return int(given)


def _clamd_url(env: Mapping[str, str]) -> str:
    given = env.get("CLAMD_URL", "").strip()
    if given and not given.startswith(("tcp://", "unix:///")):
        raise SettingsRefused(
            "CLAMD_URL 应以 tcp:// 或 unix:/// 开头。 CLAMD_URL must begin with tcp:// or unix:///."
        )
    return given


def _public_url(env: Mapping[str, str]) -> str:
    given = env.get("PUBLIC_URL", "").rstrip("/")
    host = env.get("HOST") or "127.0.0.1"
    if host in ("0.0.0.0", "::"):  # noqa: S104  (compared, not bound)
        host = "127.0.0.1"
    return given or f"http://{host}:{env.get('PORT') or '8000'}"
