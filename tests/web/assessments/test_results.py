"""The year, the scores, and who may read them."""

import json
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from app.accounts.terms import Role
from app.assessments import queries, service
from app.assessments.commands import assessments as commands
from app.assessments.kinds import AssessmentState, CycleState
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    with inside("330523"):
        elsewhere = factories.user(Role.ADMIN)
    with inside("330522"):
        panel, wrong = (
            factories.organisation(OrganisationKind.PANEL),
            factories.organisation(OrganisationKind.PANEL),
        )
        shop, other = factories.merchant(name="小满茶叶"), factories.merchant()
        assessment = stage.assessment_of(shop)
        mine, theirs = (panel, wrong) if assessment.panel_id == panel.id else (wrong, panel)
        return SimpleNamespace(
            shop=shop, assessment=assessment, url=f"/assessments/{assessment.code}", elsewhere=elsewhere, stranger=None,
            seller=factories.seller(shop), other_seller=factories.seller(other),
            panelist=factories.user(Role.PANELIST, organisation_id=mine.id),
            other_panelist=factories.user(Role.PANELIST, organisation_id=theirs.id),
            **{role.value: factories.user(role) for role in (Role.ADMIN, Role.OFFICER, Role.MONITOR, Role.INDUSTRY, Role.PARK)},
        )  # fmt: skip


@pytest.fixture
def scored(cast, inside):
    with inside("330522"):
        stage.complete(cast.assessment, DEP_SITE_1="3", DEP_LAW_1="1")
        with unit_of_work():
            service.score(stage.again(cast.assessment), by=SYSTEM, now=NOW)
    return cast


READERS = [
    ("admin", 200), ("officer", 200), ("panelist", 200), ("other_panelist", 403), ("monitor", 403), ("industry", 403), ("park", 403),
    ("other_seller", 403), ("elsewhere", 404), ("stranger", 303),
]  # fmt: skip


@pytest.mark.parametrize(("who", "status"), [*READERS, ("seller", 200)])
def test_who_reads_a_score(page, scored, who, status):
    page.as_(getattr(scored, who)).get(scored.url, expect=status)
    page.as_(getattr(scored, who)).get(f"{scored.url}/replay.json", expect=status)


@pytest.mark.parametrize(("who", "status"), [*READERS, ("seller", 403)])
def test_a_shop_sees_nothing_before_its_score_is_there(page, cast, who, status):
    page.as_(getattr(cast, who)).get(cast.url, expect=status)


def test_the_page_tells_every_line_of_the_score(page, scored):
    told = text_of(page.as_(scored.seller).get(scored.url))

    assert "97.70 分" in told  # 4 points off for one penalty, 1.75 for one step: 94.25 of 100, times 40 %
    assert "均分 94.2500 × 40 ÷ 100 = 37.70" in told
    assert "达到 85 分，可以获得称号" in told


def test_the_downloaded_file_gives_the_same_number_by_the_command(page, scored, app, tmp_path):
    file = tmp_path / "score.json"
    file.write_text(page.as_(scored.seller).get(f"{scored.url}/replay.json"), "utf-8")
    with app.app_context():
        done = CliRunner().invoke(commands, ["replay", str(file)])

    assert (done.exit_code, json.loads(done.stdout)["total"]) == (0, "97.70")


def test_every_stored_score_is_reckoned_again_by_a_command(scored, app):
    with app.app_context():
        for order in (["replay-all"], ["replay", "--all"]):
            done = CliRunner().invoke(commands, [*order, "--region", "330522"])
            assert (done.exit_code, json.loads(done.stdout)) == (0, {"scores": 1, "differing": []})
        assert CliRunner().invoke(commands, ["replay"]).exit_code == 1


def test_a_bad_file_is_refused_with_a_sentence_on_standard_error(app, tmp_path):
    file = tmp_path / "bad.yaml"
    file.write_text(
        "rubric: {kind: group_buy, year: 2026}\nforms: [{evaluation: nobody, score: 1}]\n", "utf-8"
    )
    with app.app_context():
        done = CliRunner().invoke(commands, ["replay", str(file)])
        missing = CliRunner().invoke(commands, ["replay", str(tmp_path / "none.yaml")])

    assert (done.exit_code, done.stdout) == (1, "")
    assert "forms[1].evaluation" in done.stderr
    assert (missing.exit_code, missing.stdout) == (1, "")


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("admin", 303),
        ("panelist", 303),
        ("officer", 403),
        ("other_panelist", 403),
        ("monitor", 403),
        ("seller", 403),
        ("elsewhere", 404),
    ],
)
def test_who_reckons_a_score(page, cast, inside, who, status):
    with inside("330522"):
        stage.complete(cast.assessment)
    visitor = page.as_(getattr(cast, who))
    visitor.submit(f"{cast.url}/score", on="/inbox" if status != 303 else cast.url, expect=status)


def test_an_incomplete_seller_is_told_what_is_missing(page, cast, inside):
    with inside("330522"):
        stage.staff_form(cast.assessment, Role.OFFICER)
    told = page.as_(cast.admin).submit(f"{cast.url}/score", on=cast.url, expect=200).text
    assert "第三方监测没有可以计入的评价表" in told


