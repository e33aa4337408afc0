"""The regulator's desk for reports, and that nobody else ever sees one."""

import pytest

from app.accounts.terms import Role
from app.infra.forms import fresh_key
from app.reports import queries
from app.reports.queries import ReportShelf
from tests import factories
from tests.conftest import NOW
from tests.factories import reports as made
from tests.pages import text_of

PAGES = ["", "/decide", "/extend", "/tell", "/unmask"]


@pytest.fixture
def cast(inside):
    with inside("330522"):
        shop = factories.merchant(name="小满茶叶")
        found = {
            "officer": factories.user(Role.OFFICER), "seller": factories.seller(shop),
            "park": factories.user(Role.PARK, organisation_id=factories.organisation().id),
            "report": made.report(shop).code,
        }  # fmt: skip
    with inside("330523"):
        found["elsewhere"] = factories.user(Role.OFFICER)
    return found


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 200), ("seller", 403), ("park", 403), ("elsewhere", 404)]
)
@pytest.mark.parametrize("page_of", PAGES)
def test_a_report_opens_only_for_the_regulator_of_its_region(page, cast, page_of, who, status):
    nobody_to_tell_yet = page_of == "/tell" and status == 200
    page.as_(cast[who]).get(
        f"/reports/{cast['report']}{page_of}", expect=303 if nobody_to_tell_yet else status
    )


def test_the_list_opens_only_for_the_regulator(page, cast):
    assert cast["report"] in page.as_(cast["officer"]).get("/reports")
    assert cast["report"] not in page.as_(cast["elsewhere"]).get("/reports")
    for who in ("seller", "park"):
        page.as_(cast[who]).get("/reports", expect=403)


def test_a_report_is_found_by_its_number_or_by_the_seller(page, cast):
    officer = page.as_(cast["officer"])
    for words in (cast["report"].lower(), "小满"):
        assert cast["report"] in officer.get(f"/reports?shelf=decided&words={words}")
    assert "没有找到“白芽”" in officer.get("/reports?words=白芽")


def test_an_officer_takes_it_up_decides_and_a_second_decision_is_told(page, cast):
    officer, at = page.as_(cast["officer"]), f"/reports/{cast['report']}"
    officer.submit(f"{at}/take", {}, on=at)
    assert "正在核查" in text_of(officer.get(at))
    wanted = {
        "outcome": "filed",
        "ground": "",
        "case_number": "长市监立〔2026〕12号",
        "text": "查实了治疗功效的说法。",
    }
    officer.submit(f"{at}/decide", wanted)
    shown = text_of(officer.get(at))
    assert "已作出决定：立案" in shown
    assert "短信通知" in shown
    again = officer.submit(f"{at}/decide", wanted, on=at, expect=200)
    assert "已经是“已作出决定”" in text_of(again.text)
    officer.get(f"{at}/decide", expect=303)
    assert "“作出决定”现在不用做，或者已经做过了" in text_of(officer.get(at))


def test_a_reporter_whom_no_message_reached_is_told_otherwise_and_that_is_noted_once(page, cast):
    officer, at = page.as_(cast["officer"]), f"/reports/{cast['report']}"
    officer.submit(
        f"{at}/decide",
        {"outcome": "not_filed", "ground": "nothing_found", "text": "查了直播回放和销售记录，没有发现"},
    )
    for _twice in range(2):
        officer.submit(f"{at}/tell", {"how": "短信没有送到，6月20日电话告知本人"})
    told = text_of(officer.get(at))
    assert (told.count("短信通知"), told.count("6月20日电话告知本人")) == (1, 1)


def test_more_time_is_given_once(page, cast):
    officer, at = page.as_(cast["officer"]), f"/reports/{cast['report']}"
    wanted = {"why": "要等检测结果", "approved_by": "沈局长"}
    officer.submit(f"{at}/extend", wanted)
    assert "还剩 30 个工作日（至 7月14日）" in text_of(officer.get(at))
    assert "已经延长过一次" in text_of(officer.submit(f"{at}/extend", wanted, on=at, expect=200).text)


def test_a_call_is_written_down_and_the_seller_is_found_by_its_full_name(page, cast, inside):
    officer = page.as_(cast["officer"])
    wanted = {
        "key": fresh_key(), "seller_said": "小满茶叶", "offence": "no_licence", "happened": "没有许可", "name": "",
        "phone": "",
    }  # fmt: skip
    at = {officer.submit("/reports/hotline", wanted).location for _ in range(2)}
    assert len(at) == 1
    shown = text_of(officer.get(at.pop()))
    assert "热线登记" in shown
    assert "只显示这一次" in shown
    officer.submit("/reports/hotline", {**wanted, "key": fresh_key(), "seller_said": "外地一家店"})
    with inside("330522"):
        found = {one.seller_said: one.merchant_id for one in queries.page_of(ReportShelf.OPEN, now=NOW)}
    assert found["小满茶叶"] is not None
    assert found["外地一家店"] is None
    for who in ("seller", "park"):
        page.as_(cast[who]).get("/reports/hotline", expect=403)


def test_name_and_phone_are_masked_until_a_reason_is_given(page, cast):
    officer, at = page.as_(cast["officer"]), f"/reports/{cast['report']}"
    assert "139****4321" in officer.get(at)
    assert made.PHONE not in officer.get(at)
    officer.submit(f"{at}/unmask", {"reason": " "}, expect=200)
    shown = officer.submit(f"{at}/unmask", {"reason": "电话核实"}, expect=200)
    assert made.PHONE in shown.text


def test_a_note_stays_in_the_bureau_and_a_question_goes_to_the_reporter(page, cast, inside):
    officer, at = page.as_(cast["officer"]), f"/reports/{cast['report']}"
    officer.submit(f"{at}/notes", {"key": fresh_key(), "text": "先看回放", "private": "y"}, on=at)
    officer.submit(f"{at}/notes", {"key": fresh_key(), "text": "请问是哪一天"}, on=at)
    with inside("330522"):
        lines = {one.text: one.private for one in made.queries.by_code(cast["report"]).lines}
    assert (lines["先看回放"], lines["请问是哪一天"]) == (True, False)


def test_what_is_waiting_stands_on_the_officers_desk_and_on_no_sellers(page, cast):
    assert "核查举报线索" in text_of(page.as_(cast["officer"]).get("/desk"))
    for who in ("seller", "park"):
        assert "举报线索" not in text_of(page.as_(cast[who]).get("/desk"))
