import hashlib
from decimal import Decimal

import pytest

from app.panels import rules
from app.panels.terms import Cast, Choice, Outcome, Rule

TWO_THIRDS = Rule(quorum_pct=66, least_members=3, tie_passes=False)
CODES = [f"SHOP{number:03d}" for number in range(23)]


def votes(pro: int, con: int = 0, abstained: int = 0) -> list[Cast]:
    return [
        *[Cast(Choice.FOR)] * pro,
        *[Cast(Choice.AGAINST)] * con,
        *[Cast(Choice.ABSTAIN)] * abstained,
    ]


def test_anyone_with_the_published_value_draws_the_same():
    assert rules.by_lot(CODES, 5, "2026123") == rules.by_lot(reversed(CODES), 5, "2026123")
    assert rules.by_lot(CODES, 5, "2026123") != rules.by_lot(CODES, 5, "2026124")


def test_the_lot_is_what_the_page_says_it_is():
    """Drawn again by the words on the public page, without our code."""
    tickets = sorted(CODES, key=lambda code: hashlib.sha256(f"2026123:{code}".encode()).hexdigest())
    again = {code: place % 5 + 1 for place, code in enumerate(tickets)}
    assert rules.by_lot(CODES, 5, "2026123") == again
    lines = "".join(f"{code}:{again[code]}\n" for code in sorted(again))
    assert rules.digest(again) == hashlib.sha256(lines.encode()).hexdigest()


def test_panels_get_equally_many_but_for_one():
    given = rules.by_lot(CODES, 5, "x").values()
    counts = [list(given).count(panel) for panel in range(1, 6)]
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("voters", "needed"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (9, 6)])
def test_two_thirds_are_rounded_up(voters, needed):
    assert rules.needed(voters, 66) == needed


@pytest.mark.parametrize(("voters", "cast", "said"), [
    (3, votes(2), Outcome.PASSED),  # two of three have voted: enough
    (3, votes(1), Outcome.NO_QUORUM),
    (3, votes(1, 1), Outcome.TIED),
    (3, votes(1, 1, 1), Outcome.TIED),  # an abstention is present, and neither for nor against
    (3, votes(1, 0, 2), Outcome.PASSED),
    (3, votes(0, 0, 3), Outcome.TIED),
    (3, votes(1, 2), Outcome.REFUSED),
    (5, votes(3), Outcome.NO_QUORUM),
    (1, votes(1), Outcome.NO_QUORUM),  # all the others have an interest
])  # fmt: skip
def test_what_votes_decide(voters, cast, said):
    assert rules.outcome(voters, cast, TWO_THIRDS) is said


def test_a_tie_passes_only_where_the_region_says_so_and_somebody_was_for_it():
    lenient = Rule(66, 3, tie_passes=True)
    assert rules.outcome(3, votes(1, 1), lenient) is Outcome.PASSED
    assert rules.outcome(3, votes(0, 0, 3), lenient) is Outcome.TIED


def test_the_mean_of_points_leaves_out_who_gave_none():
    given = [Cast(Choice.FOR, Decimal(90)), Cast(Choice.FOR, Decimal("85.55")), Cast(Choice.FOR)]
    assert rules.mean_points(given) == Decimal("87.78")
    assert rules.mean_points([Cast(Choice.FOR)]) is None


def test_what_one_panel_cannot_judge_goes_to_the_next_and_around():
    assert [rules.next_panel(panel, [3, 5, 9]) for panel in (3, 5, 9)] == [5, 9, 3]
    with pytest.raises(rules.NotPassedOn):
        rules.next_panel(3, [3])
