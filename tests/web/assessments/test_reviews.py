"""The forms of officers, monitors and the industry body, in the browser."""

from types import SimpleNamespace

import pytest

from app.accounts.terms import Role
from app.assessments import corrections, queries, reviews, service
from app.assessments.kinds import EVALUATION_OF, CycleState, ReviewState
from app.demo.assessments import best
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    with inside("330523"):
        elsewhere = factories.user(Role.OFFICER)
    with inside("330522"):
        shop = factories.merchant(name="小满茶叶")
        assessment = stage.assessment_of(shop)
        return SimpleNamespace(
            shop=shop, assessment=assessment, url=f"/reviews/{assessment.code}", elsewhere=elsewhere, seller=factories.seller(shop),
            **{role.value: factories.user(role) for role in Role if role is not Role.MERCHANT}, stranger=None,
        )  # fmt: skip


def answers(cast, inside, role=Role.OFFICER):
    with inside("330522"):
        return best(reviews.sheet_of(cast.assessment, EVALUATION_OF[role])) | {"note": "现场看过台账"}


def own(cast, inside, user, role=Role.OFFICER):
    with inside("330522"):
        return queries.own_form(cast.assessment.id, EVALUATION_OF[role], user.id)


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("monitor", 200), ("industry", 200), ("admin", 403), ("panelist", 403), ("park", 403), ("seller", 403),
     ("elsewhere", 404), ("stranger", 303)],
)  # fmt: skip
def test_who_fills_in_a_form(page, cast, who, status):
    page.as_(getattr(cast, who)).get(cast.url, expect=status)


@pytest.mark.parametrize(
    ("who", "text"), [("officer", "部门评价"), ("monitor", "第三方监测"), ("industry", "行业评议")]
)
def test_each_role_gets_its_own_sheet(page, cast, who, text):
    assert f"{text}：小满茶叶" in page.as_(getattr(cast, who)).get(cast.url)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MONITOR, Role.INDUSTRY])
def test_a_form_is_filled_in_checked_and_submitted(page, cast, inside, role):
    user = getattr(cast, role.value)
    visitor = page.as_(user)

    assert visitor.submit(cast.url, answers(cast, inside, role)).location == f"{cast.url}/check"
    assert "100.00" in visitor.get(f"{cast.url}/check")
    visitor.submit(f"{cast.url}/check")

    form = own(cast, inside, user, role)
    assert (form.state, form.score) == (ReviewState.SUBMITTED, 100)
    assert "已提交，不能再改" in visitor.get(cast.url)


def test_half_a_form_is_kept_and_the_rest_is_asked_for(page, cast, inside):
    visitor = page.as_(cast.officer)
    told = visitor.submit(cast.url, {"DEP-QUA-1": "8"}, expect=200).text

    assert own(cast, inside, cast.officer).answers == {
        "DEP-QUA-1": "8",
        "DEP-AFT-1": "8",
    }  # the second from the records
    assert "请写明检查情况和依据" in told
    assert told.count("请选一项") >= 10
    assert visitor.get(f"{cast.url}/check", expect=303) is not None


def test_later_keeps_the_draft_without_a_word_of_complaint(page, cast, inside):
    visitor = page.as_(cast.officer)
    assert visitor.submit(cast.url, {"DEP-QUA-1": "8", "act": "later"}).location == "/reviews"
    assert "草稿" in visitor.get("/reviews")


@pytest.mark.parametrize("faults", ["-1", "1.5", "many", "1001", "<b>"])
def test_a_count_of_faults_is_a_whole_number(page, cast, inside, faults):
    told = (
        page.as_(cast.officer)
        .submit(cast.url, answers(cast, inside) | {"DEP-LAW-1": faults}, expect=200)
        .text
    )
    assert "请填 0 或整数" in told


def test_full_width_digits_are_read_as_digits(page, cast, inside):
    page.as_(cast.officer).submit(cast.url, answers(cast, inside) | {"DEP-LAW-1": "１"})
    assert own(cast, inside, cast.officer).answers["DEP-LAW-1"] == "1"


def test_a_second_click_on_submit_is_no_harm(page, cast, inside):
    visitor = page.as_(cast.officer)
    visitor.submit(cast.url, answers(cast, inside))
    shown = visitor.get(f"{cast.url}/check")
    token = shown.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    for _ in range(2):
        assert visitor.client.post(f"{cast.url}/check", data={"csrf_token": token}).status_code == 303

    with inside("330522"):
        assert len(queries.submitted_forms(cast.assessment.id)) == 1


def test_nobody_sees_anothers_draft(page, cast, inside):
    with inside("330522"):
        colleague = factories.user(Role.OFFICER)
        with unit_of_work():
            reviews.save_draft(
                stage.again(cast.assessment), {"DEP-QUA-1": "4"}, "只给自己看的话", by=colleague, now=NOW
            )

    assert "只给自己看的话" in page.as_(colleague).get(cast.url)
    for user in (cast.officer, cast.monitor, cast.industry):
        assert "只给自己看的话" not in page.as_(user).get(cast.url)
    assert "只给自己看的话" not in page.as_(cast.admin).get(f"/assessments/{cast.assessment.code}")


