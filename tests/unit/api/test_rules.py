"""What a token looks like, and what is never told of it."""

import pytest

from app.api import rules
from app.api.rules import TokenText
from app.api.terms import TokenScope

TEXT = TokenText("330522", "7K2M9Q4R1T", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_a_token_reads_back_as_it_was_written():
    assert rules.read_token(f"Bearer {TEXT}") == TEXT
    assert rules.read_token(f"  bearer   {TEXT} ") == TEXT


@pytest.mark.parametrize(
    "header",
    [
        "", "Bearer", "Bearer ", f"Basic {TEXT}", str(TEXT), f"Bearer {TEXT} x", f"Bearer {TEXT}0",
        f"Bearer {str(TEXT)[:-1]}", f"Bearer {str(TEXT).lower()}", f"Bearer {str(TEXT).replace('330522', '33052')}",
        f"Bearer {str(TEXT).replace('330522', '３３０５２２')}", f"Bearer {str(TEXT).replace('Z', 'O')}",
    ],
)  # fmt: skip
def test_what_cannot_be_a_token_is_none(header):
    assert rules.read_token(header) is None


def test_the_secret_stands_in_no_log():
    assert TEXT.secret not in repr(TEXT)


def test_the_last_token_allowed_and_the_first_too_many():
    rules.check_new([TokenScope.LABELS_READ], rules.MOST_TOKENS - 1)
    with pytest.raises(rules.TooManyTokens):
        rules.check_new([TokenScope.LABELS_READ], rules.MOST_TOKENS)
    with pytest.raises(rules.NoScope):
        rules.check_new([], 0)
