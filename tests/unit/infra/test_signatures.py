"""A signed statement says what was signed, or nothing."""

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.infra import seals, signatures

KIND, PURPOSE = "fangxin-test/1", "tests"
FACTS = {"number": "TS26-K7P2M9", "received": "2026-06-01T01:00:00Z", "content-sha256": "ab" * 32}


@pytest.fixture(autouse=True)
def secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seals, "_roots", (b"a secret of thirty-two characters",))


@pytest.fixture
def signed() -> str:
    return signatures.sign(KIND, FACTS, purpose=PURPOSE)


def test_what_was_signed_comes_back(signed):
    found = signatures.read(signed, KIND, purpose=PURPOSE)
    assert (dict(found.facts), found.key_id) == (FACTS, signatures.key_id(PURPOSE))


def test_line_ends_of_another_system_do_no_harm(signed):
    assert signatures.read(signed.replace("\n", "\r\n") + "\r\n", KIND, purpose=PURPOSE) is not None


@pytest.mark.parametrize(
    ("true", "false"),
    [
        ("TS26-K7P2M9", "TS26-K7P2M8"),
        ("2026-06-01T01:00:00Z", "2026-05-31T01:00:00Z"),
        ("ab" * 32, "ab" * 31 + "ac"),
        ("key: ", "key: 0"),
        ("received", "Received"),
    ],
    ids=["number", "time", "content", "key", "name"],
)
def test_a_changed_line_is_not_ours(signed, true, false):
    assert true in signed
    assert signatures.read(signed.replace(true, false, 1), KIND, purpose=PURPOSE) is None


def test_a_line_more_and_a_line_less_are_not_ours(signed):
    lines = signed.splitlines()
    more, less = [*lines[:2], "note: paid", *lines[2:]], [*lines[:2], *lines[3:]]
    for forged in (more, less):
        assert signatures.read("\n".join(forged), KIND, purpose=PURPOSE) is None


def test_another_key_signs_nothing_of_ours(signed):
    body = signed[: signed.index("signature: ")]
    stranger = base64.b64encode(Ed25519PrivateKey.generate().sign(body.encode())).decode()
    assert signatures.read(f"{body}signature: {stranger}\n", KIND, purpose=PURPOSE) is None


def test_a_statement_for_another_purpose_or_of_another_kind_is_not_this_one(signed):
    assert signatures.read(signed, KIND, purpose="certificates") is None
    assert signatures.read(signed, "fangxin-other/1", purpose=PURPOSE) is None


@pytest.mark.parametrize(
    "text", ["", "fangxin-test/1", "x" * 20_000, "fangxin-test/1\na: b\nsignature: ###\n"]
)
def test_anything_else_is_no_statement(text):
    assert signatures.read(text, KIND, purpose=PURPOSE) is None


def test_openssl_agrees_with_the_published_key(signed, tmp_path: Path):
    lines = signed.splitlines(keepends=True)
    (tmp_path / "key.pem").write_text(signatures.public_pem(PURPOSE))
    (tmp_path / "signed.txt").write_bytes("".join(lines[:-1]).encode())
    (tmp_path / "signed.sig").write_bytes(base64.b64decode(lines[-1].partition(": ")[2]))
    order = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "signed.txt",
             "-sigfile", "signed.sig"]  # fmt: skip
    assert subprocess.run(order, cwd=tmp_path, capture_output=True, check=False).returncode == 0
    (tmp_path / "signed.txt").write_bytes("".join(lines[:-1]).encode().replace(b"TS26", b"TS27"))
    assert subprocess.run(order, cwd=tmp_path, capture_output=True, check=False).returncode != 0


def test_what_was_signed_under_an_earlier_secret_stays_genuine(signed, monkeypatch):
    earlier = seals._roots
    monkeypatch.setattr(seals, "_roots", (b"another secret of that length, new",))
    assert signatures.read(signed, KIND, purpose=PURPOSE) is None
    monkeypatch.setattr(seals, "_roots", (b"another secret of that length, new", *earlier))
    assert signatures.read(signed, KIND, purpose=PURPOSE) is not None
    assert len(signatures.public_jwks(PURPOSE)) == 2
