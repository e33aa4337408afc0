import base64
import io
import re
from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pypdf import PdfWriter

from app.accounts.terms import Role
from app.infra import clock
from app.titles import queries
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

CASE = {
    "ground": "deliberate",
    "reason": "刷单 200 单",
    "evidence": "长市监罚〔2026〕12 号",
}
DECIDED = {"revokes": "yes", "why": "查证属实，申辩不予采纳"}


def _paper():
    made_of, kept = PdfWriter(), io.BytesIO()
    made_of.add_blank_page(200, 200)
    made_of.write(kept)
    return kept.getvalue()


PAPER = _paper()


@pytest.fixture
def title(inside):
    with inside("330522"):
        return made.title()


@pytest.fixture
def verify(title):
    return f"/r/330522/certificates/{title.number}"


@pytest.fixture
def badge(inside, title):
    with inside("330522"):
        return f"/r/330522/badges/{queries.by_number(title.number).merchant.code}"


def test_a_panel_proposes_what_it_voted_for_and_the_notice_runs(page, inside):
    with inside("330522"):
        year = made.year("91.50", "84.99")
        codes = [one.code for one in made.passed(year)]
    panel = page.as_(year.panelist)
    shown = text_of(panel.get("/proposals"))
    assert "85 分以上（含 85 分）" in shown
    assert "没有达到称号分数" in shown
    unticked = panel.submit("/proposals", {"chosen": codes[0]}, expect=200)
    assert "逐家查询" in unticked.text
    answer = panel.submit("/proposals", {"chosen": codes[0], "looked_up": "y"})
    assert answer.location.startswith("/publicity/")


def test_what_nobody_voted_for_cannot_be_slipped_in(page, inside):
    with inside("330522"):
        year = made.year("91.50", "90.00")
        made.passed(year)
        low = year.scored[1].code
    answer = page.as_(year.panelist).submit("/proposals", {"chosen": low, "looked_up": "y"}, expect=200)
    assert "需要修改" in answer.text


def test_the_second_click_of_a_proposal_does_no_harm(page, inside):
    with inside("330522"):
        year = made.year("91.50", "90.00")
        codes = [one.code for one in made.passed(year)]
    panel = page.as_(year.panelist)
    fields = {"chosen": codes[0], "looked_up": "y"}
    panel.submit("/proposals", fields)
    again = panel.submit("/proposals", fields, expect=200)
    assert "已经提名过" in text_of(again.text)


@pytest.mark.parametrize(
    ("days", "status"), [(9, 200), (10, 303)]
)  # 06-10 is the last day, 06-11 the day after
def test_an_administrator_decides_only_when_the_notice_has_run(page, inside, days, status):
    with inside("330522"):
        notice = made.on_notice(made.year("91.50"))
        admin = factories.user(Role.ADMIN)
    shown_on = f"/proposals/{notice.code}/decide"
    with clock.standing_at(NOW + timedelta(days=10)):
        visitor = page.as_(admin)
        token = visitor.get(shown_on).split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    with clock.standing_at(NOW + timedelta(days=days)):
        answer = visitor.client.post(shown_on, data={"csrf_token": token})
        assert answer.status_code == status
        if status == 303:
            again = visitor.client.post(shown_on, data={"csrf_token": token})
            assert "已经是“已作出决定”了" in text_of(again.text)
            visitor.get(shown_on, expect=303)  # nothing is left to decide


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ADMIN, 200), (Role.OFFICER, 403), (Role.PANELIST, 403), (Role.MERCHANT, 403)]
)
def test_who_decides(page, inside, role, status):
    with inside("330522"):
        notice = made.on_notice(made.year("91.50"))
        person = factories.user(role)
    page.as_(person).get(f"/proposals/{notice.code}/decide", expect=status)
    with inside("330523"):
        stranger = factories.user(Role.ADMIN)
    page.as_(stranger).get(f"/proposals/{notice.code}/decide", expect=404)


