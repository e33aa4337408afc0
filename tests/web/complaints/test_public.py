"""From the scan to the receipt and on: pages for people without an account."""

import re

import pytest

from app.complaints import queries
from app.complaints.terms import Channel
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.labels import queries as batch_queries
from app.labels import service as press
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import labels
from tests.pages import text_of

NEW = "/r/330522/complaints/new"
FOLLOW = "/r/330522/complaints/follow"


def fields(**changed):
    return {
        "key": fresh_key(), "about": "quality", "happened": "茶叶发霉了", "wanted": "退款", "phone": "１３８ 1234 5678",
        "name": "王小明", "amount": "３９.９元", "order_said": "6 月 1 日", "may_pass_on": "y", "website": "", **changed,
    }  # fmt: skip


def filed(page, at, **changed):
    """Hand a complaint in; its number and secret code as the receipt shows them."""
    answer = page.submit(at, fields(**changed))
    receipt = text_of(page.get(answer.location))
    return re.search(r"TS26-\w{6}", receipt).group(), re.search(
        r"(\w{4}-){2}\w{4}", receipt.split("查询码")[1]
    ).group()


def followed(page, code, secret):
    return page.submit(FOLLOW, {"code": code, "secret": secret}).location


def test_from_scan_to_receipt_are_three_pages_and_the_receipt_opens_the_case(page, at, inside):
    code, secret = filed(page, at)
    stranger = page.as_(None)
    case = text_of(stranger.get(followed(stranger, code.lower(), secret.replace("-", " "))))
    assert "小满茶叶" in case
    assert "还剩 24 小时" in case
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.phone, str(kept.amount), kept.channel, kept.may_pass_on) == (
            "13812345678",
            "39.90",
            Channel.PUBLIC,
            True,
        )


def test_a_seller_is_found_by_name(page, shop, inside):
    with inside("330522"):
        factories.merchant(name="白芽家纺")
    found = page.get(f"{NEW}?words=小满")
    assert f"merchant={shop.code}" in found
    assert "白芽家纺" not in found
    assert "没有找到这家店" in text_of(page.get(f"{NEW}?words=%25%25"))
    assert "没有找到这家店" in text_of(page.get(f"{NEW}?words=小"))


def test_a_seller_of_another_region_cannot_be_named_here(page, inside):
    with inside("330523"):
        theirs = factories.merchant(name="安吉白茶")
    assert "您要投诉哪家店" in text_of(page.get(f"{NEW}?merchant={theirs.code}"))


def test_an_unreadable_label_leads_to_looking_the_seller_up(page):
    assert "这个标签认不出" in text_of(page.get(f"{NEW}?token=NONSENSE"))


def test_the_same_form_sent_twice_is_one_complaint(page, at, inside):
    sent = fields()
    first, second = (page.submit(at, sent).location for _ in range(2))
    assert first == second
    with inside("330522"):
        assert len(Session().scalars(made.all_of()).all()) == 1


