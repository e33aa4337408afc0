from datetime import date

import pytest

from app.honours import rules
from app.honours.terms import SourceKind

TODAY = date(2026, 6, 1)


def test_a_mere_warning_is_never_listed():
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(SourceKind.WARNING, date(2026, 5, 1), date(2026, 7, 1), TODAY)
    assert refused.value.facts == {"reason": "warning"}


@pytest.mark.parametrize(("kind", "last"), [
    (SourceKind.MINOR, date(2026, 8, 1)),
    (SourceKind.GENERAL, date(2027, 5, 1)),
    (SourceKind.SERIOUS, date(2029, 5, 1)),
    (SourceKind.SERIOUS_LIST, date(2029, 5, 1)),
])  # fmt: skip
def test_nothing_is_shown_longer_than_its_source_may_be(kind, last):
    decided = date(2026, 5, 1)
    rules.check_source(kind, decided, last, TODAY)
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(kind, decided, last.replace(day=2), TODAY)
    assert refused.value.facts == {"reason": "too_long", "latest": last}


@pytest.mark.parametrize(("decided", "until", "reason"), [
    (date(2026, 6, 2), date(2026, 7, 1), "future"),
    (date(2026, 5, 1), date(2026, 5, 31), "over"),
])  # fmt: skip
def test_dates_that_cannot_be(decided, until, reason):
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(SourceKind.GENERAL, decided, until, TODAY)
    assert refused.value.facts["reason"] == reason


@pytest.mark.parametrize(("day", "months", "then"), [
    (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2026, 12, 1), 12, date(2027, 12, 1)),
    (date(2027, 11, 30), 3, date(2028, 2, 29)),
])  # fmt: skip
def test_months_end_on_the_corresponding_day_or_the_months_last(day, months, then):
    assert rules.months_after(day, months) == then
