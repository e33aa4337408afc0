"""Codes that people read aloud, type and print: no look-alikes, no meaning to guess."""

import hashlib
import hmac
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # 32 characters, without I, L, O and U
_AS_READ = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def fresh(length: int) -> str:
    """A new random code of ``length`` characters, five bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def grouped(code: str, size: int = 4) -> str:
    """ABCD-EFGH-…: as it is shown."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))


def as_read(text: str) -> str:
    """What a person typed, back to the stored form: upper case, no blanks, O as 0, I and L as 1."""
    return text.upper().translate(_AS_READ)


def digest(code: str, *, salt: str) -> str:
    """What is kept of a secret code: hex SHA-256 of salt and code, never the code."""
    return hashlib.sha256(f"{salt}:{as_read(code)}".encode()).hexdigest()


def same(kept: str, code: str, *, salt: str) -> bool:
    """Whether ``code`` is the one ``kept`` was made from; takes the same time either way."""
    return hmac.compare_digest(kept, digest(code, salt=salt))
