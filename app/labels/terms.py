"""Words of the labels slice: what a token says, what a reading found, where a batch stands."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from app.kernel.kinds import AuditAction, Permission


class Verdict(StrEnum):
    """What arithmetic alone can say about a token somebody scanned or typed."""

    GENUINE = "genuine"  # issued with a key of ours; whether the batch still stands is another question
    MISTYPED = "mistyped"  # well formed, but the check character does not agree
    MALFORMED = "malformed"  # wrong length, or characters no token has
    UNKNOWN_KEY = "unknown_key"  # well formed, sealed under a key id this house does not hold
    FORGED = "forged"  # well formed, the seal is wrong


class Format(StrEnum):
    """What a batch can be delivered as."""

    PDF = "pdf"
    SVG = "svg"
    PNG = "png"
    CSV = "csv"
    ZPL = "zpl"
    TSPL = "tspl"


@dataclass(frozen=True, slots=True)
class LabelNumber:
    """The numbers a token carries. Together they name one label among all regions."""

    key_id: int  # 0..7
    region_number: int  # 0..4095
    batch_number: int  # 0..1,048,575 within the region
    serial: int  # 0..1,048,575 within the batch


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood of a token.

    ``number`` is set only for a genuine token: numbers nobody vouches for are not handed on.
    ``foreign`` lists the characters that no token has, so that the page can point at them.
    """

    verdict: Verdict
    token: str  # as cleaned: upper case, no blanks, look-alikes put right
    number: LabelNumber | None = None
    foreign: str = ""


class Standing(StrEnum):
    """What a token is worth once the batch has been looked up too: one honest page for each."""

    GENUINE = "genuine"
    VOIDED = "voided"  # the seal is right, the batch has been taken back
    EXPIRED = "expired"  # the seal is right, but nobody vouches for labels of that age any more
    NEVER_ISSUED = "never_issued"  # the seal is right, but no batch ever delivered this serial
    FORGED = "forged"
    MISTYPED = "mistyped"
    MALFORMED = "malformed"
    UNKNOWN_KEY = "unknown_key"


class BatchState(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    READY = "ready"
    FAILED = "failed"
    VOIDED = "voided"


class LabelAction(AuditAction):
    ORDERED = "label.ordered"
    MADE = "label.made"
    FAILED = "label.failed"
    DELIVERED = "label.delivered"
    PRINTED = "label.printed"
    REPRINTED = "label.reprinted"
    VOIDED = "label.voided"
    PRINTER_KEPT = "label.printer_kept"
    PRINTER_DROPPED = "label.printer_dropped"
    KEY_ROTATED = "label.key_rotated"
    KEY_LET_GO = "label.key_let_go"
    WAYBILLS_FORGOTTEN = "label.waybills_forgotten"


class LedgerKind(StrEnum):
    """What can happen to a run of serials, from the press to the bin."""

    ISSUED = "issued"  # made, proved, vouched for
    DELIVERED = "delivered"  # somebody took the file away
    PRINTED = "printed"  # somebody says it is on paper
    REPRINTED = "reprinted"  # the same labels on paper once more
    RANGE_VOIDED = "range_voided"  # some of them, or all
    SCATTERED = "scattered"  # one label, scanned in more places than a parcel goes to
    LOOKED_INTO = "looked_into"  # an officer found out why


class LabelPermission(Permission):
    LIST = "labels:list"
    ORDER = "labels:order"
    READ = "labels:read"
    FETCH = "labels:fetch"
    VOID = "labels:void"
    PRINTERS = "labels:printers"
    SETTINGS = "labels:settings"
    FIND = "labels:find"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked of the press. Lengths in millimetres; ``scale`` is a factor, 1 leaves the sheet as it is.

    ``start_at`` counts from 1; ``dpi`` of None is what such paper is usually printed with. Each label comes
    ``copies`` times, side by side. ``waybills``: none, or one for each label, in order.
    """

    count: int
    layout: str
    start_at: int = 1
    dpi: int | None = None
    dx_mm: Decimal = Decimal(0)
    dy_mm: Decimal = Decimal(0)
    scale: Decimal = Decimal(1)
    copies: int = 1
    waybills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Serials from ``first`` to ``last``, both included."""

    first: int
    last: int

    def __contains__(self, serial: int) -> bool:
        return self.first <= serial <= self.last

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    def meets(self, other: "Span") -> bool:
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class PrinterWish:
    """What one printer needs. Millimetres; ``scale`` a factor; ``dpi`` of None is what the paper is usually printed with."""

    name: str
    dpi: int | None
    dx_mm: Decimal
    dy_mm: Decimal
    scale: Decimal
