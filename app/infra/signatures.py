"""Statements that anyone can check: plain lines of text, signed with Ed25519, and the key to check them with.

A statement reads ``name: value`` line by line, its kind first, its key and its signature last. What is signed are
the bytes of all lines above the signature, so that a text editor and OpenSSL are enough to check one offline.
"""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.infra import seals

LONGEST = 8_000
KEY, SIGNATURE = "key", "signature"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a signed text says, once its signature has been found right."""

    kind: str
    facts: Mapping[str, str]
    key_id: str


def sign(kind: str, facts: Mapping[str, str], *, purpose: str) -> str:
    """The statement as text. ``facts`` are single lines; their order is kept."""
    said = "".join(f"{name}: {value}\n" for name, value in {**facts, KEY: key_id(purpose)}.items())
    body = f"{kind}\n{said}"
    signature = seals.signing_key(purpose).sign(body.encode())
    return f"{body}{SIGNATURE}: {base64.b64encode(signature).decode()}\n"


def read(text: str, kind: str, *, purpose: str) -> Statement | None:
    """The statement, if it is of this kind and our key signed exactly these lines; else None."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if (
        len(text) > LONGEST
        or len(lines) < 3
        or lines[0] != kind
        or not lines[-1].startswith(f"{SIGNATURE}: ")
    ):
        return None
    try:
        signature = seals.as_signature(lines[-1].partition(": ")[2])
    except (binascii.Error, ValueError):
        return None
    signed = seals.is_signed(purpose, signature, "".join(f"{line}\n" for line in lines[:-1]).encode())
    facts = dict(line.split(": ", 1) for line in lines[1:-1] if ": " in line)
    known = facts.pop(KEY, "")
    return Statement(kind, facts, known) if signed and known in key_ids(purpose) else None


def key_id(purpose: str) -> str:
    """The key of today: the first sixteen hex digits of the public key's SHA-256."""
    return key_ids(purpose)[0]


def key_ids(purpose: str) -> tuple[str, ...]:
    """Of today's key and of those before it."""
    return tuple(_id_of(key) for key in seals.checking_keys(purpose))


def public_pem(purpose: str) -> str:
    """The key of today, then those of earlier secrets, whose statements go on being genuine."""
    keys = seals.checking_keys(purpose)
    return "".join(one.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode() for one in keys)


def public_jwks(purpose: str) -> list[dict[str, str]]:
    """The same as JSON Web Keys (RFC 8037)."""
    return [_jwk(one) for one in seals.checking_keys(purpose)]


def _jwk(key: Ed25519PublicKey) -> dict[str, str]:
    x = base64.urlsafe_b64encode(_raw(key)).decode().rstrip("=")
    return {"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": _id_of(key), "x": x}


def _id_of(key: Ed25519PublicKey) -> str:
    return hashlib.sha256(_raw(key)).hexdigest()[:16]


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)
