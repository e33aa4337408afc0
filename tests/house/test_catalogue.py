"""Chinese is the source, English complete: every sentence has its translation, with the same facts in it."""

import re

import pytest

from tools import words

FACTS = re.compile(r"%\((\w+)\)[sd]")


@pytest.fixture(scope="module")
def kept():
    return words.kept()


def filled(string: object) -> tuple[str, ...]:
    return tuple(string) if isinstance(string, (tuple, list)) else (str(string or ""),)


def test_every_sentence_is_translated(kept):
    without = []
    for sentence in words.sentences():
        key = sentence if isinstance(sentence, str) else sentence[0]
        known = kept.get(key)
        if known is None or not all(filled(known.string)):
            without.append(key)
    assert without == [], "run `make words` and fill in translations/en/LC_MESSAGES/messages.po"


def test_no_translation_loses_or_invents_a_fact(kept):
    odd = {}
    for message in kept:
        source = message.id if isinstance(message.id, str) else message.id[0]
        for text in filled(message.string):
            if source and text and set(FACTS.findall(source)) != set(FACTS.findall(text)):
                odd[source] = text
    assert odd == {}


def test_english_has_no_chinese_left(kept):
    allowed = {"中文"}
    left = {
        str(message.id): text
        for message in kept
        for text in filled(message.string)
        if message.id and text not in allowed and re.search(r"[\u4e00-\u9fff]", text)
    }
    # names of the programme and of places stay beside their English
    assert {
        source: text
        for source, text in left.items()
        if not re.search(r"\([^)]*[\u4e00-\u9fff]|“[\u4e00-\u9fff]", text)
    } == {}


def test_english_does_not_read_like_a_slip(kept):
    """Pages are searched for “None”: it is what a forgotten value looks like, so no sentence says it."""
    slips = {
        str(message.id): text
        for message in kept
        for text in filled(message.string)
        if message.id and re.search(r"\bNone\b|\bundefined\b", text)
    }
    assert slips == {}
