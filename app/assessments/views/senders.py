"""Where a public form came from, as the house keeps it."""

from flask import Request

from app.assessments.reviews import Sender
from app.infra.seals import blind_index
from app.infra.whence import keep_device, whence
from app.labels.history import History

__all__ = ["keep_device", "sender_of"]


def sender_of(request: Request, *, token: str | None = None, history: History | None = None) -> Sender:
    """The device and the neighbourhood as marks; the label as a keyed hash, with what it has been through."""
    came = whence(request)
    return Sender(
        device_hash=came.device_mark,
        address_hash=came.address_mark,
        token_hash=blind_index(token, purpose="review token") if token else None,
        history=history,
    )
