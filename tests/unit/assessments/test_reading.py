"""Reading a hand-written file."""

import pytest

from app.assessments.errors import FileUnreadable
from app.assessments.reading import read_document
from app.assessments.terms import Unread


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("a: [1\n", Unread.FORM, 2),
        ("a: 1\nb: 2\na: 3\n", Unread.TWICE, 3),
        ('{"a": 1, "a": 2}', Unread.TWICE, 1),
        ("a: &x 1\nb: *x\n", Unread.ELSEWHERE, 2),
        ("[" * 2_000 + "]" * 2_000, Unread.DEEP, 1),
    ],
)
def test_what_cannot_be_read_says_where_and_why_in_words_of_ours(text, why, line):
    with pytest.raises(FileUnreadable) as refused:
        read_document(text)
    assert refused.value.facts == {"line": line, "problem": why}
