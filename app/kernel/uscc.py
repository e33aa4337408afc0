"""The unified social credit code: is it right, and if not, where to look.

Source: GB 32100-2015. Eighteen characters of 31 (no I, O, S, V, Z); the last is a check character.
"""

from dataclasses import dataclass
from enum import StrEnum

from stdnum import exceptions as stdnum_errors
from stdnum.cn import uscc as stdnum_uscc

from app.kernel.errors import DomainError
from app.kernel.text import plain

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, n, 31) for n in range(LENGTH - 1))
LOOK_ALIKES = {
    "B": "8", "8": "B3", "D": "0", "0": "DQ", "Q": "0", "G": "6", "6": "G", "2": "7", "7": "12",
    "1": "7L", "L": "1", "3": "8", "E": "F", "F": "E", "M": "N", "N": "M", "U": "Y", "Y": "U",
    "5": "6", "P": "R", "R": "P", "X": "K", "K": "X", "C": "G", "H": "N", "W": "M",
}  # fmt: skip
AUTHORITIES = "123456789ANY"  # first character: who registered it
NEVER_USED = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}


class Fault(StrEnum):
    LENGTH = "length"
    CHARACTER = "character"
    CHECK = "check"


class UsccRefused(DomainError):
    """A code that is not one. ``fault`` says how; the other facts say where.

    ``length``; or ``position`` (1 to 18), ``character`` and ``instead``; or ``expected`` for the last
    character, with ``suspects``: positions where one look-alike would make the code right.
    """

    code = "uscc.refused"


@dataclass(frozen=True, slots=True)
class Suspect:
    """A single change that would make the code right. ``position`` counts from 1."""

    position: int
    written: str
    instead: str


def compact(text: str) -> str:
    """Upper case, no blanks or hyphens, full-width turned to plain: the one stored form."""
    return plain(text).upper().replace(" ", "").replace("-", "")


def check_character(first_17: str) -> str:
    """The character that must follow. Source: GB 32100-2015, weights 3^n mod 31."""
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def read(text: str) -> str:
    """The compact code, or ``UsccRefused`` with the place to look at."""
    code = compact(text)
    if len(code) != LENGTH:
        raise UsccRefused(fault=Fault.LENGTH, length=len(code))
    for position, char in enumerate(code, start=1):
        if char not in ALPHABET:
            instead = NEVER_USED.get(char, "")
            raise UsccRefused(fault=Fault.CHARACTER, position=position, character=char, instead=instead)
    if code[0] not in AUTHORITIES:
        raise UsccRefused(fault=Fault.CHARACTER, position=1, character=code[0], instead="")
    if not is_right(code):
        raise UsccRefused(
            fault=Fault.CHECK,
            character=code[-1],
            expected=check_character(code[:-1]),
            suspects=suspects(code),
        )
    return code


def is_right(code: str) -> bool:
    """Whether the compact ``code`` has the right form and check character (python-stdnum decides)."""
    try:
        stdnum_uscc.validate(code)
    except stdnum_errors.ValidationError:
        return False
    return True


def suspects(code: str) -> tuple[Suspect, ...]:
    """Positions where one look-alike character would make ``code`` right, left to right."""
    return tuple(
        Suspect(position, written, instead)
        for position, written in enumerate(code, start=1)
        for instead in LOOK_ALIKES.get(written, "")
        if is_right(code[: position - 1] + instead + code[position:])
    )
