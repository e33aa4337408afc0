"""Every member of every enum of the slice has a word of its own."""

import enum

import pytest

from app.complaints import phrases, terms
from app.complaints.lists import Shelf
from app.complaints.service import Stance
from app.kernel.kinds import Permission

KINDS = [
    kind
    for kind in vars(terms).values()
    if isinstance(kind, type)
    and issubclass(kind, enum.StrEnum)
    and kind.__module__ == terms.__name__
    and not issubclass(kind, Permission)
]


@pytest.mark.parametrize("kind", [*KINDS, Shelf, Stance])
def test_every_member_has_its_word(kind: type[enum.StrEnum]) -> None:
    told = {type(member): None for member in phrases.WORDS}
    assert kind in told
    assert [member for member in kind if member not in phrases.WORDS] == []


def test_no_two_members_share_a_text() -> None:
    """A dictionary keeps one of two keys that are equal, and the words are a dictionary."""
    members = [member.value for kind in [*KINDS, Shelf, Stance] for member in kind]
    assert sorted(members) == sorted(set(members))
