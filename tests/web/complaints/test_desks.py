"""Who may see and do what with a complaint, and what the desks look like."""

from datetime import timedelta

import pytest

from app.accounts.terms import Role
from app.complaints import service
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintAction
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    """A complaint and everybody around it."""
    with inside("330522"):
        park, other_park = (factories.organisation(OrganisationKind.PARK) for _ in range(2))
        shop, other_shop = factories.merchant(name="小满茶叶", park_id=park.id), factories.merchant()
        people = {
            "seller": factories.seller(shop),
            "colleague": factories.seller(shop),
            "other_seller": factories.seller(other_shop),
            "newcomer": factories.user(Role.MERCHANT),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "other_park": factories.user(Role.PARK, organisation_id=other_park.id),
            "officer": factories.user(Role.OFFICER),
            "admin": factories.user(Role.ADMIN),
            "panelist": factories.user(Role.PANELIST),
        }
        complaint = made.complaint(shop)
    with inside("330523"):
        people["officer_elsewhere"] = factories.user(Role.OFFICER)
    return complaint, people


READERS = [
    ("seller", 200), ("colleague", 200), ("park", 200), ("officer", 200), ("admin", 200), ("other_seller", 403),
    ("newcomer", 403), ("other_park", 403), ("panelist", 403), ("officer_elsewhere", 404), (None, 303),
]  # fmt: skip


@pytest.mark.parametrize(("who", "status"), READERS)
def test_a_complaint_opens_for_its_own_people(page, cast, who, status):
    complaint, people = cast
    page.as_(people.get(who)).get(f"/complaints/{complaint.code}", expect=status)


@pytest.mark.parametrize("act", ["answer", "settle"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("seller", 200), ("officer", 403), ("park", 403), ("other_seller", 403), ("officer_elsewhere", 404)],
)
def test_only_the_shop_answers_for_itself(page, cast, act, who, status):
    complaint, people = cast
    page.as_(people[who]).get(f"/complaints/{complaint.code}/{act}", expect=status)


@pytest.mark.parametrize("act", ["bureau", "accept", "decline", "mediate", "close", "unmask"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("seller", 403), ("park", 403), ("officer_elsewhere", 404), (None, 303)],
)
def test_only_the_regulator_decides(page, cast, act, who, status):
    complaint, people = cast
    too_early = act in ("accept", "decline", "mediate") and status == 200  # it is still with the seller
    page.as_(people.get(who)).get(f"/complaints/{complaint.code}/{act}", expect=303 if too_early else status)


@pytest.mark.parametrize(
    ("who", "sees"),
    [("seller", True), ("park", True), ("officer", True), ("other_seller", False), ("other_park", False)],
)
def test_lists_hold_what_is_ones_own(page, cast, who, sees):
    complaint, people = cast
    assert (complaint.code in page.as_(people[who]).get("/complaints")) is sees


def test_the_seller_answers_and_a_second_click_gets_a_sentence(page, cast):
    complaint, people = cast
    visitor, url = page.as_(people["seller"]), f"/complaints/{complaint.code}/answer"
    visitor.submit(url, {"stance": "agrees", "text": "今天就退款"})
    shown = text_of(visitor.get(f"/complaints/{complaint.code}"))
    assert "商家已答复" in shown
    assert "今天就退款" in shown
    case = f"/complaints/{complaint.code}"
    answer = visitor.submit(url, {"stance": "agrees", "text": "今天就退款"}, on=case, expect=200)
    assert "这件投诉已经是“商家已答复”" in text_of(answer.text)


def test_an_answer_without_a_stance_is_asked_for_one(page, cast):
    complaint, people = cast
    answer = page.as_(people["seller"]).submit(
        f"/complaints/{complaint.code}/answer", {"text": "好"}, expect=200
    )
    assert "请选择您的态度" in text_of(answer.text)


def test_nobody_sees_the_full_phone_without_a_reason_on_record(page, cast, inside):
    complaint, people = cast
    officer = page.as_(people["officer"])
    assert made.PHONE not in officer.get(f"/complaints/{complaint.code}")
    url = f"/complaints/{complaint.code}/unmask"
    assert made.PHONE not in officer.submit(url, {"reason": ""}, expect=200).text
    assert made.PHONE in officer.submit(url, {"reason": "电话核实"}, expect=200).text
    with inside("330522"):
        assert [one.action for one in audit.of(complaint)].count(ComplaintAction.UNMASKED) == 1
    assert made.PHONE not in officer.get(f"/complaints/{complaint.code}")