def test_the_receipt_is_only_for_the_browser_that_made_it_and_not_after_the_case_was_opened(page, at):
    code, secret = filed(page, at)
    receipt = f"/r/330522/complaints/receipt/{code}"
    page.get(receipt)
    page.as_(None).get(receipt, expect=303)
    followed(page, code, secret)
    page.get(receipt, expect=303)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"phone": "1381234567"}, "手机号应为 11 位数字，您填了 10 位"),
        ({"happened": "  "}, "请写发生了什么"),
        ({"about": ""}, "请选择哪方面的问题"),
        ({"amount": "很多"}, "金额请只填数字"),
        ({"amount": "-1"}, "金额应在 0 到 1000 万元之间"),
        ({"amount": "NaN"}, "金额"),
        ({"website": "http://spam"}, "请把“不要填写”的那一栏清空"),
        ({"key": "short"}, "请刷新后再提交"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(page, at, changed, told):
    answer = page.submit(at, fields(**changed), expect=200)
    assert told in text_of(answer.text)
    assert "6 月 1 日" in answer.text


def test_a_wrong_secret_and_an_unknown_number_get_the_same_answer(page, at):
    code, _ = filed(page, at)
    wrong = page.submit(FOLLOW, {"code": code, "secret": "AAAA-BBBB-CCCC"}, expect=200)
    unknown = page.submit(FOLLOW, {"code": "TS26-NOBODY", "secret": "AAAA-BBBB-CCCC"}, expect=200)
    for answer in (wrong, unknown):
        assert "编号和查询码对不上" in text_of(answer.text)


def test_a_case_opens_only_where_its_secret_was_shown(page, at, shop, inside):
    code, secret = filed(page, at)
    case = followed(page, code, secret)
    page.as_(None).get(case, expect=303)
    other = page.as_(None)
    mine, mine_secret = filed(other, at)
    followed(other, mine, mine_secret)
    other.get(case, expect=303)
    other.get(case.replace("330522", "330523"), expect=303)


def test_a_receipt_of_this_region_opens_nothing_in_another(page, at):
    code, secret = filed(page, at)
    page.submit(FOLLOW.replace("330522", "330523"), {"code": code, "secret": secret}, expect=200)


@pytest.fixture
def case(page, at):
    return followed(page, *filed(page, at))


def test_a_word_to_the_seller_sent_twice_is_said_once(page, case):
    sent = {"text": "还在吗？", "key": fresh_key()}
    for _ in range(2):
        page.submit(f"{case}/messages", sent, on=case)
    assert page.get(case).count("还在吗？") == 1


def test_not_solved_can_be_said_only_after_an_answer(page, case):
    assert "没有解决" not in text_of(page.get(case))


def test_solved_ends_it_and_a_second_click_changes_nothing(page, case):
    for _ in range(2):
        page.submit(f"{case}/word", {"word": "it_is_solved"}, on=FOLLOW)
    shown = text_of(page.get(case))
    assert "已结案：已解决" in shown
    assert shown.count("消费者：解决了") == 1


def test_a_word_nobody_knows_does_nothing(page, case):
    page.submit(f"{case}/word", {"word": "closed"}, on=case)
    assert "等商家答复" in text_of(page.get(case))


def test_withdrawing_asks_once_more_and_is_final(page, case):
    page.submit(f"{case}/withdraw")
    assert "已结案：消费者撤回" in text_of(page.get(case))
    answer = page.submit(f"{case}/withdraw", expect=200)
    assert "已经是“已结案”" in text_of(answer.text)


def test_the_law_counts_from_the_tap_on_12315_and_not_before(page, case):
    assert "决定是否受理" not in text_of(page.get(case))
    page.submit(f"{case}/bureau", {"name": "", "address": ""})
    shown = text_of(page.get(case))
    assert "决定是否受理：还剩 7 个工作日（至 6月10日）" in shown
    assert "第十五条" in shown


def test_a_scan_counts_by_law_where_the_bureau_has_published_the_qr(page, inside, label):
    with inside("330522"):
        made.published()
    code, secret = filed(page, f"{NEW}?token={label[1]}")
    assert "决定是否受理：还剩 7 个工作日" in text_of(page.get(followed(page, code, secret)))


def test_the_page_never_shows_the_consumers_phone_in_full(page, case):
    shown = page.get(case)
    assert "138****5678" in shown
    assert "13812345678" not in shown


def test_the_form_says_who_sees_it_and_for_how_long(page, at):
    shown = text_of(page.get(at))
    assert "长兴县市场监督管理局" in shown
    assert "结案后保存三年" in shown


@pytest.fixture
def label(inside, shop):
    """A batch of the shop's labels, made, and the token of one of them."""
    with inside("330522"):
        batch = labels.ready(shop)
        return batch, labels.token(batch)


def test_a_scanned_label_names_the_seller_the_batch_and_the_number(page, label, inside):
    batch, token = label
    code, _ = filed(page, f"{NEW}?token={token}")
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.merchant.name, kept.channel, kept.label_batch_id) == ("小满茶叶", Channel.QR, batch.id)
        assert kept.label_serial is not None


def test_a_voided_label_still_names_its_seller_but_vouches_for_nothing(page, label, inside):
    batch, token = label
    with inside("330522"), unit_of_work():
        press.void(batch_queries.by_code(batch.code), reason="印错了", by=SYSTEM, now=NOW)
    code, _ = filed(page, f"{NEW}?token={token}")
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.merchant.name, kept.channel, kept.label_batch_id) == ("小满茶叶", Channel.PUBLIC, None)


def test_a_label_of_this_region_names_nobody_in_another(page, label):
    _, token = label
    assert "这个标签认不出" in text_of(page.get(f"/r/330523/complaints/new?token={token}"))


def test_the_tag_page_leads_to_the_form(page, label):
    _, token = label
    tag = page.get(f"/Q/{token}")
    assert f"{NEW}?token={token}" in tag
