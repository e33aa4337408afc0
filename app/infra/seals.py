"""Secrets at rest: passwords hashed, personal details sealed, and keys derived from the one secret."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from app.settings import Settings

NONCE_BYTES = 12
KEY_ID = b"\x01"

_root = b""
THOROUGH = PasswordHasher()
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_hasher = THOROUGH


def init_seals(app: Flask, settings: Settings) -> None:
    """Take the secret. ``quick_hashes`` is for tests, which hash a thousand times."""
    global _root, _hasher  # noqa: PLW0603  (one secret a process)
    app.secret_key = derive("session cookies", root=settings.secret_key.encode()).hex()
    _root = settings.secret_key.encode()
    _hasher = QUICK if settings.quick_hashes else THOROUGH


def derive(purpose: str, *, root: bytes | None = None, length: int = 32) -> bytes:
    """A key of its own for each purpose (HKDF-SHA256). Nothing uses the secret itself."""
    material = root or _root
    if not material:
        raise RuntimeError("no secret yet: create_app() first")
    return _derived(material, purpose, length)


@lru_cache(maxsize=256)
def _derived(material: bytes, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=None, info=purpose.encode()).derive(material)


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def needs_rehash(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def seal(plain: str) -> bytes:
    """AES-256-GCM; the first byte names the key."""
    nonce = os.urandom(NONCE_BYTES)
    return KEY_ID + nonce + AESGCM(derive("columns")).encrypt(nonce, plain.encode(), KEY_ID)


def unseal(sealed: bytes) -> str:
    """Raises ``cryptography.exceptions.InvalidTag`` if the bytes were changed."""
    nonce, body = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    return AESGCM(derive("columns")).decrypt(nonce, body, sealed[:1]).decode()


def blind_index(value: str, *, purpose: str) -> str:
    """For looking a sealed value up without opening it: keyed, the same each time."""
    mac = hmac.new(derive(f"blind index {purpose}"), value.encode(), hashlib.sha256)
    return base64.b32encode(mac.digest()[:15]).decode()


def signing_key(purpose: str) -> Ed25519PrivateKey:
    """The installation's Ed25519 key for ``purpose`` (receipts, certificates)."""
    return Ed25519PrivateKey.from_private_bytes(derive(f"signing {purpose}"))


class Sealed(TypeDecorator[str]):
    """A text column that is encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(bytes(value))