def test_the_signature_can_be_checked_without_us(page, title, verify):
    key = load_pem_public_key(page.fetch("/r/330522/certificates/key").data)
    text, signature = page.fetch(f"{verify}/text").data, page.fetch(f"{verify}/signature").data
    assert f"number={title.number}\n".encode() in text
    key.verify(signature, text)
    with pytest.raises(InvalidSignature):
        key.verify(signature, text.replace(b"91.50", b"99.50"))
    assert base64.b64encode(signature).decode() == title.signature


def told(officer, title):
    """An officer opens a case; the case's address."""
    file = (io.BytesIO(PAPER), "decision.pdf")
    return officer.submit(f"/titles/{title.number}/revoke", {**CASE, "files": file}).location


def test_a_title_goes_by_a_case_a_hearing_and_two_pages_and_every_page_says_so_at_once(
    page, inside, title, verify, badge
):
    with inside("330522"):
        officer, other = page.as_(factories.user()), page.as_(factories.user())
        owner = factories.seller(queries.by_number(title.number).merchant)
        seller = page.as_(owner)
    code = badge.rsplit("/", 1)[1]
    public = ("/r/330522/honours/red", verify, f"/r/330522/merchants/{code}", badge)

    def all_say():
        return [text_of(page.get(url)) if "badges" not in url else page.get(url) for url in public]

    before = all_say()
    assert title.name in before[0]
    assert ("证书有效" in before[1], "91.50" in before[3]) == (True, True)
    case = told(officer, title)
    assert "这件事是您立案的" in text_of(officer.get(f"{case}/decide", expect=403))
    other.get(f"{case}/decide", expect=303)
    early = other.get(case)
    assert ("商家还没有陈述申辩" in text_of(early), f"{case}/decide" in early) == (True, False)
    assert "陈述申辩" in text_of(seller.get("/desk"))
    assert f"/titles/{title.number}/revoke" not in officer.get(f"/titles/{title.number}"), (
        "one case is enough"
    )
    with clock.standing_at(NOW + timedelta(days=8)):
        assert "陈述申辩：期限已满（到 6月8日为止）" in text_of(page.as_(owner).get(case)), "no duty"
    neither = seller.submit(f"{case}/statement", {}, expect=200)
    assert "请写下您的陈述申辩" in text_of(neither.text)
    seller.submit(f"{case}/statement", {"statement": "我们没有刷单，订单可查"})
    seller.get(f"{case}/statement", expect=303)  # it is said once
    asked = other.submit(f"{case}/decide", DECIDED, expect=200)
    assert "撤销后不能恢复" in asked.text
    back = other.submit(f"{case}/decide", {**DECIDED, "act": "back"}, expect=200)
    assert (DECIDED["why"] in back.text, "撤销后不能恢复" in back.text) == (True, False)
    assert "证书有效" in text_of(page.get(verify))  # not yet
    other.submit(f"{case}/decide", {**DECIDED, "confirmed": "yes"})
    after = all_say()
    assert title.name not in after[0]
    assert "称号已撤销，证书无效" in after[1]
    assert "售假、刷单炒信" in after[1]
    assert "商标法" in after[1]
    assert "放心电商称号已撤销" in after[2]
    assert ("已撤销" in after[3], "91.50" in after[3]) == (True, False)
    own = seller.get("/titles/mine")
    assert "2027年6月2日 起可以重新获得称号" in text_of(own)
    assert "certificate.pdf" not in own
    other.submit(f"{case}/decide", {**DECIDED, "confirmed": "yes"}, on=case)
    assert "已经决定" in text_of(other.get(case))


def test_a_case_is_the_officers_and_its_own_sellers_business(page, inside, title):
    with inside("330522"):
        officer = page.as_(factories.user())
        stranger = page.as_(factories.seller(factories.merchant()))
        panelist = page.as_(factories.user(Role.PANELIST))
    case = told(officer, title)
    file = re.search(rf"{case}/files/\w+", officer.get(case)).group(0)
    assert officer.fetch(file).data == PAPER
    for url in (case, f"{case}/statement", f"{case}/decide", file):
        stranger.get(url, expect=403)
        panelist.get(url, expect=403)
        page.as_(None).get(url, expect=303)
    with inside("330523"):
        elsewhere = page.as_(factories.user())
    elsewhere.get(case, expect=404)
    elsewhere.get(file, expect=404)


