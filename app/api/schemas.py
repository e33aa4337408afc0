"""What programs send and ask. The published document is made from these classes, so it cannot say anything else."""

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Field

from app.api.rules import CODE_LENGTH, MOST_LABELS
from app.kernel import codes
from app.labels import waybill_lists
from app.labels.layouts import layout_pack
from app.labels.placement import LEAST_SCALE, MOST_OFFSET_MM, MOST_SCALE
from app.labels.rules import MOST_COPIES
from app.labels.terms import BatchState, Format, Span, Wish
from app.labels.token import SERIALS

Code = Annotated[str, Field(pattern=f"^[{codes.ALPHABET}]{{{CODE_LENGTH}}}$", examples=["7K2M9Q4R1T"])]
LAYOUTS = [one.key for one in layout_pack().layouts]
Layout = Annotated[str, Field(json_schema_extra={"enum": LAYOUTS}, examples=[layout_pack().default])]
Waybill = Annotated[
    str, Field(pattern=rf"^[A-Z0-9][A-Z0-9-]{{{waybill_lists.SHORTEST - 1},{waybill_lists.LONGEST - 1}}}$")
]
Offset = Annotated[float, Field(ge=-MOST_OFFSET_MM, le=MOST_OFFSET_MM)]
MerchantName = Annotated[
    str,
    Field(pattern=r"^([0-9A-HJ-NP-RT-UW-Y]{18}|[0-9A-HJKMNP-TV-Z]{10})$", examples=["92330522MADEM0001X"]),
]
Serial = Annotated[int, Field(ge=0, lt=SERIALS)]


def _written_out(value: object) -> object:
    """RFC 3339 and nothing else: a bare number would pass for seconds since 1970."""
    if isinstance(value, str) and not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value):
        raise ValueError("not an instant as RFC 3339 writes it")
    return value


def _known(value: str) -> str:
    if value not in LAYOUTS:
        raise ValueError("no layout of the pack")
    return value


KnownLayout = Annotated[Layout, AfterValidator(_known)]
Instant = Annotated[AwareDatetime, BeforeValidator(_written_out)]
MOST_KEY = 64
MOST_WAYBILLS = 240_000  # in one request; longer lists go into several batches
HUNDREDTH = 2


class Sent(BaseModel):
    """What a program sends: nothing unknown, nothing guessed (the text "5" is not the number 5)."""

    model_config = ConfigDict(extra="forbid", strict=True)


class BatchOrder(Sent):
    """One print run for one shop of the park. Lengths in millimetres, kept to a hundredth."""

    merchant: MerchantName = Field(description="The shop's code here, or its unified social credit code.")
    count: int = Field(ge=1, le=MOST_LABELS, examples=[2400])
    layout: Layout = layout_pack().default
    start_at: int = Field(
        1, ge=1, le=999, description="First free cell of the first sheet, counted from 1, line by line."
    )
    dpi: Literal[203, 300] | None = Field(
        None, description="The printer's resolution; null is what such paper is usually printed with."
    )
    dx_mm: Offset = Field(0.0, description="To the right.")
    dy_mm: Offset = Field(0.0, description="Downwards.")
    scale_pct: float = Field(100.0, ge=LEAST_SCALE * 100, le=MOST_SCALE * 100)

    copies: int = Field(1, ge=1, le=MOST_COPIES, description="Of each label, side by side.")
    waybills: list[Waybill] = Field(
        [],
        max_length=MOST_WAYBILLS,
        description="The park's own parcel numbers: none, or one for each label, in order.",
    )

    def wish(self) -> Wish:
        """Raises ``WaybillsRefused`` if a number comes twice."""
        return Wish(
            count=self.count, layout=self.layout, start_at=self.start_at, dpi=self.dpi, copies=self.copies,
            dx_mm=_exact(self.dx_mm), dy_mm=_exact(self.dy_mm), scale=_exact(self.scale_pct) / 100,
            waybills=waybill_lists.checked(self.waybills),
        )  # fmt: skip


class VoidOrder(Sent):
    """Why labels are taken back. Whoever scans one sees only that it is void, and since when.

    Without serials the whole batch goes; with them, the labels from the first to the last, both included.
    """

    first_serial: int | None = Field(None, ge=0, lt=SERIALS)
    last_serial: int | None = Field(None, ge=0, lt=SERIALS)

    reason: str = Field(
        min_length=1,
        max_length=200,
        pattern=r"^[^\u0000-\u001f\u007f\u2028\u2029]*[^\s\u0000-\u001f\u007f\u2028\u2029][^\u0000-\u001f\u007f\u2028\u2029]*$",
        examples=["卷纸受潮，整批印坏"],
    )

    def span(self, whole: Span) -> Span | None:
        """What is to go, if it is less than everything. One end alone leaves the other where the batch ends."""
        if self.first_serial is None and self.last_serial is None:
            return None
        first = whole.first if self.first_serial is None else self.first_serial
        return Span(first, whole.last if self.last_serial is None else self.last_serial)


class Asked(BaseModel):
    """What may stand behind the question mark."""

    model_config = ConfigDict(extra="forbid")

    lang: Literal["zh", "en"] | None = Field(
        None, description="The language of sentences; Chinese unless told."
    )


class PageAsked(Asked):
    after: Code | None = Field(None, description="The code of the last row of the page before.")


class BatchesAsked(PageAsked):
    """Filters add up. Instants carry their offset; a batch ordered at ``since`` is in, one at ``until`` is not."""

    state: BatchState | None = None
    merchant: MerchantName | None = Field(
        None, description="The shop's code or its unified social credit code."
    )
    layout: KnownLayout | None = None
    since: Instant | None = Field(None, description="Ordered at this instant or later.")
    until: Instant | None = Field(None, description="Ordered before this instant.")


class FileAsked(Asked):
    """``serial`` is for pictures, ``words`` for printer commands."""

    format: Format = Field(Format.PDF, description="png and svg give one label, the others the whole batch.")
    serial: Serial | None = Field(None, description="Which label the picture shows; the first unless told.")
    words: Literal["picture", "type"] | None = Field(
        None, description="Chinese words as a picture (unless told) or in the printer's own type."
    )


def _exact(value: float) -> Decimal:
    """To a hundredth, without the noise of binary fractions."""
    return Decimal(str(round(value, HUNDREDTH)))
