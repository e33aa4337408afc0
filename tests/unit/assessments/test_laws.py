"""The index of laws: what may be cited today, and what must wait."""

from datetime import date

import pytest
from pydantic import ValidationError

from app.guides.laws import LawIndex, law_index

INDEX = law_index(2026)


@pytest.mark.parametrize(
    ("title", "article", "citable"),
    [
        ("电子商务法", 89, True),
        ("电子商务法", 90, False),
        ("电子商务法", 0, False),
        ("民法典", 1259, True),  # held in part, and this one was read
        ("民法典", 1260, False),  # exists, but was not
        ("商标法（2026修订，2027-01-01施行）", 1, False),  # not in force yet
        ("直播带货法", 1, False),
    ],
)
def test_only_articles_that_were_read_and_are_in_force_may_be_cited(
    title: str, article: int, citable: bool
) -> None:
    assert INDEX.citable(title, article) is citable


def test_guidance_is_not_binding() -> None:
    soft = [law.title for law in INDEX.laws if not law.binding]

    assert len(soft) == 5
    assert all("指南" in title or "指引" in title for title in soft)


def test_what_changes_soon_says_when_and_to_what() -> None:
    changes = {law.title: law.successor.on for law in INDEX.laws if law.successor}

    assert changes == {
        "产品质量法": date(2026, 12, 1),
        "食品召回管理办法": date(2026, 12, 1),
        "商标法": date(2027, 1, 1),
        "食品安全法": date(2027, 3, 16),
    }


def test_a_law_of_tomorrow_does_not_stand_among_those_in_force() -> None:
    mixed = INDEX.model_dump(by_alias=True)
    mixed["laws"], mixed["coming"] = [*mixed["laws"], mixed["coming"][0]], mixed["coming"][1:]

    with pytest.raises(ValidationError, match="wrong list"):
        LawIndex.model_validate(mixed)
