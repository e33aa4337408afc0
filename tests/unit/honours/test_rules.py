from datetime import date

import pytest

from app.honours import conditions, rules
from app.honours.conditions import Finding
from app.honours.terms import Bar, Condition, Listed, Measure, Source, SourceKind

TODAY = date(2026, 6, 1)


def test_a_mere_warning_is_never_listed():
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(Listed(SourceKind.WARNING, date(2026, 5, 1)), date(2026, 7, 1), TODAY)
    assert refused.value.facts == {"reason": "warning"}


@pytest.mark.parametrize(("kind", "last"), [
    (SourceKind.MINOR, date(2026, 8, 1)),
    (SourceKind.GENERAL, date(2027, 5, 1)),
    (SourceKind.SERIOUS, date(2029, 5, 1)),
    (SourceKind.SERIOUS_LIST, date(2029, 5, 1)),
])  # fmt: skip
def test_nothing_is_shown_longer_than_its_source_may_be(kind, last):
    for of in (Listed(kind, date(2026, 5, 1)), Listed(kind, date(2026, 4, 20), date(2026, 5, 1))):
        rules.check_source(of, last, TODAY)
        with pytest.raises(rules.SourceRefused) as refused:
            rules.check_source(of, last.replace(day=2), TODAY)
    assert refused.value.facts == {"reason": "too_long", "latest": last}


@pytest.mark.parametrize(("decided", "until", "reason"), [
    (date(2026, 6, 2), date(2026, 7, 1), "future"),
    (date(2026, 5, 1), date(2026, 5, 31), "over"),
])  # fmt: skip
def test_dates_that_cannot_be(decided, until, reason):
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(Listed(SourceKind.GENERAL, decided), until, TODAY)
    assert refused.value.facts["reason"] == reason


@pytest.mark.parametrize(("day", "months", "then"), [
    (date(2026, 11, 30), 3, date(2027, 2, 28)),
    (date(2026, 12, 1), 12, date(2027, 12, 1)),
    (date(2027, 11, 30), 3, date(2028, 2, 29)),
])  # fmt: skip
def test_months_end_on_the_corresponding_day_or_the_months_last(day, months, then):
    assert rules.months_after(day, months) == then


DECIDED, PUBLISHED = date(2026, 3, 2), date(2026, 3, 12)


@pytest.mark.parametrize(("kind", "from_on"), [
    (SourceKind.MINOR, None),  # falls by itself: art. 7
    (SourceKind.GENERAL, date(2026, 6, 13)),  # three months, through 06-12: art. 9
    (SourceKind.SERIOUS, date(2027, 3, 13)),  # a year: art. 8
    (SourceKind.SERIOUS_LIST, date(2027, 3, 13)),  # art. 13
    (SourceKind.ABNORMAL, PUBLISHED),  # as soon as it is mended: art. 12
])  # fmt: skip
def test_repair_may_be_asked_for_the_day_after_the_shortest_time_of_publication(kind, from_on):
    """Counted from publication, not from the decision; that day itself is not counted."""
    assert rules.repair_from(Listed(kind, DECIDED, PUBLISHED)) == from_on


def test_without_a_day_of_publication_the_decisions_day_stands_for_it():
    assert rules.repair_from(Listed(SourceKind.GENERAL, DECIDED)) == date(2026, 6, 3)


@pytest.mark.parametrize(("published", "from_on"), [
    (date(2026, 11, 30), date(2027, 3, 1)),  # no 30 February: the month's last day
    (date(2027, 11, 30), date(2028, 3, 1)),
])  # fmt: skip
def test_a_short_month_ends_the_waiting_on_its_last_day(published, from_on):
    assert rules.repair_from(Listed(SourceKind.GENERAL, published, published)) == from_on


