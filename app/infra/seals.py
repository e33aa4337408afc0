"""Secrets at rest: passwords hashed, personal details sealed, and keys derived from the one secret."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import Flask
from sqlalchemy import Dialect, LargeBinary
from sqlalchemy.types import TypeDecorator

from app.settings import Settings

NONCE_BYTES = 12
FIRST_FORM = b"\x01"  # names no key: every one is tried
SECOND_FORM = b"\x02"  # followed by the mark of its key
MARK_BYTES = 4

_roots: tuple[bytes, ...] = ()
THOROUGH = PasswordHasher()
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_hasher = THOROUGH


def init_seals(app: Flask, settings: Settings) -> None:
    """Take the secret, and the ones before it. ``quick_hashes`` is for tests, which hash a thousand times."""
    global _roots, _hasher  # noqa: PLW0603  (one ring a process)
    _roots = tuple(one.encode() for one in (settings.secret_key, *settings.old_secret_keys))
    app.secret_key, *before = (key.hex() for key in derive_each("session cookies"))
    app.config["SECRET_KEY_FALLBACKS"] = before
    _hasher = QUICK if settings.quick_hashes else THOROUGH


def derive(purpose: str, *, root: bytes | None = None, length: int = 32) -> bytes:
    """A key of its own for each purpose (HKDF-SHA256). Nothing uses the secret itself."""
    if root is None and not _roots:
        raise RuntimeError("no secret yet: create_app() first")
    material = _roots[0] if root is None else root
    return _derived(material, purpose, length)


@lru_cache(maxsize=256)  # a scan asks for eight of them
def _derived(material: bytes, purpose: str, length: int) -> bytes:
    return HKDF(SHA256(), length=length, salt=None, info=purpose.encode()).derive(material)


def derive_each(purpose: str) -> tuple[bytes, ...]:
    """The key of today, then those of earlier secrets: for opening and checking, never for making."""
    return tuple(derive(purpose, root=root) for root in _roots)


def secrets_held() -> int:
    """Today's, and those before it."""
    return len(_roots)


def key_mark(key: bytes) -> bytes:
    """Four bytes that name a key and say nothing of it."""
    return hmac.digest(key, b"key mark", "sha256")[:MARK_BYTES]


def hash_password(password: str) -> str:
    return _hasher.hash(password)


def password_fits(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


def slow_digest(code: str, *, salt: bytes) -> str:
    """argon2id with a salt that several short codes share, so that one try costs one hash and not ten."""
    return hash_secret_raw(
        code.encode(), salt, time_cost=_hasher.time_cost, memory_cost=_hasher.memory_cost,
        parallelism=_hasher.parallelism, hash_len=_hasher.hash_len, type=Type.ID,
    ).hex()  # fmt: skip


def needs_rehash(kept: str) -> bool:
    return _hasher.check_needs_rehash(kept)


def seal(plain: str) -> bytes:
    """AES-256-GCM under the key of today; the first bytes name it."""
    key = derive("columns")
    head, nonce = SECOND_FORM + key_mark(key), os.urandom(NONCE_BYTES)
    return head + nonce + AESGCM(key).encrypt(nonce, plain.encode(), head)


def present_head() -> bytes:
    """How everything begins that is sealed today; what begins otherwise is due for ``flask keys rotate``."""
    return SECOND_FORM + key_mark(derive("columns"))


def unseal(sealed: bytes) -> str:
    """Raises ``cryptography.exceptions.InvalidTag`` if the bytes were changed or no key of ours fits."""
    named = sealed.startswith(SECOND_FORM)
    size = 1 + MARK_BYTES if named else 1
    head, nonce, body = sealed[:size], sealed[size : size + NONCE_BYTES], sealed[size + NONCE_BYTES :]
    for key in derive_each("columns"):
        if named and key_mark(key) != head[1:]:
            continue
        try:
            return AESGCM(key).decrypt(nonce, body, head).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def blind_index(value: str, *, purpose: str) -> str:
    """For looking a sealed value up without opening it: keyed, the same each time."""
    mac = hmac.new(derive(f"blind index {purpose}"), value.encode(), hashlib.sha256)
    return base64.b32encode(mac.digest()[:15]).decode()


def blind_indexes(value: str, *, purpose: str) -> tuple[str, ...]:
    """Under the key of today and under earlier ones: for finding what was written before a secret was changed."""
    keys = derive_each(f"blind index {purpose}")
    macs = (hmac.digest(key, value.encode(), "sha256") for key in keys)
    return tuple(base64.b32encode(mac[:15]).decode() for mac in macs)


def signing_key(purpose: str) -> Ed25519PrivateKey:
    """The installation's Ed25519 key for ``purpose`` (receipts, certificates)."""
    return Ed25519PrivateKey.from_private_bytes(derive(f"signing {purpose}"))


def checking_keys(purpose: str) -> tuple[Ed25519PublicKey, ...]:
    """The public key of today, then those of earlier secrets: what was signed then still verifies."""
    made = (Ed25519PrivateKey.from_private_bytes(key) for key in derive_each(f"signing {purpose}"))
    return tuple(one.public_key() for one in made)


def is_signed(purpose: str, signature: bytes, content: bytes) -> bool:
    """Whether a key of ours for ``purpose``, of today or before, signed ``content``."""
    for key in checking_keys(purpose):
        try:
            key.verify(signature, content)
        except InvalidSignature:
            continue
        return True
    return False


def sign_text(purpose: str, text: str) -> str:
    """The signature in Base64: 64 bytes, 88 characters."""
    return base64.b64encode(signing_key(purpose).sign(text.encode())).decode()


def is_text_signed(purpose: str, signature: str | None, text: str) -> bool:
    """Whether a key of ours, of today or before, signed ``text``; False also for what is no Base64."""
    try:
        return is_signed(purpose, as_signature(signature or ""), text.encode())
    except ValueError:
        return False


def as_signature(written: str) -> bytes:
    """The bytes, if this is the one way to write them in Base64: other last letters would decode alike.

    Raises ``ValueError``.
    """
    read = base64.b64decode(written, validate=True)
    if base64.b64encode(read).decode() != written:
        raise ValueError("not written as it was signed")
    return read


class Sealed(TypeDecorator[str]):
    """A text column that is encrypted at rest."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else seal(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(bytes(value))
