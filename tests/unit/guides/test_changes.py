from datetime import date, timedelta

import pytest

from app.guides import changes, packs
from app.guides.calendar import coming
from app.guides.laws import law_index
from app.merchants.terms import MerchantKind

GUIDE = packs.source(2026).guide(MerchantKind.LIVE_STREAM)
INDEX = law_index(2026)
TRADEMARK = date(2027, 1, 1)


def with_items(*items):
    return GUIDE.model_copy(update={"items": items, "version": 2})


def reworded(code, **facts):
    return with_items(*(one.model_copy(update=facts) if one.code == code else one for one in GUIDE.items))


def test_equal_guides_differ_in_nothing():
    assert not changes.between(GUIDE, with_items(*GUIDE.items))


def test_what_is_added_and_removed_is_named():
    first, *rest = GUIDE.items
    found = changes.between(GUIDE, with_items(*rest))
    assert ([one.code for one in found.removed], found.added, found.changed) == ([first.code], (), ())
    back = changes.between(with_items(*rest), GUIDE)
    assert ([one.code for one in back.added], back.asked_anew) == ([first.code], {first.code})


@pytest.mark.parametrize(
    ("facts", "anew"),
    [
        ({"ask": "另一个问题？"}, True),
        ({"severity": "minor"}, True),
        ({"citations": GUIDE.items[1].citations}, True),
        ({"ask_en": "The same in other words?"}, False),
        ({"fix_days": 1}, False),
        ({"scope": ("food",)}, False),
    ],
)
def test_only_what_an_answer_rests_on_is_asked_anew(facts, anew):
    code = GUIDE.items[0].code
    new = reworded(code, **facts)
    assert [one.parts for one in changes.between(GUIDE, new).changed] == [tuple(facts)]
    assert (code in changes.between(GUIDE, new).asked_anew) == anew
    assert (code not in changes.answers_that_stand(GUIDE, new)) == anew


def test_who_is_asked_more_politely_is_not_asked_anew():
    first = GUIDE.items[0]
    blunt = reworded(first.code, ask=first.ask.replace("您", "你"), why=first.why.replace("您", "你"))
    assert "您" in first.ask
    assert not changes.between(blunt, GUIDE)


def test_a_change_of_law_names_the_items_that_rest_on_it_and_no_others():
    found = {one.law: one for one in coming(GUIDE.items, INDEX, INDEX.as_of)}
    cites = [
        item.code for item in GUIDE.items
        if any(one.law == "商标法" for one in (*item.citations, *item.leniency.citations))
    ]  # fmt: skip
    assert (found["商标法"].on, list(found["商标法"].items)) == (TRADEMARK, cites)


@pytest.mark.parametrize(
    ("today", "is_coming", "is_near"),
    [
        (TRADEMARK - timedelta(days=61), True, False),
        (TRADEMARK - timedelta(days=60), True, True),
        (TRADEMARK - timedelta(days=1), True, True),
        (TRADEMARK, False, False),
    ],
)
def test_a_change_is_told_from_sixty_days_before_until_the_day_before(today, is_coming, is_near):
    found = [one for one in coming(GUIDE.items, INDEX, today) if one.law == "商标法"]
    assert (bool(found), any(one.is_near(today) for one in found)) == (is_coming, is_near)