@pytest.mark.parametrize(("kind", "measure", "until", "from_on"), [
    (SourceKind.SERIOUS, Measure.RESTRICTING, date(2026, 9, 1), date(2027, 3, 13)),  # over before the year is
    (SourceKind.SERIOUS, Measure.RESTRICTING, date(2027, 3, 12), date(2027, 3, 13)),
    (SourceKind.SERIOUS, Measure.RESTRICTING, date(2028, 3, 12), date(2028, 3, 13)),
    (SourceKind.SERIOUS_LIST, Measure.NONE, date(2028, 3, 12), date(2028, 3, 13)),
    (SourceKind.SERIOUS, Measure.REVOKING, None, None),  # three years, never early: art. 8 para. 5
])  # fmt: skip
def test_what_is_forbidden_meanwhile_has_to_be_over_too(kind, measure, until, from_on):
    assert rules.repair_from(Listed(kind, DECIDED, PUBLISHED, measure, until)) == from_on


def test_a_restriction_of_more_than_three_years_is_public_as_long_as_it_lasts():
    long = Listed(SourceKind.SERIOUS, DECIDED, PUBLISHED, Measure.RESTRICTING, date(2031, 3, 1))
    rules.check_source(long, date(2031, 3, 1), TODAY)
    with pytest.raises(rules.SourceRefused):
        rules.check_source(long, date(2031, 3, 2), TODAY)


@pytest.mark.parametrize(("listed", "reason"), [
    (Listed(SourceKind.GENERAL, DECIDED, date(2026, 3, 1)), "published"),  # before it was decided
    (Listed(SourceKind.GENERAL, DECIDED, date(2026, 6, 2)), "published"),  # tomorrow
    (Listed(SourceKind.GENERAL, DECIDED, PUBLISHED, Measure.REVOKING), "not_serious"),
    (Listed(SourceKind.SERIOUS, DECIDED, PUBLISHED, Measure.RESTRICTING), "restriction"),
])  # fmt: skip
def test_a_source_that_does_not_fit_together_is_refused(listed, reason):
    with pytest.raises(rules.SourceRefused) as refused:
        rules.check_source(listed, date(2026, 6, 30), TODAY)
    assert refused.value.facts == {"reason": reason}


def test_who_is_excluded_hears_why():
    revoked = Listed(SourceKind.SERIOUS, DECIDED, PUBLISHED, Measure.REVOKING)
    with pytest.raises(rules.RepairExcluded) as refused:
        rules.check_may_ask_repair(revoked, date(2029, 3, 12), TODAY)
    assert refused.value.facts == {"why": Bar.REVOKING, "until": date(2029, 3, 12)}


@pytest.mark.parametrize(("today", "early"), [(date(2029, 6, 1), True), (date(2029, 6, 2), False)])
def test_after_deceit_three_years_go_by(today, early):
    """市场监督管理信用修复管理办法 art. 23; refused on 2026-06-01."""
    if early:
        with pytest.raises(rules.RepairAfterDeceit):
            rules.check_deceit(TODAY, today)
    else:
        rules.check_deceit(TODAY, today)


def test_a_panel_votes_on_the_whole_source():
    source = Source(
        SourceKind.SERIOUS, "1 号", DECIDED, "https://www.gsxt.gov.cn/", date(2028, 1, 1), "事实", PUBLISHED, Measure.RESTRICTING,
        date(2027, 1, 1),
    )  # fmt: skip
    assert Source.read(source.kept()) == source
    old = {
        name: said
        for name, said in source.kept().items()
        if name not in ("published_on", "measure", "restricted_until")
    }
    assert Source.read(old).listed == Listed(SourceKind.SERIOUS, DECIDED)


@pytest.mark.parametrize("kind", [one for one in SourceKind if one is not SourceKind.WARNING])
def test_every_kind_asks_for_honesty_and_of_somebody(kind):
    asked = conditions.of(kind)
    assert {Condition.HONEST, Condition.HARMLESS} <= set(asked)
    assert (Condition.WAITED in asked) is (kind is not SourceKind.ABNORMAL)
    findings = [Finding(one, True, "") for one in asked]
    conditions.check_complete(kind, findings)
    conditions.check_agrees(findings, grants=True)
