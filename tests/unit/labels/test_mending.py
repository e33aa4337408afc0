"""A slip of the pen is recognised, and put right only if the seal vouches for it."""

import pytest

from app.labels import alphabet, token
from app.labels.mending import mend
from app.labels.rules import BatchMoveRefused, CountOutOfRange, check_count, check_move, has_issued
from app.labels.terms import BatchState

KEY = bytes(range(32))
KEYS = {1: KEY}
RIGHT = token.issue(KEY, key_id=1, region_number=1, batch_number=7, serial=12)


@pytest.mark.parametrize("place", range(alphabet.LENGTH))
def test_any_single_wrong_character_is_found_and_its_place_is_named(place):
    wrong = next(c for c in alphabet.ALPHABET if c != RIGHT[place])
    mending = mend(RIGHT[:place] + wrong + RIGHT[place + 1 :], KEYS)
    assert mending is not None
    assert (mending.token, mending.place, mending.written, mending.instead) == (
        RIGHT,
        place + 1,
        wrong,
        RIGHT[place],
    )
    assert (mending.group - 1) * 4 + mending.place_in_group == place + 1


def test_two_neighbours_exchanged_are_found():
    place = next(n for n in range(5, 19) if RIGHT[n] != RIGHT[n + 1])
    swapped = RIGHT[:place] + RIGHT[place + 1] + RIGHT[place] + RIGHT[place + 2 :]
    mending = mend(swapped, KEYS)
    assert mending is not None
    assert (mending.token, mending.written, mending.instead) == (
        RIGHT,
        swapped[place : place + 2],
        RIGHT[place : place + 2],
    )


def test_two_wrong_characters_far_apart_are_not_guessed_at():
    letters = alphabet.ALPHABET
    far = "".join(letters[(letters.index(c) + 1) % 32] if n in (2, 17) else c for n, c in enumerate(RIGHT))
    assert mend(far, KEYS) is None


def test_a_neighbour_of_a_token_sealed_with_another_key_is_not_offered():
    other = token.issue(bytes(range(1, 33)), key_id=1, region_number=1, batch_number=7, serial=12)
    wrong = next(c for c in alphabet.ALPHABET if c != other[4])
    assert mend(other[:4] + wrong + other[5:], KEYS) is None


@pytest.mark.parametrize("text", ["", "ABC", RIGHT + "0", "U" + RIGHT[1:]])
def test_what_is_no_token_at_all_is_left_alone(text):
    assert mend(text, KEYS) is None


@pytest.mark.parametrize("count", [1, 240_000])
def test_a_batch_has_one_to_240_000_labels(count):
    check_count(count)


@pytest.mark.parametrize("count", [-1, 0, 240_001])
def test_no_labels_or_too_many_are_refused(count):
    with pytest.raises(CountOutOfRange):
        check_count(count)


@pytest.mark.parametrize(
    ("now", "to", "may"),
    [
        (BatchState.WAITING, BatchState.MAKING, True),
        (BatchState.WAITING, BatchState.READY, False),
        (BatchState.MAKING, BatchState.READY, True),
        (BatchState.READY, BatchState.MAKING, False),  # nothing is printed twice
        (BatchState.READY, BatchState.VOIDED, True),
        (BatchState.FAILED, BatchState.VOIDED, True),
        (BatchState.VOIDED, BatchState.READY, False),  # what is void stays void
        (BatchState.VOIDED, BatchState.VOIDED, False),
    ],
)
def test_where_a_batch_may_go(now, to, may):
    if may:
        check_move(now, to)
    else:
        with pytest.raises(BatchMoveRefused):
            check_move(now, to)


@pytest.mark.parametrize(
    ("state", "serial", "issued"),
    [
        (BatchState.READY, 0, False),
        (BatchState.READY, 1, True),
        (BatchState.READY, 24, True),
        (BatchState.READY, 25, False),
        (BatchState.VOIDED, 24, True),
        (BatchState.FAILED, 1, False),
    ],
)
def test_a_serial_is_issued_only_within_its_batch(state, serial, issued):
    assert has_issued(state, 1, 24, serial) is issued
