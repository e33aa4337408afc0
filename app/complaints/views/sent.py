"""Files that come with a message: cleaned, or refused with a sentence beside the words, which stay."""

from collections.abc import Sequence

from app.complaints import forms
from app.infra import uploads
from app.infra.phrases import sentence_on
from app.infra.uploads import Clean


def cleaned(form: forms.MessageForm) -> Sequence[Clean] | None:
    """None: one of them cannot be kept, and the person has been told which way."""
    found: list[Sequence[Clean]] = []
    with sentence_on(form, "files"):
        found.append(uploads.clean_all(form.files.data or ()))
    return found[0] if found else None
