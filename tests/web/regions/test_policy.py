"""What the county sets for itself: who may, within which bounds, with a history; and that it counts."""

from decimal import Decimal

import pytest

from app.accounts.terms import Role
from app.assessments import signs
from app.assessments.weighing import WeighingPolicy
from app.infra.db import unit_of_work
from app.publicity import queries as notices
from app.regions import queries as regions
from app.regions import settings
from app.regions.terms import Policy
from tests import factories
from tests.factories import titles as made
from tests.pages import text_of


@pytest.fixture
def admin(inside):
    with inside("330522"):
        return factories.user(Role.ADMIN)


def said_by_region():
    """What the pages have written down for the open region."""
    return [
        one
        for one in regions.here().policy
        if one in Policy.__dataclass_fields__ and one != "second_factor_required"
    ]


def fields(name, **changed):
    """What the form of a section shows, with some of it changed; an unticked box is not sent."""
    form = settings.SECTIONS[name].form
    shown = {**{key: str(value) for key, value in form.known(Policy()).items()}, **changed}
    return {key: value for key, value in shown.items() if value not in ("False", False)}


def test_every_section_saves_what_it_shows_and_the_same_again_changes_nothing(page, admin, inside):
    desk = page.as_(admin)
    for name in settings.SECTIONS:
        desk.submit(f"/region-policy/{name}", fields(name))
    with inside("330522"):
        assert said_by_region() == ["weighing"]  # with the defaults written out
        assert signs.weighing_policy() == WeighingPolicy()
    assert "改过什么" not in desk.get("/region-policy")


def test_a_change_counts_from_now_on_and_its_history_says_who_and_from_what_to_what(page, admin, inside):
    with inside("330522"):
        before = made.on_notice(made.year("91.50"))
    desk = page.as_(admin)
    desk.submit("/region-policy/notice", fields("notice", notice_workdays="10"))
    desk.submit("/region-policy/title", fields("title", pass_score="86.5", suspend_during_case="y"))
    told = text_of(desk.get("/region-policy"))
    assert "公示几个工作日：7 → 10" in told
    assert "多少分以上授予称号：85 → 86.5；告知拟撤销时，称号马上暂停：否 → 是" in told
    assert admin.name in told
    assert "公示几个工作日" not in text_of(desk.get("/region-policy/title")).split("改过什么")[1]
    with inside("330522"):
        policy = regions.policy()
        assert (policy.notice_workdays, policy.pass_score, policy.suspend_during_case) == (
            10,
            Decimal("86.5"),
            True,
        )
        assert notices.by_code(before.code).workdays == 7  # what runs already, runs as it began


def test_weights_of_public_forms_follow_the_region_and_the_public_page_says_its_numbers(page, admin, inside):
    desk = page.as_(admin)
    desk.submit("/region-policy/weighing", fields("weighing", burst="20", burst_factor="0.25"))
    told = text_of(desk.get("/region-policy"))
    assert "短时间内有几份就算集中提交：10 → 20；集中提交的，乘以：0.5 → 0.25" in told
    with inside("330522"):
        policy, shop = signs.weighing_policy(), factories.merchant()
        with unit_of_work():
            made.assessment_service.open_cycle(2026, by=factories.SYSTEM, now=made.clock.now())
    assert (policy.burst, policy.burst_factor, policy.block_free) == (20, Decimal("0.25"), 3)
    told = text_of(page.get(f"/r/330522/reviews/social?merchant={shop.code}"))
    assert "60 分钟内集中提交 20 份以上的，每份按 0.25 份计" in told


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("notice", {"notice_workdays": "2"}), ("panel", {"panel_quorum_pct": "101"}), ("title", {"pass_score": "59.99"}),
        ("title", {"hearing_workdays": "4"}), ("weighing", {"own_device": "1.01"}), ("counting", {"least_social_forms": "no"}),
    ],
)  # fmt: skip
def test_what_lies_outside_its_bounds_is_refused_with_the_bounds(page, admin, inside, name, wrong):
    told = text_of(page.as_(admin).submit(f"/region-policy/{name}", fields(name, **wrong), expect=200).text)
    assert "需要修改" in told
    with inside("330522"):
        assert said_by_region() == []


def test_only_the_administrator_sets_and_another_county_keeps_its_own(page, admin, inside):
    with inside("330522"):
        officer = factories.user()
    for url in ("/region-policy", "/region-policy/title"):
        page.as_(officer).get(url, expect=403)
    page.as_(admin).get("/region-policy/nothing", expect=404)
    page.as_(admin).submit("/region-policy/panel", fields("panel", panel_quorum_pct="75"))
    with inside("330523"):
        assert regions.policy().panel_quorum_pct == Policy().panel_quorum_pct
