"""Every citation of every guide holds: the law is known, the article exists, and it was in force on the pack's day."""

import warnings
from collections import Counter
from collections.abc import Iterator

import pytest

from app.guides import packs
from app.guides.laws import law_index
from app.guides.terms import Citation, Guide, GuideItem
from app.merchants.terms import MerchantKind

YEARS = (2026,)
EACH = [(kind, year) for year in YEARS for kind in MerchantKind]
LEAST_ITEMS, LEAST_A_DIMENSION, DIMENSIONS = 64, 8, 8


def guide_of(kind: MerchantKind, year: int) -> Guide:
    return packs.source(year).guide(kind)


def cited(guide: Guide) -> Iterator[tuple[GuideItem, Citation]]:
    for item in guide.items:
        for citation in (*item.citations, *item.leniency.citations):
            yield item, citation


@pytest.mark.parametrize(("kind", "year"), EACH)
def test_every_citation_is_of_a_known_law_and_article_in_force_on_the_packs_day(
    kind: MerchantKind, year: int
):
    guide, index = guide_of(kind, year), law_index(year)
    assert guide.as_of == index.as_of
    broken = [
        f"{item.code}: {one.law} {one.article}"
        for item, one in cited(guide)
        if not index.citable(one.law, one.article)
    ]
    assert broken == []


@pytest.mark.parametrize(("kind", "year"), EACH)
def test_every_item_rests_on_at_least_one_binding_text(kind: MerchantKind, year: int):
    laws = law_index(year).by_title
    assert [
        item.code
        for item in guide_of(kind, year).items
        if not any(laws[one.law].binding for one in item.citations)
    ] == []


@pytest.mark.parametrize(("kind", "year"), EACH)
def test_a_law_that_is_only_promulgated_may_not_be_cited_yet(kind: MerchantKind, year: int):
    coming = {law.title for law in law_index(year).coming}
    assert coming, "with none to come this test would say nothing"
    assert not law_index(year).citable(min(coming), 1)
    assert sorted({one.law for _, one in cited(guide_of(kind, year))} & coming) == []


@pytest.mark.parametrize(("kind", "year"), EACH)
def test_a_guide_is_complete(kind: MerchantKind, year: int):
    guide = guide_of(kind, year)
    counted = Counter(item.dimension for item in guide.items)
    assert len(guide.items) >= LEAST_ITEMS
    assert list(counted) == [one.code for one in guide.dimensions]
    assert len(counted) == DIMENSIONS
    assert min(counted.values()) >= LEAST_A_DIMENSION


@pytest.mark.filterwarnings("default")
def test_laws_that_will_change_are_reported():
    """Reports, does not fail: the day on which a cited text changes is a day to publish a new version."""
    for year in YEARS:
        laws = law_index(year).by_title
        used = Counter(one.law for kind in MerchantKind for _, one in cited(guide_of(kind, year)))
        for title, times in sorted(used.items()):
            successor = laws[title].successor
            if successor is not None:
                warnings.warn(
                    f"{title}, cited {times} times, changes on {successor.on}: {successor.note}", stacklevel=1
                )
                assert successor.on > law_index(year).as_of
