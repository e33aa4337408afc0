"""Through the receipt of an objection: its state and answer, a copy for people and for programs, contact put right or erased."""

import io
import re
from datetime import timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra import audit, retention, told
from app.infra.db import unit_of_work
from app.infra.i18n import day_text
from app.infra.retention import Kept
from app.infra.scope import Session
from app.infra.told import Subject
from app.kernel.clock import local_day
from app.notices.models import Delivery
from app.publicity import keeping, queries, service
from app.publicity.terms import PublicityAction
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

ROOT = "/r/330522"
FOLLOW = f"{ROOT}/objections/follow"
NUMBER = re.compile(r"YY\d\d-\w{6}")
SECRET = re.compile(r"\w{4}-\w{4}-\w{4}")
PHONE = "13812345678"
SAID = {
    "merchant": "",
    "text": "这家店去年卖过假货，有订单截图 <b>",
    "name": "王小明",
    "phone": PHONE,
    "form_key": "k1",
}


@pytest.fixture
def notice(inside):
    with inside("330522"):
        return made.on_notice(made.year("91.50"))


@pytest.fixture
def receipt(page, notice):
    """Number and secret, as the page after the form shows them."""
    at = page.submit(f"{ROOT}/notices/{notice.code}", SAID).location
    shown = page.get(at)
    return NUMBER.search(shown).group(), SECRET.search(shown).group()


@pytest.fixture
def own(page, receipt):
    code, secret = receipt
    page.submit(FOLLOW, {"code": code.lower().replace("-", " "), "secret": secret.lower()}, expect=303)
    return f"{FOLLOW}/{code}"


def objection(code):
    found = queries.objection_by_code(code)
    assert found is not None
    return found


def actions(code) -> list[str]:
    return [one.action for one in audit.of(objection(code))]


def answered(code) -> None:
    officer = factories.user(Role.OFFICER)
    with unit_of_work():
        service.answer(objection(code), upheld=False, text="订单与这家店无关", by=officer, now=NOW)


def test_the_receipt_is_shown_once_and_opens_the_objection_with_its_answer(page, own, receipt, inside):
    code, _secret = receipt
    before = page.get(own)
    assert "待答复" in text_of(before)
    assert PHONE not in before
    assert "王小明" not in before
    with inside("330522"):
        answered(code)
        kept = objection(code)
        assert SAID["form_key"] not in (kept.form_key, kept.secret_hash)
    after = text_of(page.get(own))
    assert "异议不成立" in after
    assert "订单与这家店无关" in after
    page.get(f"{ROOT}/objections/receipt/{code}", expect=303)  # once opened, no more


def test_the_same_form_again_shows_the_same_receipt(page, notice, receipt):
    again = page.get(page.submit(f"{ROOT}/notices/{notice.code}", SAID).location)
    assert (NUMBER.search(again).group(), SECRET.search(again).group()) == receipt


def test_number_alone_another_county_and_other_browsers_open_nothing(page, own, receipt):
    code, secret = receipt
    wrong = page.submit(FOLLOW, {"code": code, "secret": "ABCD-EFGH-JKLM"}, expect=200)
    unknown = page.submit(FOLLOW, {"code": "YY26-ABCDEF", "secret": secret}, expect=200)
    assert "编号和查询码对不上" in text_of(wrong.text)
    assert "编号和查询码对不上" in text_of(unknown.text)
    page.submit("/r/330523/objections/follow", {"code": code, "secret": secret}, expect=200)
    page.get(own.replace("330522", "330523"), expect=303)
    stranger = page.as_(None)
    for way in ("", "/contact", "/copy.json", "/copy.pdf"):
        stranger.get(own + way, expect=303)


def test_both_copies_say_the_same_and_each_is_on_record(page, own, receipt, inside):
    code, _secret = receipt
    answer = page.fetch(f"{own}/copy.json")
    copy = answer.json
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{code}.json"'
    assert (copy["number"], copy["contact"]) == (code, {"name": "王小明", "phone": PHONE})
    assert (copy["text"], copy["told"]["mark"], copy["answer"]) == (SAID["text"], "2026-2", None)
    paper = page.fetch(f"{own}/copy.pdf")
    assert paper.headers["Content-Disposition"] == f'attachment; filename="{code}.pdf"'
    assert (paper.mimetype, paper.headers["Cache-Control"]) == ("application/pdf", "private, no-store")
    words = "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(paper.data)).pages)
    words = re.sub(r"\s", "", words)
    for said in (code, "王小明", PHONE, copy["text"], copy["submitted_at"], *copy["told"]["paragraphs"]):
        assert re.sub(r"\s", "", said) in words
    with inside("330522"):
        taken = [one.facts for one in audit.of(objection(code)) if one.action == PublicityAction.COPY_TAKEN]
        assert taken == [{"form": "json"}, {"form": "pdf"}]


