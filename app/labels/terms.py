"""Words of the label press: what a token says, how it is asked for, what a reading found."""

from dataclasses import dataclass
from enum import StrEnum


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
