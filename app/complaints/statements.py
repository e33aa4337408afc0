"""The signed receipt: number, time and a hash of what was complained of. Nobody's name, nobody's phone.

What is hashed holds the hash of the form's own random key, which stands on no receipt: the words cannot be guessed
from the hash, and the house can compute it again from the row, so that a changed row shows.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime

from app.complaints.models import Complaint
from app.infra import signatures
from app.infra.scope import current_region
from app.infra.signatures import Statement

KIND = "fangxin-receipt/1"
PURPOSE = "receipts"
NAMES = ("number", "region", "received", "content-sha256")
COMPACT = "."


def content_hash(complaint: Complaint) -> str:
    """Hex SHA-256 over what the consumer said, the seller it is about, and the form's hash."""
    said = {
        "about": complaint.about.value,
        "amount": None if complaint.amount is None else f"{complaint.amount:.2f}",
        "form": complaint.form_hash,
        "happened": complaint.happened,
        "merchant": complaint.merchant_id,
        "number": complaint.code,
        "order": complaint.order_said,
        "wanted": complaint.wanted,
    }
    whole = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(whole.encode()).hexdigest()


def facts_of(complaint: Complaint) -> Mapping[str, str]:
    return {
        "number": complaint.code,
        "region": current_region().code,
        "received": _written(complaint.received_at),
        "content-sha256": content_hash(complaint),
    }


def signed(complaint: Complaint) -> str:
    """The receipt as text; the same each time it is asked for."""
    return signatures.sign(KIND, facts_of(complaint), purpose=PURPOSE)


def read(text: str) -> Statement | None:
    """The receipt, if our key signed exactly this; as text or in its short form. Else None."""
    told = text.strip()
    if "\n" not in told and told.count(COMPACT) == len(NAMES) + 1:
        told = _unfolded(told)
    return signatures.read(told, KIND, purpose=PURPOSE)


def compact(text: str) -> str:
    """One line for a QR code: the values alone, in their order."""
    values = [line.partition(": ")[2] for line in text.strip().splitlines()[1:]]
    return COMPACT.join(values).replace("+", "-").replace("/", "_").rstrip("=")


def still_says_so(statement: Statement, complaint: Complaint) -> bool:
    """Whether the case in our books is what was signed."""
    return dict(statement.facts) == dict(facts_of(complaint))


def _unfolded(line: str) -> str:
    *values, signature = line.split(COMPACT)
    padded = signature.replace("-", "+").replace("_", "/")
    padded += "=" * (-len(padded) % 4)
    said = "".join(f"{name}: {value}\n" for name, value in zip((*NAMES, signatures.KEY), values, strict=True))
    return f"{KIND}\n{said}{signatures.SIGNATURE}: {padded}\n"


def _written(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