def test_without_consent_the_seller_sees_no_contact_at_all(page, cast, inside):
    _, people = cast
    with inside("330522"):
        shop = made.Session().get_one(made.Merchant, people["seller"].merchant_id)
        quiet = made.complaint(shop, may_pass_on=False)
    seller, officer = page.as_(people["seller"]), page.as_(people["officer"])
    assert "138****5678" not in seller.get(f"/complaints/{quiet.code}")
    assert "消费者没有同意告诉商家" in text_of(seller.get(f"/complaints/{quiet.code}"))
    assert "138****5678" in officer.get(f"/complaints/{quiet.code}")


def test_the_address_for_the_bureau_is_shown_to_no_seller(page, cast, inside):
    complaint, people = cast
    with inside("330522"), unit_of_work():
        service.send_to_bureau(made.whole(complaint), text="", name="王小明", address="演示路 1 号", now=NOW)
    for who in ("seller", "park"):
        assert "演示路" not in page.as_(people[who]).get(f"/complaints/{complaint.code}")


def test_a_private_note_is_the_regulators_own(page, cast):
    complaint, people = cast
    url = f"/complaints/{complaint.code}"
    page.as_(people["officer"]).submit(
        f"{url}/messages", {"text": "疑似职业索赔", "private": "y", "key": fresh_key()}, on=url
    )
    seen = {
        who: "疑似职业索赔" in page.as_(people[who]).get(url)
        for who in ("officer", "admin", "seller", "park")
    }
    assert seen == {"officer": True, "admin": True, "seller": False, "park": False}


def test_a_seller_cannot_make_its_message_private(page, cast):
    complaint, people = cast
    url = f"/complaints/{complaint.code}"
    page.as_(people["seller"]).submit(
        f"{url}/messages", {"text": "您好", "private": "y", "key": fresh_key()}, on=url
    )
    assert "您好" in page.as_(people["park"]).get(url)


def test_the_officers_whole_way(page, cast):
    complaint, people = cast
    officer, url = page.as_(people["officer"]), f"/complaints/{complaint.code}"
    officer.submit(f"{url}/bureau", {"text": "消费者要求由我们处理"})
    officer.submit(f"{url}/accept", {"text": "同意受理"})
    refused = officer.submit(f"{url}/mediate", {"text": "线上", "consumer_agrees": "y"}, expect=200)
    assert "请先确认商家同意" in text_of(refused.text)
    officer.submit(f"{url}/mediate", {"text": "线上", "consumer_agrees": "y", "merchant_agrees": "y"})
    assert "还剩 60 天（至 7月31日）" in text_of(officer.get(url))
    refused = officer.submit(
        f"{url}/close", {"outcome": "solved", "text": "双方已经和解，消费者满意"}, expect=200
    )
    assert "消费者还没有表态" in text_of(refused.text)
    officer.submit(f"{url}/close", {"outcome": "mediation_ended", "text": "双方无法达成协议"})
    shown = text_of(officer.get(url))
    assert "还要告知双方终止调解" in shown
    assert "已结案：终止调解" in shown


def test_an_outcome_that_is_not_open_cannot_be_chosen(page, cast):
    complaint, people = cast
    answer = page.as_(people["officer"]).submit(
        f"/complaints/{complaint.code}/close", {"outcome": "mediation_ended", "text": "强行结案"}, expect=200
    )
    assert "has-error" not in answer.text
    assert "投诉内容" not in text_of(answer.text)


def test_declining_needs_one_of_the_seven_grounds(page, cast):
    complaint, people = cast
    officer, url = page.as_(people["officer"]), f"/complaints/{complaint.code}"
    officer.submit(f"{url}/bureau", {"text": "转入"})
    assert "请选择一种法定情形" in text_of(
        officer.submit(f"{url}/decline", {"text": "不受理"}, expect=200).text
    )
    officer.submit(f"{url}/decline", {"text": "没有填姓名和地址", "ground": "papers_missing"})
    assert "第五项" in text_of(officer.get(url))


