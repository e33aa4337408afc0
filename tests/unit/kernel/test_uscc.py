from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import uscc
from app.kernel.uscc import ALPHABET, Fault, Suspect, UsccRefused

GOOD = [
    "91110000600037341L",
    "9144030071526726XG",
    "914403001922038216",
    "91110000802100433B",
    "91330100799655058B",
]


def refused(code: str) -> dict:
    with pytest.raises(UsccRefused) as told:
        uscc.read(code)
    return told.value.facts


@pytest.mark.parametrize("code", GOOD)
def test_codes_of_well_known_companies_are_right(code):
    assert uscc.read(code) == code
    assert uscc.check_character(code[:-1]) == code[-1]


@pytest.mark.parametrize(
    "typed",
    [
        "91110000600037341l",
        " 9111 0000 6000 3734 1L ",
        "91110000-60003734-1L",
        "９１１１００００６０００３７３４１Ｌ",
    ],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert uscc.read(typed) == "91110000600037341L"


@pytest.mark.parametrize("code", GOOD)
def test_every_single_wrong_character_is_noticed(code):
    wrong = [
        code[:place] + char + code[place + 1 :]
        for place in range(18)
        for char in ALPHABET
        if char != code[place]
    ]
    assert len(wrong) == 18 * 30
    assert [one for one in wrong if uscc.is_right(one)] == []


@pytest.mark.parametrize("code", GOOD)
def test_every_pair_of_neighbours_swapped_is_noticed(code):
    swapped = [code[:n] + code[n + 1] + code[n] + code[n + 2 :] for n in range(17) if code[n] != code[n + 1]]
    assert [one for one in swapped if uscc.is_right(one)] == []


@pytest.mark.parametrize(
    ("code", "length"), [("", 0), ("91110000600037341", 17), ("91110000600037341LL", 19)]
)
def test_a_wrong_length_is_told(code, length):
    assert refused(code) == {"fault": Fault.LENGTH, "length": length}


@pytest.mark.parametrize(
    ("code", "position", "character", "instead"),
    [
        ("9111O000600037341L", 5, "O", "0"),
        ("9I110000600037341L", 2, "I", "1"),
        ("91110000600037341S", 18, "S", "5"),
        ("9111000060003734中L", 17, "中", ""),
    ],
)
def test_a_character_that_is_never_used_is_named_with_its_place(code, position, character, instead):
    assert refused(code) == {
        "fault": Fault.CHARACTER, "position": position, "character": character, "instead": instead,
    }  # fmt: skip


def test_a_wrong_check_character_names_the_right_one():
    told = refused("91110000600037341M")
    assert (told["fault"], told["character"], told["expected"]) == (Fault.CHECK, "M", "L")


@pytest.mark.parametrize(
    ("right", "position", "written"),
    [("91330100799655058B", 17, "B"), ("9144030071526726XG", 16, "G"), ("914403001922038216", 11, "7")],
)
def test_a_look_alike_is_suspected_where_it_stands(right, position, written):
    told = refused(right[: position - 1] + written + right[position:])
    instead = right[position - 1]
    assert Suspect(position, written, instead) in told["suspects"]


@given(st.sampled_from(GOOD), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_each_suspicion_would_make_the_code_right(code, place, char):
    wrong = code[:place] + char + code[place + 1 :]
    for one in uscc.suspects(wrong):
        assert wrong[one.position - 1] == one.written
        assert uscc.is_right(wrong[: one.position - 1] + one.instead + wrong[one.position :])


@given(st.text(max_size=30) | st.text(ALPHABET, min_size=17, max_size=19))
def test_whatever_is_typed_is_either_right_or_refused_in_words(typed):
    with suppress(UsccRefused):
        assert uscc.is_right(uscc.read(typed))


def test_a_code_no_authority_could_have_given_is_refused_at_its_first_character():
    with pytest.raises(uscc.UsccRefused) as refused:
        uscc.read("0" * 18)
    assert (refused.value.facts["position"], refused.value.facts["character"]) == (1, "0")
