"""What is shipped for running it keeps its word: the proxy's TLS, what the container leaves out, who is reachable."""

import re

import pytest
import yaml

from app.settings import ROOT, Settings, SettingsRefused

CADDY = (ROOT / "deploy" / "Caddyfile").read_text("utf-8")
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))


def said(word: str) -> list[str]:
    """What stands after a directive, wherever it is."""
    return [one for line in re.findall(rf"^\s*{word}\s+(.+)$", CADDY, re.MULTILINE) for one in line.split()]


def test_the_proxy_speaks_nothing_older_than_tls_1_2_and_only_suites_that_keep_secrets_forward():
    (tls,) = re.findall(r"\ttls \{(.*?)\n\t\}", CADDY, re.DOTALL)
    assert re.findall(r"protocols (.+)", tls) == ["tls1.2 tls1.3"]
    (suites,) = re.findall(r"ciphers (.+)", tls)
    assert len(suites.split()) >= 4
    assert [
        one
        for one in suites.split()
        if not re.fullmatch(
            r"TLS_ECDHE_(ECDSA|RSA)_WITH_(AES_(128|256)_GCM|CHACHA20_POLY1305)_SHA(256|384)", one
        )
    ] == []
    assert said("curves") == ["x25519", "secp256r1"]


def test_the_proxy_gets_its_certificate_from_a_public_authority_and_leads_people_but_not_programs_to_https():
    assert "tls internal" not in CADDY
    assert "auto_https off" not in CADDY
    plain = CADDY.partition("http://{$SITE}")[2]
    assert plain.index("respond @programs") < plain.index("redir https://{host}{uri} 308")
    assert "@programs path /api/*" in plain
    assert (
        "route {" in plain.partition("respond @programs")[0]
    )  # else the proxy sorts the second before the first


def test_the_proxy_says_who_asks_itself_and_the_program_believes_just_it():
    assert "header_up X-Forwarded-For {remote_host}" in CADDY  # replaces whatever the visitor wrote
    settings = COMPOSE["services"]["web"]["environment"]
    assert settings["PROXIES"] == "1"
    assert [name for name, one in COMPOSE["services"].items() if "ports" in one] == ["proxy"]
    assert any("Caddyfile" in one for one in COMPOSE["services"]["proxy"]["volumes"])


def test_the_proxy_takes_no_more_than_the_program(app):
    (most,) = re.findall(r"max_size (\d+)MB", CADDY)
    assert int(most) * 1_000_000 >= app.config["MAX_CONTENT_LENGTH"]
    assert int(most) < 30


@pytest.mark.parametrize("left_out", [".git", ".venv", "var", "node_modules", "*.env"])
def test_neither_history_nor_secrets_get_into_the_container(left_out: str):
    assert left_out in (ROOT / ".dockerignore").read_text("utf-8").splitlines()


def test_a_scanner_has_an_address_or_there_is_none():
    known = {
        "DATABASE_URL": "postgresql://a:b@localhost/c", "REDIS_URL": "redis://localhost", "SECRET_KEY": "x" * 40, "PLAIN_INSIDE": "1",
    }  # fmt: skip
    assert Settings.from_env({**known, "CLAMD_URL": "tcp://scanner:3310"}).clamd_url == "tcp://scanner:3310"
    with pytest.raises(SettingsRefused, match="CLAMD_URL"):
        Settings.from_env({**known, "CLAMD_URL": "scanner"})