def test_a_hotline_call_is_written_down_and_the_law_counts_at_once(page, cast, inside):
    _, people = cast
    officer = page.as_(people["officer"])
    assert "小满茶叶" in officer.get("/complaints/hotline?words=小满")
    with inside("330522"):
        shop = made.Session().get_one(made.Merchant, people["seller"].merchant_id)
    answer = officer.submit(
        f"/complaints/hotline?merchant={shop.code}",
        {
            "key": fresh_key(),
            "about": "price",
            "happened": "多收了钱",
            "wanted": "退差价",
            "phone": "13912345678",
        },
    )
    shown = text_of(officer.get(answer.location))
    assert "请把查询码" in shown
    assert "还剩 7 个工作日" in shown
    page.as_(people["seller"]).get("/complaints/hotline", expect=403)
    page.as_(people["park"]).get("/complaints/hotline", expect=403)


def test_what_is_due_first_stands_first(page, cast, inside):
    complaint, people = cast
    with inside("330522"):
        shop = made.Session().get_one(made.Merchant, people["seller"].merchant_id)
        urgent = made.complaint(shop)
        with unit_of_work():
            urgent.deadlines[0].due_at = NOW - timedelta(hours=3)
    listed = text_of(page.as_(people["officer"]).get("/complaints"))
    assert listed.index(urgent.code) < listed.index(complaint.code)
    assert "已超期 3 小时" in listed
    late = text_of(page.as_(people["officer"]).get("/complaints?shelf=late"))
    assert (urgent.code in late, complaint.code in late) == (True, False)


def test_a_caller_who_gives_a_number_is_found_on_any_shelf_and_by_nobody_else(page, cast, inside):
    complaint, people = cast
    with inside("330522"):
        other = made.complaint(made.Session().get_one(made.Merchant, people["other_seller"].merchant_id))
        with unit_of_work():
            service.withdraw(made.whole(complaint), text="", now=NOW)

    def found(who: str, words: str) -> list[bool]:
        told = page.as_(people[who]).get(f"/complaints?words={words}")
        return [f"/complaints/{one.code}" in told for one in (complaint, other)]

    aloud = complaint.code.lower().replace("-", "%20")
    assert found("officer", aloud) == [True, False]
    assert found("officer", "小满") == [True, False]
    assert (found("seller", aloud), found("other_seller", aloud)) == ([True, False], [False, False])
    assert "没有找到" in page.as_(people["officer"]).get("/complaints?words=TS00-000000")
    assert "没有找到" in page.as_(people["officer"]).get("/complaints?words=%25"), (
        "a sign of the database is a sign like any other"
    )


def test_a_long_list_goes_on_where_it_stopped(page, cast, inside):
    _, people = cast
    with inside("330522"):
        shop = made.Session().get_one(made.Merchant, people["seller"].merchant_id)
        for _ in range(31):
            made.receipt(shop)
        codes = {one.code for one in made.Session().scalars(made.all_of())}
    visitor = page.as_(people["officer"])
    first = visitor.get("/complaints")
    after = first.split("after=")[1].split('"')[0]
    second = visitor.get(f"/complaints?after={after}")
    on = [{code for code in codes if code in shown} for shown in (first, second)]
    assert ([len(one) for one in on], on[0] & on[1], on[0] | on[1]) == ([30, 2], set(), codes)


@pytest.mark.parametrize("url", ["/complaints", "/desk"])
def test_lists_cost_the_same_with_one_and_with_three(page, cast, inside, query_count, url):
    _, people = cast
    visitor, costs = page.as_(people["seller"]), []
    visitor.get(url)  # the guide is read from the database once a process
    for more in (0, 2):
        with inside("330522"):
            shop = made.Session().get_one(made.Merchant, people["seller"].merchant_id)
            for _ in range(more):
                made.receipt(shop)
        with query_count() as n:
            visitor.get(url)
        costs.append(n.value)
    assert costs[0] == costs[1]


def test_the_desk_says_what_to_do(page, cast):
    complaint, people = cast
    seller = text_of(page.as_(people["seller"]).get("/desk"))
    assert f"答复投诉 {complaint.code}" in seller
    assert "还剩 24 小时" in seller
    page.as_(people["officer"]).submit(f"/complaints/{complaint.code}/bureau", {"text": "转入"})
    assert "决定是否受理投诉" in text_of(page.as_(people["officer"]).get("/desk"))


def test_one_complaint_by_its_number_is_not_there_in_another_region(inside, cast):
    complaint, _ = cast
    with inside("330523"):
        assert made.Session().get(Complaint, complaint.id) is None
