"""Whom a complaint is about: told by the parcel's label, or chosen from the region's sellers."""

from dataclasses import dataclass

from flask import request

from app.complaints.terms import Channel
from app.labels import origin
from app.merchants.models import Merchant

LEAST_WORDS = origin.LEAST_WORDS
matches = origin.matches


@dataclass(frozen=True, slots=True)
class Origin:
    """The seller, and how sure we are that a parcel of its was scanned."""

    merchant: Merchant
    channel: Channel = Channel.PUBLIC
    label_batch_id: int | None = None
    label_serial: int | None = None

    @property
    def parcel(self) -> tuple[int, int] | None:
        """Batch and serial, if a genuine label was scanned."""
        if self.label_batch_id is None or self.label_serial is None:
            return None
        return self.label_batch_id, self.label_serial


def of_request() -> Origin | None:
    """By ``token`` or ``merchant`` of the address. A voided label still names its seller, but vouches for nothing."""
    source = origin.of_address(request.args.get("token", ""), request.args.get("merchant", ""))
    if source is None:
        return None
    if source.parcel is None:
        return Origin(source.merchant)
    return Origin(source.merchant, Channel.QR, *source.parcel)
