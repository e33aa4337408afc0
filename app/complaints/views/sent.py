"""Files that come with a message: cleaned, or refused with a sentence while the page stays where it is."""

from collections.abc import Sequence

from flask import flash

from app.complaints import forms
from app.infra import uploads
from app.infra.phrases import sentence
from app.infra.uploads import Clean
from app.kernel.errors import DomainError


def cleaned(form: forms.MessageForm) -> Sequence[Clean] | None:
    """None: one of them cannot be kept, and the person has been told which way."""
    try:
        return uploads.clean_all(form.files.data or ())
    except DomainError as refusal:
        flash(sentence(refusal), "error")
        return None
