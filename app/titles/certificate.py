"""What a certificate says and how anyone can check it without us: Ed25519 over plain text."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.infra.seals import is_text_signed, sign_text, signing_key
from app.titles.models import Title

PURPOSE = "certificates"
KIND = "fangxin-certificate-v1"


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed. ``text`` is the exact text: UTF-8, one fact a line, every line ends with a line feed."""

    number: str
    name: str
    uscc: str
    score: Decimal
    awarded_on: date
    valid_until: date

    @property
    def text(self) -> str:
        said = (
            KIND, f"number={self.number}", f"merchant={self.name}", f"uscc={self.uscc}", f"score={self.score:.2f}",
            f"awarded_on={self.awarded_on.isoformat()}", f"valid_until={self.valid_until.isoformat()}",
        )  # fmt: skip
        return "".join(f"{line}\n" for line in said)


def statement_of(title: Title) -> Statement:
    return Statement(title.number, title.name, title.uscc, title.score, title.awarded_on, title.valid_until)


def sign(statement: Statement) -> str:
    """The signature in base64: 64 bytes, 88 characters."""
    return sign_text(PURPOSE, statement.text)


def is_genuine(title: Title) -> bool:
    """Whether the title still says what was signed."""
    return is_text_signed(PURPOSE, title.signature, statement_of(title).text)


def public_key() -> Ed25519PublicKey:
    return signing_key(PURPOSE).public_key()


def public_pem() -> str:
    """The public key as a PEM file."""
    return public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def fingerprint() -> str:
    """SHA-256 of the raw public key, in groups: short enough to compare with a printed one."""
    raw = public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    digest = hashlib.sha256(raw).hexdigest()[:32]
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))
