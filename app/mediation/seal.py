"""How anyone checks an agreement without us: Ed25519 over a statement that names nobody."""

import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.infra.seals import is_text_signed, sign_text, signing_key
from app.kernel.clock import local_day
from app.mediation import rules
from app.mediation.models import Mediation

PURPOSE = "agreements"


def statement_of(mediation: Mediation) -> str:
    """The signed text of an agreed mediation."""
    if mediation.agreed_at is None or mediation.text_hash is None:
        return ""
    return rules.statement(mediation.code, mediation.text_hash, local_day(mediation.agreed_at))


def sign(statement: str) -> str:
    """The signature in base64: 64 bytes, 88 characters."""
    return sign_text(PURPOSE, statement)


def is_genuine(mediation: Mediation) -> bool:
    """Whether text, hash and statement still are what was signed."""
    if rules.hash_of(mediation.text or "") != mediation.text_hash:
        return False
    return fits(statement_of(mediation), mediation.signature or "")


def fits(statement: str, signature: str) -> bool:
    return is_text_signed(PURPOSE, signature, statement)


def public_key() -> Ed25519PublicKey:
    return signing_key(PURPOSE).public_key()


def public_pem() -> str:
    """The public key as a PEM file."""
    return public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint() -> str:
    """SHA-256 of the raw public key, in groups."""
    raw = public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    digest = hashlib.sha256(raw).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))
