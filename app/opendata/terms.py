"""The datasets and their fields. A field once published keeps its name and its meaning; new ones are only added."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from app.honours.terms import ListKind, SourceKind
from app.merchants.terms import MerchantKind
from app.titles.terms import Ground, Standing, TitleState

SCHEMA_VERSION = 1
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


class Dataset(StrEnum):
    MERCHANTS = "merchants"
    TITLES = "titles"
    LISTS = "list-entries"


class Form(StrEnum):
    CSV = "csv"
    JSON = "json"


class Line(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class MerchantLine(Line):
    """A seller that is registered in the region. ``code`` is the key."""

    code: str
    name: str
    uscc: str
    is_sole_trader: bool
    kind: MerchantKind
    goods: str
    park: str | None
    station: str
    rooms: str
    registered_on: date
    title_standing: Standing
    title_number: str | None
    title_valid_until: date | None
    on_red_list_until: date | None
    on_black_list_until: date | None
    complaints_since: date
    complaints_received: int
    complaints_answered: int
    complaints_answered_in_time: int
    complaints_solved: int
    complaints_open: int
    title_notice_ends_on: date | None = None
    title_disputed: bool = False


class TitleLine(Line):
    """A title, whatever has become of it. ``number`` is the key."""

    number: str
    merchant_code: str
    merchant_name: str
    state: TitleState
    score: Decimal
    awarded_on: date
    valid_until: date
    suspended_on: date | None
    revoked_on: date | None
    ground: Ground | None


class ListLine(Line):
    """A seller that stands on the red or the black list. ``code`` is the key."""

    code: str
    list: ListKind
    edition: int
    published_on: date
    until: date
    merchant_code: str
    merchant_name: str
    uscc: str
    score: Decimal | None
    grounds: str
    source_kind: SourceKind | None
    source_number: str
    source_on: date
    source_url: str
    restarted_on: date | None = None


LINE_OF: dict[Dataset, type[Line]] = {
    Dataset.MERCHANTS: MerchantLine,
    Dataset.TITLES: TitleLine,
    Dataset.LISTS: ListLine,
}
KEY_OF = {Dataset.MERCHANTS: "code", Dataset.TITLES: "number", Dataset.LISTS: "code"}
#: What every line of a file carries besides: where it stands in the order of changes, when it changed, whether it is gone.
ALWAYS = ("seq", "changed_at", "gone")


def fields_of(dataset: Dataset) -> tuple[str, ...]:
    """The columns of a file, in order."""
    return (*ALWAYS, *LINE_OF[dataset].model_fields)
