"""An administrator adds a kind of paper: from then on shops of that scope are asked for it; others are not."""

import pytest

from app.accounts.terms import Role
from app.licences import kind_queries
from app.merchants import queries as merchants
from tests import factories
from tests.factories.licences import licence

SAID = {
    "zh": "烟花爆竹经营许可证",
    "en": "Fireworks trading licence",
    "scopes": ["promotions"],
    "own_number": "y",
}


@pytest.fixture
def admin(inside):
    with inside("330522"):
        return factories.user(Role.ADMIN)


@pytest.fixture
def shop(inside):
    """A seller whose shop runs promotions, and one whose shop does not."""
    with inside("330522"):
        return [factories.seller(factories.merchant(scopes=scopes)) for scopes in (["promotions"], ["food"])]


def add(page, admin, **changed):
    return page.as_(admin).submit("/licences/kinds/new", SAID | changed)


def test_only_an_administrator_says_which_kinds_there_are(page, admin, shop, inside):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
    for who, status in ((admin, 200), (officer, 403), (shop[0], 403), (None, 303)):
        for url in ("/licences/kinds", "/licences/kinds/new", "/licences/kinds/food_licence"):
            assert page.as_(who).fetch(url).status_code == status
    assert page.as_(admin).fetch("/licences/kinds/nothing").status_code == 404


def test_a_new_kind_is_asked_of_its_scope_and_can_be_uploaded(page, admin, shop, inside):
    add(page, admin)
    assert "烟花爆竹经营许可证" in page.as_(shop[0]).get("/shop/licences")
    assert "烟花爆竹经营许可证" not in page.as_(shop[1]).get("/shop/licences")
    assert "Fireworks trading licence" in page.as_(shop[0]).get("/shop/licences?lang=en")
    with inside("330522"):
        made = next(one for one in kind_queries.current().kinds if one.zh == SAID["zh"])
        held = licence(merchants.by_id(shop[0].merchant_id), made.code, uscc=None)
    assert "烟花爆竹经营许可证" in page.as_(shop[0]).get(f"/licences/{held.code}")
    assert made.code in page.as_(shop[0]).get(f"/shop/licences/upload?kind={made.code}")


def test_another_region_does_not_see_it(page, admin, inside):
    add(page, admin)
    with inside("330523"):
        elsewhere = factories.user(Role.ADMIN)
    assert SAID["zh"] not in page.as_(elsewhere).get("/licences/kinds")


def test_one_no_longer_taken_is_not_asked_for_but_old_papers_keep_their_name(page, admin, shop, inside):
    with inside("330522"):
        held = licence(merchants.by_id(shop[1].merchant_id), "food_licence")
    said = {
        "zh": "食品经营许可证或备案",
        "en": "Food licence",
        "scopes": ["food"],
        "one_a_shop": "y",
        "own_number": "y",
    }
    page.as_(admin).submit("/licences/kinds/food_licence", said)
    assert "食品经营许可证或备案" in page.as_(shop[1]).get(f"/licences/{held.code}")
    assert 'value="food_licence"' not in page.as_(shop[1]).get("/shop/licences/upload")


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"zh": "营业执照"}, "已经有一种证照叫"), ({"zh": ""}, "请填写名称"), ({"en": ""}, "请填写英文名称")],
)
def test_what_is_wrong_is_said_in_words_and_makes_no_version(page, admin, inside, changed, told):
    answer = page.as_(admin).submit("/licences/kinds/new", SAID | changed, expect=200)
    assert told in answer.text
    with inside("330522"):
        assert kind_queries.current().version == 1


def test_saving_the_same_again_makes_no_version_and_the_business_licence_stays(page, admin, inside):
    same = {"zh": "营业执照", "en": "Business licence", "one_a_shop": "y", "offered": "y"}
    page.as_(admin).submit("/licences/kinds/business_licence", same)
    answer = page.as_(admin).submit("/licences/kinds/business_licence", same | {"offered": ""}, expect=200)
    assert "没有这种证照" in answer.text
    with inside("330522"):
        assert kind_queries.current().version == 1
