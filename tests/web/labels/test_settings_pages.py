"""The administrator's settings, and finding one label: who may, and what they see."""

import pytest

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.labels import queries
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import labels
from tests.pages import text_of

SETTINGS = {
    "shop_labels_a_day": "5,000", "park_labels_a_day": "0", "label_valid_months": "12", "credit_on_label": "y",
}  # fmt: skip


@pytest.fixture
def cast(inside):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        shop = factories.merchant(park_id=park.id)
        numbers = tuple(f"SF{at:07d}" for at in range(1, 25))
        people = {
            "seller": factories.seller(shop), "park": factories.user(Role.PARK, organisation_id=park.id),
            "officer": factories.user(Role.OFFICER), "other_shop": factories.seller(factories.merchant()),
            "monitor": factories.user(Role.MONITOR), "admin": factories.user(Role.ADMIN),
            "batch": labels.ready(shop, waybills=numbers),
        }  # fmt: skip
        people["token"] = labels.token(people["batch"], 7)
    with inside("330523"):
        people["abroad"] = factories.user(Role.OFFICER)
    return people


@pytest.mark.parametrize(
    ("who", "status"), [("admin", 200), ("officer", 403), ("park", 403), ("seller", 403), (None, 303)]
)
@pytest.mark.parametrize("part", ["settings", "settings/next-key", "settings/keys/1/let-go"])
def test_only_the_administrator_sets_anything(page, cast, who, status, part):
    assert page.as_(cast[who] if who else None).fetch(f"/labels/{part}").status_code == status


def test_what_is_set_holds_and_is_written_down(page, cast, inside):
    admin = page.as_(cast["admin"])
    admin.submit("/labels/settings", SETTINGS)
    told = text_of(admin.get("/labels/settings"))
    assert "标签有效几个月：24 → 12" in told
    with inside("330522"):
        policy = regions.policy()
        assert (policy.shop_labels_a_day, policy.park_labels_a_day, policy.label_valid_months) == (
            5_000,
            0,
            12,
        )
        assert policy.credit_on_label
    with inside("330523"):
        assert regions.policy().label_valid_months == 24


@pytest.mark.parametrize(
    "changed", [{"shop_labels_a_day": "-1"}, {"park_labels_a_day": "many"}, {"label_valid_months": "121"}]
)
def test_a_wrong_setting_changes_nothing(page, cast, inside, changed):
    page.as_(cast["admin"]).submit("/labels/settings", {**SETTINGS, **changed}, expect=200)
    with inside("330522"):
        assert regions.policy().label_valid_months == 24
        assert not set(SETTINGS) & set(regions.here().policy)


def test_a_key_is_changed_and_the_old_one_let_go(page, cast, inside):
    admin = page.as_(cast["admin"])
    admin.submit("/labels/settings/keys/1/let-go", {}, expect=200)  # it still seals new labels
    admin.submit("/labels/settings/next-key", {})
    page.as_(None).get(f"/Q/{cast['token']}")
    admin.submit("/labels/settings/keys/1/let-go", {})
    assert "已停用" in text_of(admin.get("/labels/settings"))
    told = text_of(page.as_(None).get(f"/Q/{cast['token']}", expect=410))
    assert "已经过期" in told
    assert cast["batch"].merchant_name in told


@pytest.mark.parametrize(
    ("who", "sees"), [("seller", True), ("park", True), ("officer", True), ("admin", True), ("other_shop", False), ("abroad", False)]
)  # fmt: skip
def test_a_label_leads_to_its_batch_and_waybill_number_for_those_it_belongs_to(page, cast, who, sees):
    told = text_of(page.as_(cast[who]).get(f"/labels/find?token={cast['token'].lower()}"))
    assert ("SF0000007" in told) is sees
    assert ("标签台账" in told) is sees
    if who == "other_shop":
        assert "不是您的店铺" in told


def test_a_mistyped_label_is_told_which_character(page, cast):
    wrong = cast["token"][:-1] + ("0" if cast["token"][-1] != "0" else "1")
    told = text_of(page.as_(cast["seller"]).get(f"/labels/find?token={wrong}"))
    assert "第 5 组第 4 个字符" in told
    page.as_(cast["seller"]).get("/labels/find")
    assert page.as_(cast["monitor"]).fetch("/labels/find").status_code == 403


def test_finding_says_when_one_was_taken_back(page, cast, inside):
    page.as_(cast["seller"]).submit(
        f"/labels/{cast['batch'].code}/void", {"first": "7", "last": "8", "reason": "印花了"}
    )
    told = text_of(page.as_(cast["park"]).get(f"/labels/find?token={cast['token']}"))
    assert "已作废的标签" in told
    assert "印花了" in told
    with inside("330522"), unit_of_work():
        assert len(queries.ledger_at(cast["batch"].id, 9)) == 1
