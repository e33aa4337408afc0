"""The token: what it carries, what it notices, what it forgives."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.labels import alphabet, token
from app.labels.errors import KeyTooShort, NumberOutOfRange
from app.labels.terms import LabelNumber, Verdict

KEY = bytes(range(32))
OTHER_KEY = bytes(range(1, 33))
NUMBERS = LabelNumber(key_id=3, region_number=77, batch_number=12_345, serial=117)


def issue(numbers: LabelNumber = NUMBERS, key: bytes = KEY) -> str:
    return token.issue(
        key,
        key_id=numbers.key_id,
        region_number=numbers.region_number,
        batch_number=numbers.batch_number,
        serial=numbers.serial,
    )


numbers = st.builds(
    LabelNumber,
    key_id=st.integers(0, 7),
    region_number=st.integers(0, 4095),
    batch_number=st.integers(0, 2**20 - 1),
    serial=st.integers(0, 2**20 - 1),
)


@given(numbers, st.binary(min_size=32, max_size=100))
def test_a_token_says_the_numbers_it_was_issued_for(number: LabelNumber, key: bytes) -> None:
    text = issue(number, key)

    assert len(text) == 20
    assert set(text) <= set(alphabet.ALPHABET)
    reading = token.read(text, {number.key_id: key})
    assert (reading.verdict, reading.number) == (Verdict.GENUINE, number)


def test_a_range_is_the_same_tokens_one_by_one() -> None:
    rows = token.issue_range(KEY, key_id=1, region_number=2, batch_number=3, first_serial=1000, count=50)

    single = [issue(LabelNumber(1, 2, 3, serial)) for serial in range(1000, 1050)]
    assert [row.tobytes().decode() for row in rows] == single
    assert len(set(single)) == 50


def test_the_check_catches_every_single_substitution_and_every_neighbour_swap() -> None:
    """The check is linear, so a mistake is unseen only if its own weighted sum is nought."""
    weights = np.vstack([alphabet.WEIGHTED, np.arange(32, dtype=np.uint8)])  # the check character weighs one
    changes = weights[:, 1:]
    assert changes.all(), "some substitution goes unseen"
    for left, right in pairwise(weights):
        before = left[:, np.newaxis] ^ right
        assert (before != before.T)[~np.eye(32, dtype=bool)].all(), "some swap goes unseen"
    a, b = np.meshgrid(np.arange(32), np.arange(32))
    for row in weights:
        assert (row[a] ^ row[b] == row[a ^ b]).all(), "not linear: the argument above fails"


def test_a_token_with_one_wrong_character_is_mistyped_wherever_it_is() -> None:
    text = issue()
    for place in range(20):
        for wrong in set(alphabet.ALPHABET) - {text[place]}:
            reading = token.read(text[:place] + wrong + text[place + 1 :], {3: KEY})
            assert (reading.verdict, reading.number) == (Verdict.MISTYPED, None)


def test_a_token_with_two_neighbours_exchanged_is_mistyped() -> None:
    text = issue()
    for place in range(19):
        swapped = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        expected = Verdict.GENUINE if swapped == text else Verdict.MISTYPED
        assert token.read(swapped, {3: KEY}).verdict is expected


@pytest.mark.parametrize(
    "spoil",
    [
        str.lower,
        token.grouped,
        lambda t: t.replace("0", "O").replace("1", "I"),
        lambda t: t.replace("0", "o").replace("1", "l"),
        lambda t: "-".join(t[n : n + 5] for n in range(0, 20, 5)),
        lambda t: "".join(chr(ord(c) + 0xFEE0) for c in t),  # full-width
        lambda t: f"  {t[:10]}\u3000{t[10:]}\n",  # an ideographic blank
        lambda t: f"https://label.example/q/{t.lower()}",
    ],
)
def test_the_hand_is_forgiven(spoil) -> None:
    reading = token.read(spoil(issue()), {3: KEY})
    assert (reading.verdict, reading.token, reading.number) == (Verdict.GENUINE, issue(), NUMBERS)


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("", ""),
        (issue()[:-1], ""),
        (issue() + "0", ""),
        ("U" + issue()[1:], "U"),
        ("你" * 20, "你"),
        ("0" * 9999, ""),
    ],
)
def test_what_cannot_be_a_token_is_malformed_and_says_which_characters(text: str, foreign: str) -> None:
    reading = token.read(text, {3: KEY})
    assert (reading.verdict, reading.foreign, reading.number) == (Verdict.MALFORMED, foreign, None)


def test_a_token_sealed_by_somebody_else_is_forged() -> None:
    reading = token.read(issue(key=OTHER_KEY), {3: KEY})
    assert (reading.verdict, reading.number) == (Verdict.FORGED, None)


def test_a_seal_does_not_carry_over_to_the_next_serial() -> None:
    first, second = issue(LabelNumber(3, 77, 5, 1)), issue(LabelNumber(3, 77, 5, 2))
    mixed = second[:11] + first[11:19]
    mixed += alphabet.ALPHABET[alphabet.check_symbol(alphabet.symbols(mixed))]
    assert token.read(mixed, {3: KEY}).verdict is Verdict.FORGED


def test_a_token_of_a_retired_key_still_reads_and_of_a_lost_one_says_so() -> None:
    assert token.read(issue(), {3: KEY, 4: OTHER_KEY}).verdict is Verdict.GENUINE
    assert token.read(issue(), {4: OTHER_KEY}).verdict is Verdict.UNKNOWN_KEY


@pytest.mark.parametrize(
    "number",
    [
        LabelNumber(8, 0, 0, 0),
        LabelNumber(0, 4096, 0, 0),
        LabelNumber(0, 0, 2**20, 0),
        LabelNumber(0, 0, 0, 2**20),
    ],
)
def test_numbers_that_do_not_fit_are_refused(number: LabelNumber) -> None:
    with pytest.raises(NumberOutOfRange):
        issue(number)


def test_a_range_may_not_run_past_the_last_serial() -> None:
    last = token.issue_range(KEY, key_id=0, region_number=0, batch_number=0, first_serial=2**20 - 1, count=1)
    assert token.read(last.tobytes().decode(), {0: KEY}).number == LabelNumber(0, 0, 0, 2**20 - 1)
    with pytest.raises(NumberOutOfRange):
        token.issue_range(KEY, key_id=0, region_number=0, batch_number=0, first_serial=2**20 - 1, count=2)


def test_a_short_key_is_refused() -> None:
    with pytest.raises(KeyTooShort):
        issue(key=b"x" * 31)


def test_a_token_is_printed_in_fours() -> None:
    assert token.grouped("ABCDEFGHJKMNPQRSTVWX") == "ABCD EFGH JKMN PQRS TVWX"


@given(st.text(max_size=60))
def test_reading_never_fails_whatever_is_typed(text: str) -> None:
    assert token.read(text, {3: KEY}).verdict is not Verdict.GENUINE
