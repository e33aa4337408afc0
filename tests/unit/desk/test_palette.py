"""Colours can be told apart by day and by night, on desks and on the public pages."""

import re

import pytest

from app.desk import palette

HEX = re.compile(r"#[0-9a-f]{3,6}\b")


def test_contrast_is_reckoned_as_the_guideline_does():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#ffffff", "#ffffff") == 1
    assert palette.contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("night", [False, True])
def test_every_pair_can_be_read(night: bool):
    assert [pair for pair in palette.pairs(night) if pair.contrast < pair.need] == []


def test_the_night_changes_every_colour_that_a_pair_uses():
    used = {name for _use, front, ground, _need in palette.PAIRS for name in (front, ground)}
    assert {name for name in used if palette.colours(night=True)[name] == palette.colours()[name]} == set()


def test_public_pages_keep_to_the_same_colours():
    """The small sheet of the public pages spells colours out, for phones that know no names for them."""
    own = {"#fff", "#e3e9e7", "#e3f3ee", "#f0bcb8", "#2f5c52"}
    known = set(palette.colours().values()) | set(palette.colours(night=True).values()) | own
    spelled = set(HEX.findall((palette.CSS / "public.css").read_text("utf-8")))
    assert spelled - known == set()
