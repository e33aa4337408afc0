"""A submitted form under seal: a hash over all it says, signed with the installation's key."""

import base64
import hashlib
import json
from collections.abc import Sequence

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.assessments.models import ReviewForm, ReviewProof
from app.infra import seals

PURPOSE = "review forms"


def statement(form: ReviewForm, assessment_code: str, proofs: Sequence[ReviewProof]) -> str:
    """What is signed, as canonical JSON: the form, its answers and files, who and when."""
    said = {
        "form": form.code,
        "assessment": assessment_code,
        "evaluation": form.evaluation.value,
        "answers": form.answers,
        "note": form.note,
        "overrides": form.overrides or {},
        "proofs": sorted([proof.item_code, proof.file.sha256] for proof in proofs),
        "by": form.author_label,
        "by_id": form.author_id,
        "at": form.submitted_at.isoformat(timespec="seconds") if form.submitted_at else None,
        "replaces": form.replaces_id,
        "correction_reason": form.correction_reason or "",
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def seal(form: ReviewForm, assessment_code: str, proofs: Sequence[ReviewProof]) -> None:
    """Put hash and signature on a form that is being submitted."""
    form.digest = hashlib.sha256(statement(form, assessment_code, proofs).encode()).hexdigest()
    form.signature = seals.sign_text(PURPOSE, form.digest)


def holds(form: ReviewForm, assessment_code: str, proofs: Sequence[ReviewProof]) -> bool:
    """Whether the form is still what was signed."""
    digest = hashlib.sha256(statement(form, assessment_code, proofs).encode()).hexdigest()
    return form.digest == digest and seals.is_text_signed(PURPOSE, form.signature, digest)


def public_key() -> str:
    """The key to check signatures with, in Base64."""
    raw = seals.signing_key(PURPOSE).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return base64.b64encode(raw).decode()