def test_a_second_click_on_score_is_no_harm(page, cast, inside):
    with inside("330522"):
        stage.complete(cast.assessment)
    visitor = page.as_(cast.admin)
    shown = visitor.get(cast.url)
    token = shown.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    answers = [visitor.client.post(f"{cast.url}/score", data={"csrf_token": token}) for _ in range(2)]
    assert [one.status_code for one in answers] == [303, 303]


def test_a_shop_is_led_to_its_score(page, scored):
    assert page.as_(scored.seller).fetch("/assessment").location == scored.url
    assert "正在进行" in page.as_(scored.other_seller).get("/assessment")


def test_an_administrator_opens_the_year_in_the_browser(page, inside):
    with inside("330522"):
        admin, officer = factories.user(Role.ADMIN), factories.user(Role.OFFICER)
        factories.merchant()
    page.as_(officer).get("/cycles/open", expect=403)
    page.as_(officer).get("/cycles")
    page.as_(admin).submit("/cycles/open", {"year": "2026"})

    with inside("330522"):
        cycle = queries.current_cycle()
        assert (cycle.year, len(queries.open_ids(cycle.id))) == (2026, 1)
    told = page.as_(admin).submit("/cycles/open", {"year": "2026"}, expect=200).text
    assert "已经开始了" in told
    told = page.as_(admin).submit("/cycles/open", {"year": "2031"}, expect=200).text
    assert "最新的是 2026 年的" in told
    page.as_(admin).submit("/cycles/open", {"year": "2031", "takes_newest": "y"})
    assert 'value="2032"' in page.as_(admin).get("/cycles/open"), "the next year, not one that is there"


def test_the_year_moves_on_step_by_step_and_a_stale_page_does_no_harm(page, cast, inside):
    visitor = page.as_(cast.admin)
    with inside("330522"):
        code = queries.current_cycle().code
    visitor.submit(f"/cycles/{code}/move", {"to": "self_check"})
    visitor.submit(f"/cycles/{code}/move", {"to": "self_check"})  # the same click again
    visitor.submit(f"/cycles/{code}/move", {"to": "notice"}, expect=200)
    visitor.submit(f"/cycles/{code}/move", {"to": "nonsense"}, expect=200)

    with inside("330522"):
        assert queries.cycle_by_code(code).state is CycleState.SELF_CHECK
    page.as_(cast.officer).get(f"/cycles/{code}/move", expect=403)
    page.as_(cast.elsewhere).get(f"/cycles/{code}", expect=404)


def test_scoring_the_whole_year_shows_its_progress(page, cast, inside):
    visitor = page.as_(cast.admin)
    with inside("330522"):
        code = queries.current_cycle().code
    there = visitor.submit(f"/cycles/{code}/score", on=f"/cycles/{code}").location
    assert "正在算分" in visitor.get(there)


def test_a_score_is_taken_back_with_a_reason(page, scored, inside):
    page.as_(scored.officer).get(f"{scored.url}/reopen", expect=403)
    page.as_(scored.admin).submit(f"{scored.url}/reopen", {"reason": ""}, expect=200)
    page.as_(scored.admin).submit(f"{scored.url}/reopen", {"reason": "漏了一份"})
    with inside("330522"):
        assert queries.by_code(scored.assessment.code).state is AssessmentState.OPEN


def test_a_closed_year_can_still_be_looked_at(page, cast, inside):
    with inside("330522"), unit_of_work():
        cycle = queries.current_cycle()
        cycle.state = CycleState.CLOSED
    visitor = page.as_(cast.admin)
    shown = visitor.get(f"/cycles/{cycle.code}")
    listed = f"/assessments?year={cycle.year}"
    assert f'href="{listed}"' in shown
    told = visitor.get(listed)
    assert cast.assessment.code in told
    assert "没有算分" in text_of(told)
    assert f'href="{listed}"' in visitor.get(f"/assessments/{cast.assessment.code}")
    visitor.get("/assessments", expect=303)
    visitor.get("/assessments?year=1999", expect=303)


@pytest.mark.parametrize("where", ["/assessments", "cycle"])
def test_a_list_of_four_costs_what_a_list_of_two_costs(page, cast, inside, query_count, where):
    visitor = page.as_(cast.admin)
    with inside("330522"):
        cycle = queries.current_cycle()
    url = f"/cycles/{cycle.code}" if where == "cycle" else where
    visitor.get(url)
    with query_count() as before:
        visitor.get(url)
    with inside("330522"):
        for _ in range(2):
            stage_shop = factories.merchant()
            with unit_of_work():
                service.enrol_newcomers(queries.current_cycle(), by=SYSTEM, now=NOW)
            stage.complete(stage.assessment_of(stage_shop))
    with query_count() as after:
        visitor.get(url)
    assert after.value == before.value


@pytest.mark.parametrize(
    ("who", "text"),
    [
        ("officer", "填部门评价表"),
        ("monitor", "填第三方监测表"),
        ("industry", "填行业评议表"),
        ("panelist", "评价表已齐，可以算分"),
    ],
)
def test_the_first_page_says_what_the_year_wants_of_each(page, cast, inside, who, text):
    with inside("330522"):
        if who == "panelist":
            stage.complete(cast.assessment)
    assert text in page.as_(getattr(cast, who)).get("/desk")
