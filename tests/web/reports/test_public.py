"""Reporting without an account: one page to the receipt, anonymous if wanted, followed with number and secret."""

import re
from io import BytesIO

import pytest
from PIL import Image

from app.infra.forms import fresh_key
from app.reports import queries
from app.reports.terms import ReportChannel
from tests import factories
from tests.factories import labels
from tests.pages import text_of

NEW = "/r/330522/reports/new"
FOLLOW = "/r/330522/reports/follow"
COMPLAIN = "/r/330522/complaints/new"


def fields(**changed):
    return {
        "key": fresh_key(), "offence": "false_advertising", "happened": "直播时说这茶能治高血压", "seller_said": "",
        "name": "", "phone": "", "website": "", **changed,
    }  # fmt: skip


def photo() -> tuple[BytesIO, str]:
    made = BytesIO()
    Image.new("RGB", (640, 480), "darkgreen").save(made, "JPEG")
    return BytesIO(made.getvalue()), "钱守密家.jpg"


@pytest.fixture
def shop(inside):
    with inside("330522"):
        return factories.merchant(name="小满茶叶")


@pytest.fixture
def at(shop):
    return f"{NEW}?merchant={shop.code}"


def filed(page, at, **changed):
    answer = page.submit(at, fields(**changed))
    receipt = text_of(page.get(answer.location))
    return re.search(r"JB26-\w{6}", receipt).group(), re.search(
        r"(\w{4}-){2}\w{4}", receipt.split("查询码")[1]
    ).group()


def followed(page, code, secret):
    return page.submit(FOLLOW, {"code": code, "secret": secret}).location


@pytest.mark.parametrize("half", [{"name": "钱守密"}, {"phone": "13900000001"}])
def test_half_a_name_is_neither_named_nor_anonymous(page, at, half):
    answer = page.submit(at, fields(**half), expect=200)
    assert "实名举报，姓名和手机号都要填" in text_of(answer.text)


def test_an_anonymous_report_is_two_pages_and_is_followed_with_its_secret(page, at, inside):
    code, secret = filed(page, at)
    case = text_of(page.as_(None).get(followed(page.as_(None), code, secret), expect=303))
    visitor = page.as_(None)
    case = text_of(visitor.get(followed(visitor, code.lower(), secret)))
    assert "核查举报：还剩 15 个工作日（至 6月23日）" in case
    assert "这是匿名举报" in case
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.merchant.name, kept.is_anonymous, kept.channel) == (
            "小满茶叶",
            True,
            ReportChannel.PUBLIC,
        )


def test_a_scanned_label_names_the_seller_and_the_parcel(page, shop, inside):
    with inside("330522"):
        token = labels.token(labels.ready(shop))
    code, _ = filed(page, f"{NEW}?token={token}")
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.channel, kept.merchant_id) == (ReportChannel.QR, shop.id)
        assert kept.label_serial is not None


def test_a_seller_on_no_list_is_named_in_words_and_not_at_all_is_refused(page, inside):
    code, _ = filed(page, NEW, seller_said="抖音“茶二姐”")
    with inside("330522"):
        assert queries.by_code(code).seller_said == "抖音“茶二姐”"
    refused = page.submit(NEW, fields(), expect=200)
    assert "请写明是哪家店" in text_of(refused.text)


def test_evidence_is_cleaned_named_anew_and_shown_only_to_who_sent_it(page, at, inside):
    code, secret = filed(page, at, files=photo())
    with inside("330522"):
        name, file_code = queries.by_code(code).files[0].file.name, queries.by_code(code).files[0].file.code
    assert name == f"{code}-06010100-1.jpg"
    mine = page.as_(None)
    case = followed(mine, code, secret)
    assert mine.fetch(f"{case}/files/{file_code}").mimetype == "image/jpeg"
    assert page.as_(None).fetch(f"{case}/files/{file_code}").status_code == 303


def test_a_wrong_secret_and_an_unknown_number_get_the_same_answer(page, at):
    code, _ = filed(page, at)
    for told in (code, "JB26-NOBODY"):
        answer = page.submit(FOLLOW, {"code": told, "secret": "AAAA-BBBB-CCCC"}, expect=200)
        assert "编号和查询码对不上" in text_of(answer.text)


def test_a_receipt_of_this_region_opens_nothing_in_another(page, at):
    code, secret = filed(page, at)
    page.submit(FOLLOW.replace("330522", "330523"), {"code": code, "secret": secret}, expect=200)


def test_the_reporter_sees_puts_right_and_takes_back_the_details(page, at, inside):
    code, secret = filed(page, at, name="钱守密", phone="13987654321")
    case = followed(page, code, secret)
    assert "139****4321" in page.get(case)
    page.submit(f"{case}/contact", {"name": "钱守密", "phone": "13900000001"})
    with inside("330522"):
        assert queries.by_code(code).phone == "13900000001"
    page.submit(f"{case}/contact", {"name": "", "phone": ""})
    assert "这是匿名举报" in text_of(page.get(case))


def test_facts_added_twice_by_one_form_are_added_once(page, at):
    case = followed(page, *filed(page, at))
    sent = {"text": "又播了一次", "key": fresh_key()}
    for _ in range(2):
        page.submit(case, sent)
    assert text_of(page.get(case)).count("又播了一次") == 1


def test_who_reported_may_complain_as_well_and_both_are_linked(page, at, inside):
    code, secret = filed(page, at)
    case = page.get(followed(page, code, secret))
    assert f"report={code}" in case
    complaint = {
        "key": fresh_key(), "about": "quality", "happened": "茶叶发霉了", "wanted": "退款", "phone": "13812345678",
    }  # fmt: skip
    shop = at.partition("?")[2]
    answer = page.submit(f"{COMPLAIN}?{shop}&report={code}", complaint)
    number = answer.location.rpartition("/")[2]
    with inside("330522"):
        assert queries.by_code(code).complaint_code == number
    page.as_(None).submit(f"{COMPLAIN}?{shop}&report={code}", {**complaint, "key": fresh_key()})
    with inside("330522"):
        assert queries.by_code(code).complaint_code == number