def test_contact_is_put_right_and_the_record_does_not_keep_what_was(page, own, receipt, inside):
    code, _secret = receipt
    page.submit(f"{own}/contact", {"name": "王晓明", "phone": ""}, expect=303)
    with inside("330522"):
        kept = objection(code)
        assert (kept.name, kept.phone, kept.phone_index) == ("王晓明", None, None)
        (entry,) = [one for one in audit.of(kept) if one.action == PublicityAction.CONTACT_CORRECTED]
        assert entry.facts == {"changed": ["name", "phone"]}
    page.submit(f"{own}/contact", {"name": "王晓明", "phone": ""}, expect=303)
    with inside("330522"):
        assert actions(code).count(PublicityAction.CONTACT_CORRECTED) == 1


def test_erasing_waits_for_answer_and_decision_and_says_until_when(page, own, receipt, notice, inside):
    code, _secret = receipt
    erase = {"url": f"{own}/erase", "fields": {"sure": "y"}, "on": f"{own}/contact"}
    last = day_text(notice.ends_on)
    waiting = text_of(page.submit(**erase, expect=200).text)
    assert "还没有答复" in waiting
    assert last in waiting
    with inside("330522"):
        answered(code)
        until = day_text(local_day(NOW + retention.kept_for(Kept.OBJECTOR)))
    undecided = text_of(page.submit(**erase, expect=200).text)
    assert "作出决定的依据" in undecided
    assert last in undecided
    assert until in text_of(page.get(f"{own}/contact"))
    with inside("330522"):
        admin, held = factories.user(Role.ADMIN), queries.by_id(objection(code).notice_id)
        with unit_of_work():
            service.withdraw(held, by=admin, reason="重新评定", now=NOW)
    page.submit(**erase, expect=303)
    with inside("330522"):
        kept = objection(code)
        assert (kept.name, kept.phone, kept.phone_index, kept.text) == ("", None, None, SAID["text"])
    assert page.fetch(f"{own}/copy.json").json["contact"] == {"name": None, "phone": None}
    assert "已在" in text_of(page.get(f"{own}/contact"))
    assert "更正或删除" not in page.get(own), "nothing is left to be corrected"
    assert "姓名和手机号已在" in text_of(page.as_(admin).get(f"/publicity/objections/{code}"))


def test_three_years_after_the_answer_the_timetable_erases_it_with_the_mark_of_the_phone(receipt, inside):
    code, _secret = receipt
    with inside("330522"):
        answered(code)
        over = NOW + timedelta(seconds=1)
        with unit_of_work():
            assert keeping.forget_objectors(before=over, now=over) == 1
        kept = objection(code)
        assert (kept.name, kept.phone, kept.phone_index, kept.forgotten_at) == ("", None, None, over)


def test_a_lost_secret_is_found_again_by_the_phone_and_the_old_one_opens_nothing(page, receipt, inside):
    code, old = receipt
    at = page.submit(f"{ROOT}/complaints/recover", {"phone": PHONE}).location
    with inside("330522"):
        words = [one.words or "" for one in Session().scalars(select(Delivery))]
    (digits,) = [found.group(1) for one in words if (found := re.search(r"验证码 (\d{6})", one))]
    page.submit(at, {"digits": digits})
    assert code in page.get(at)
    fresh = SECRET.search(page.get(page.submit(f"{at}/{code}", {}, on=at).location)).group()
    stranger = page.as_(None)
    stranger.submit(FOLLOW, {"code": code, "secret": old}, expect=200)
    stranger.submit(FOLLOW, {"code": code, "secret": fresh}, expect=303)


def test_at_the_desk_name_and_phone_are_masked_until_somebody_says_why(page, receipt, inside):
    code, _secret = receipt
    with inside("330522"):
        officer, panelist = factories.user(Role.OFFICER), factories.user(Role.PANELIST)
    desk, at = page.as_(officer), f"/publicity/objections/{code}"
    shown = desk.get(at)
    assert PHONE not in shown
    assert "王小明" not in shown
    desk.submit(f"{at}/unmask", {"reason": " "}, expect=200)
    with inside("330522"):
        assert PublicityAction.UNMASKED not in actions(code)
    told_now = desk.submit(f"{at}/unmask", {"reason": "电话核实"}, expect=200).text
    assert PHONE in told_now
    with inside("330522"):
        assert actions(code).count(PublicityAction.UNMASKED) == 1
    page.as_(panelist).get(f"{at}/unmask", expect=403)


def test_the_words_beside_the_form_name_the_receipt_and_the_earlier_ones_stand(page, notice):
    assert "凭编号和查询码" in page.get(f"{ROOT}/notices/{notice.code}")
    assert "请拨打" in page.get(f"{ROOT}/privacy/objection/2026-1")


def test_who_read_the_first_words_keeps_them(inside):
    with inside("330522"):
        first = told.seen(Subject.OBJECTION, "2026-1")
        assert first != told.seen(Subject.OBJECTION, "")