def test_each_of_the_six_grounds_is_on_the_form_and_one_is_needed_with_a_paper(page, inside, title):
    with inside("330522"):
        officer = page.as_(factories.user(Role.OFFICER))
    shown = officer.get(f"/titles/{title.number}/revoke")
    assert shown.count('name="ground"') == 6
    answer = officer.submit(f"/titles/{title.number}/revoke", {**CASE, "ground": ""}, expect=200)
    assert "请选择六种情形之一" in answer.text
    assert "请至少附一份证据文件" in answer.text


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OFFICER, 200), (Role.PANELIST, 403), (Role.MERCHANT, 403), (Role.PARK, 403)]
)
def test_who_sees_and_revokes_a_title_at_the_desk(page, inside, title, role, status):
    with inside("330522"):
        person = page.as_(factories.user(role))
    for url in (
        "/titles",
        f"/titles/{title.number}",
        f"/titles/{title.number}/revoke",
        f"/titles/{title.number}/suspend",
    ):
        person.get(url, expect=status)
        page.as_(None).get(url, expect=303)
    with inside("330523"):
        stranger = page.as_(factories.user(Role.OFFICER))
    stranger.get(f"/titles/{title.number}", expect=404)
    page.get(f"/r/330523/certificates/{title.number}", expect=404)


def test_a_suspended_title_is_shown_as_suspended(page, inside, title, verify):
    with inside("330522"):
        officer = page.as_(factories.user(Role.OFFICER))
    officer.submit(f"/titles/{title.number}/suspend", {"reason": "核查线索"})
    twice = officer.submit(
        f"/titles/{title.number}/suspend", {"reason": "核查线索", "to": "suspend"}, expect=200
    )
    assert "已经是“暂停”了" in text_of(twice.text), "the second click gives nothing back"
    assert "称号暂停中" in text_of(page.get(verify))
    officer.submit(f"/titles/{title.number}/suspend", {"reason": "查无实据"})
    assert "证书有效" in text_of(page.get(verify))


@pytest.mark.parametrize(("days", "said"), [(365, "证书有效"), (366, "证书已到期")])
def test_the_last_day_is_whole_even_before_the_chore(page, verify, days, said):
    with clock.standing_at(NOW + timedelta(days=days)):
        assert said in text_of(page.get(verify))


def test_a_seller_has_its_own_page_and_its_own_paper_only(page, inside, title):
    with inside("330522"):
        owner = page.as_(factories.seller(queries.by_number(title.number).merchant))
        other = page.as_(factories.seller(factories.merchant()))
    assert title.number in owner.get("/titles/mine")
    assert "还没有放心电商称号" in other.get("/titles/mine")
    other.get(f"/titles/{title.number}/certificate.pdf", expect=403)
    page.as_(None).get(f"/titles/{title.number}/certificate.pdf", expect=303)
    answer = owner.fetch(f"/titles/{title.number}/certificate.pdf")
    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")


def test_the_badge_may_be_embedded_and_is_never_kept(page, badge):
    answer = page.fetch(badge)
    assert answer.mimetype == "image/svg+xml"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert page.fetch("/r/330522/certificates/key").headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_list_costs_the_same_with_one_and_with_three(page, inside, query_count, title):
    with inside("330522"):
        officer = page.as_(factories.user(Role.OFFICER))

    def cost(url):
        with query_count() as counted:
            officer.get(url)
        return counted.value

    cost("/titles")
    one = cost("/titles"), cost("/honours"), cost("/r/330522/honours/red"), cost("/r/330522/merchants")
    with inside("330522"):
        made.title()
        made.title()
    assert (
        cost("/titles"),
        cost("/honours"),
        cost("/r/330522/honours/red"),
        cost("/r/330522/merchants"),
    ) == one