def test_a_veto_is_said_aloud_before_it_is_final(page, cast, inside):
    visitor = page.as_(cast.officer)
    visitor.submit(cast.url, answers(cast, inside) | {"DEP-VETO-1": "yes"})
    assert "这家店今年不能获得称号" in visitor.get(f"{cast.url}/check")


def test_what_caps_a_form_is_said_wherever_its_points_are(page, cast, inside):
    with inside("330522"):
        form = stage.staff_form(cast.assessment, Role.MONITOR, by=cast.monitor, MON_VETO_1="yes")
    visitor = page.as_(cast.monitor)
    for url in (cast.url, f"/review-forms/{form.code}"):
        assert "选了限分项" in visitor.get(url)
    assert ".pdf · 监测中发现" in text_of(visitor.get(f"/review-forms/{form.code}"))


def test_after_the_evaluation_the_page_says_so_and_takes_nothing(page, cast, inside):
    visitor = page.as_(cast.officer)
    visitor.submit(cast.url, answers(cast, inside))
    shown = visitor.get(f"{cast.url}/check")
    token = shown.split('name="csrf_token"', 1)[1].split('value="', 1)[1].split('"', 1)[0]
    with inside("330522"):
        cycle = queries.current_cycle()
        for state in list(CycleState)[1 : list(CycleState).index(CycleState.NOTICE) + 1]:
            with unit_of_work():
                service.move_on(cycle, state, by=SYSTEM, now=NOW)

    assert "不再收评价表" in visitor.get(cast.url)
    answer = visitor.client.post(f"{cast.url}/check", data={"csrf_token": token})
    assert (answer.status_code, "不再收评价表" in answer.text) == (200, True)
    assert own(cast, inside, cast.officer).state is ReviewState.DRAFT

    late = page.as_(cast.monitor).get("/reviews")
    assert [word in late for word in ("没有评到", "小满茶叶", f'href="{cast.url}"')] == [True, True, False]
    assert f'href="{cast.url}"' in visitor.get("/reviews?show=drafts"), "what was begun can still be read"


def test_the_list_loses_a_seller_once_any_officer_has_rated_it(page, cast, inside):
    visitor = page.as_(cast.officer)
    assert "小满茶叶" in visitor.get("/reviews")
    with inside("330522"):
        stage.staff_form(cast.assessment, Role.OFFICER)

    assert "小满茶叶" not in visitor.get("/reviews")
    assert "小满茶叶" in page.as_(cast.monitor).get("/reviews")


def test_a_list_of_three_costs_what_a_list_of_one_costs(page, cast, inside, query_count):
    visitor = page.as_(cast.officer)
    visitor.get("/reviews")
    with query_count() as one:
        visitor.get("/reviews")
    with inside("330522"):
        for _ in range(2):
            factories.merchant()
        with unit_of_work():
            service.enrol_newcomers(queries.current_cycle(), by=SYSTEM, now=NOW)
    with query_count() as three:
        visitor.get("/reviews")
    assert three.value == one.value


def test_a_reviewer_finds_a_seller_by_name_in_each_of_the_three_lists(page, cast, inside):
    visitor = page.as_(cast.monitor)
    with inside("330522"):
        other = stage.assessment_of(cast.shop)
        factories.merchant(name="白芽家纺")
        with unit_of_work():
            service.enrol_newcomers(queries.current_cycle(), by=SYSTEM, now=NOW)
        with unit_of_work():
            reviews.save_draft(stage.again(other), {"MON-QUA-1": "4"}, "", by=cast.monitor, now=NOW)

    found = visitor.get("/reviews?words=小满")
    assert ("小满茶叶" in found, "白芽家纺" in found) == (True, False)
    assert "没有找到“白芽”" in visitor.get("/reviews?show=drafts&words=白芽")
    assert "小满茶叶" in visitor.get("/reviews?show=drafts")
    assert "还没有提交过" in visitor.get("/reviews?show=done")


def test_a_correction_begun_stands_among_the_drafts_until_it_is_submitted(page, cast, inside):
    with inside("330522"):
        form = stage.staff_form(cast.assessment, Role.MONITOR, by=cast.monitor)
        with unit_of_work():
            corrections.begin_correction(
                stage.again(cast.assessment), form, "复看了录屏", by=cast.monitor, now=NOW
            )
    told = text_of(page.as_(cast.monitor).get("/reviews?show=drafts"))
    assert "小满茶叶" in told
    assert "更正中" in told
    assert "更正中" in text_of(page.as_(cast.monitor).get("/reviews?show=done"))


def test_who_does_not_go_there_is_told_which_room_to_look_at(page, cast, inside):
    with inside("330522"):
        room = merchants.by_id(cast.shop.id).rooms[0].name
    assert room in text_of(page.as_(cast.monitor).get("/reviews"))
    assert room in text_of(page.as_(cast.monitor).get(cast.url))
