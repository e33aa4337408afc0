"""What we answer. The published document is made from these classes, so it cannot say anything else."""

from datetime import date, datetime

from pydantic import BaseModel, Field

from app.api.schemas import Code
from app.labels.terms import BatchState, Format, LedgerKind, Standing
from app.merchants.terms import MerchantKind
from app.titles.terms import Standing as TitleStanding


class Given(BaseModel):
    """What we answer. New members may be added; programs pass over those they do not know."""


class TitleOut(Given):
    """What a shop's title is today, as every public page says it."""

    standing: TitleStanding
    disputed: bool = Field(
        description="An objection or the shop's claim is undecided; a valid title holds meanwhile."
    )
    number: str | None = Field(description="Of the newest certificate; null if there never was one.")
    valid_until: date | None = Field(description="Its last day, whole, in the region's time.")


class ShopOut(Given):
    """A shop of the park."""

    code: Code
    uscc: str = Field(description="Unified social credit code, 18 characters (GB 32100-2015).")
    name: str
    kind: MerchantKind
    title: TitleOut


class ShopPage(Given):
    items: list[ShopOut]
    next: str | None = Field(description="Address of the next page; null at the end.")


class FileOut(Given):
    """The finished file."""

    href: str
    name: str
    media_type: str
    size: int = Field(description="Bytes.")
    sha256: str


class FormOut(Given):
    """One way to fetch a batch."""

    format: Format
    href: str
    media_type: str


class SpanOut(Given):
    """Serials from the first to the last, both included."""

    first_serial: int
    last_serial: int


class ShopName(Given):
    """As printed on the labels, whatever the shop is called today."""

    code: Code
    name: str


class BatchOut(Given):
    """A print run and where it stands. ``made`` of ``count`` is its progress."""

    code: Code
    number: int = Field(description="Unique in the region.")
    merchant: ShopName
    state: BatchState
    count: int
    made: int
    pages: int
    layout: str
    start_at: int
    dpi: int | None
    dx_mm: float
    dy_mm: float
    scale_pct: float
    copies: int
    has_waybills: bool
    first_serial: int
    last_serial: int
    voided: list[SpanOut] = Field(description="Labels that were taken back while the batch stands.")
    first_token: str = Field(description="What the code of the first label leads to.")
    last_token: str
    href: str
    file: FileOut | None = Field(description="Set while the batch is ready.")
    forms: list[FormOut] = Field(
        description="Every form in which it can be fetched; empty until it is ready."
    )
    trouble: str | None = Field(description="Why it could not be made.")
    ordered_at: datetime
    ordered_by: str
    made_at: datetime | None
    valid_until: date | None = Field(
        description="The last day on which its labels are vouched for; null: no end."
    )
    voided_at: datetime | None
    void_reason: str | None


class BatchPage(Given):
    items: list[BatchOut]
    next: str | None = Field(description="Address of the next page; null at the end.")


class EntryOut(Given):
    """One line of the ledger: what happened to which serials, who did it and why."""

    kind: LedgerKind
    first_serial: int
    last_serial: int
    at: datetime
    by: str
    note: str | None


class Ledger(Given):
    """Newest first, at most a hundred lines."""

    items: list[EntryOut]


class LabelOut(Given):
    """What one label is worth today, and where it belongs."""

    token: str
    standing: Standing
    batch: Code
    batch_href: str
    serial: int
    waybill: str | None = Field(description="The park's own parcel number that was printed on it.")
    voided_at: datetime | None


class FieldProblem(Given):
    """One thing to mend. ``field`` names it, with dots; empty stands for the whole body."""

    field: str
    told: str


class Problem(Given):
    """RFC 9457. ``detail`` is a sentence for people, ``code`` names the refusal for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str | None = None
    errors: list[FieldProblem] | None = None
