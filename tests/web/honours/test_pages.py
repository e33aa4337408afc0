import re
from datetime import timedelta

import pytest

from app.accounts.terms import Role
from app.honours import queries
from app.honours.terms import ListKind
from app.infra import clock
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

BLACK = {
    "kind": "general", "number": "长市监罚〔2026〕8 号", "decided_on": "2026-05-01",
    "published_on": "2026-05-01", "url": "https://www.gsxt.gov.cn/x",
    "until": "2026-08-01", "grounds": "虚假宣传", "minutes": "处罚已公示", "way": "officer",
}  # fmt: skip
AFTER = NOW + timedelta(days=10)


@pytest.fixture
def shop(inside):
    with inside("330522"):
        return factories.merchant()


@pytest.fixture
def officer(page, inside):
    with inside("330522"):
        person = factories.user(Role.OFFICER)
    visitor = page.as_(person)
    visitor.person = person
    return visitor


@pytest.fixture
def notice_code(officer, shop):
    return officer.submit("/honours/propose", {**BLACK, "uscc": shop.uscc}).location.rsplit("/", 1)[1]


def test_the_whole_way_of_a_black_list_entry(page, inside, officer, shop, notice_code):
    notice, black = f"/r/330522/notices/{notice_code}", "/r/330522/honours/black"
    assert shop.name in page.get(notice)
    assert shop.name in page.get("/r/330522/notices")
    assert shop.name not in page.get(black)
    with inside("330522"):
        owner = factories.seller(shop)
    assert "正在公示，拟列入黑榜" in text_of(page.as_(owner).get("/desk"))
    assert notice in page.as_(owner).get("/honours/mine")
    with inside("330522"):
        admin = page.as_(factories.user(Role.ADMIN))
    admin.submit(f"/honours/notices/{notice_code}/decide", expect=200)  # still running
    with inside("330522"):
        chief = factories.user(Role.ADMIN)
    with clock.standing_at(AFTER):
        admin, officer = page.as_(chief), page.as_(officer.person)
        admin.submit(f"/honours/notices/{notice_code}/decide")
        assert shop.name in page.get(black)
        for url in (notice, "/r/330522/notices"):
            assert shop.name not in page.get(url), "it stands on the list or nowhere"
        assert "在黑榜上" in page.get(f"/r/330522/merchants/{shop.code}")
        with inside("330522"):
            entry = queries.standing_black([shop.id], AFTER.date())[shop.id]
            edition = queries.editions(entry.edition.kind)[0]
        assert shop.name in page.get(f"/r/330522/honours/editions/{edition.code}")
        officer.submit(f"/honours/entries/{entry.code}/repair", {"note": "准予修复"})
        heard = text_of(page.as_(owner).get("/inbox"))
        assert ("您的店铺已列入黑榜" in heard, "一条已经撤下" in heard) == (True, True)
        assert notice not in page.as_(owner).get("/honours/mine")
        for url in (black, f"/r/330522/honours/editions/{edition.code}", f"/r/330522/merchants/{shop.code}"):
            assert "虚假宣传" not in page.get(url)
        page.get(f"/r/330523/honours/editions/{edition.code}", expect=404)


@pytest.mark.parametrize(("wrong", "said"), [
    ({"kind": "warning"}, "仅给予警告的处罚不公示"),
    ({"url": "https://blog.example.com/x"}, "gov.cn"),
    ({"until": "2030-01-01"}, "最迟公示到 2027年5月1日"),
    ({"uscc": "92330522MAFAKE999"}, "18 位"),
    ({"published_on": "2026-04-30"}, "不早于决定日期"),
    ({"kind": "serious", "measure": "restricting"}, "限制到哪一天"),
])  # fmt: skip
def test_what_may_not_be_listed_is_refused_with_a_sentence(officer, shop, wrong, said):
    answer = officer.submit("/honours/propose", {**BLACK, "uscc": shop.uscc, **wrong}, expect=200)
    assert said in text_of(answer.text)


def test_a_second_click_proposes_nothing_twice(officer, shop, notice_code):
    answer = officer.submit("/honours/propose", {**BLACK, "uscc": shop.uscc}, expect=200)
    assert "已经公示过" in text_of(answer.text)


def test_an_administrator_who_proposed_does_not_decide(page, inside, shop):
    with inside("330522"):
        admin = page.as_(factories.user(Role.ADMIN))
    code = admin.submit("/honours/propose", {**BLACK, "uscc": shop.uscc}).location.rsplit("/", 1)[1]
    assert "这份名单是您提议的" in text_of(admin.get(f"/honours/notices/{code}/decide", expect=403))


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.PARK, Role.PANELIST])
def test_others_have_no_business_here(page, inside, role, notice_code):
    with inside("330522"):
        person = page.as_(factories.user(role))
    for url in ("/honours", "/honours/propose", f"/honours/notices/{notice_code}/decide"):
        person.get(url, expect=403)
        page.as_(None).get(url, expect=303)


def test_another_regions_officer_finds_nothing(page, inside, notice_code):
    with inside("330523"):
        stranger = page.as_(factories.user(Role.ADMIN))
    stranger.get(f"/honours/notices/{notice_code}/decide", expect=404)


@pytest.mark.parametrize(("kind", "status"), [("red", 200), ("black", 200), ("grey", 404)])
def test_there_are_two_lists(page, kind, status):
    page.get(f"/r/330522/honours/{kind}", expect=status)


def test_a_withdrawn_edition_says_so_and_names_nobody(page, inside):
    with inside("330522"):
        made.title()
        edition = queries.editions(ListKind.RED)[0]
        name, admin, officer = edition_name(edition), factories.user(Role.ADMIN), factories.user()
    public, desk = f"/r/330522/honours/editions/{edition.code}", f"/honours/editions/{edition.code}"
    assert name in page.get(public)
    page.as_(officer).get(f"{desk}/withdraw", expect=403)
    page.as_(admin).submit(f"{desk}/withdraw", {"reason": "名单登错了"})
    shown = text_of(page.get(public))
    assert "名单登错了" in shown
    assert name not in shown
    assert "Changxing County: Fangxin E-commerce red list no. 1 (2026)" in page.get(f"{public}?lang=en")


def edition_name(edition):
    return queries.by_code(edition.code).entries[0].name


def test_a_seller_asks_for_repair_and_an_officer_answers(page, inside, officer, shop):
    with inside("330522"):
        seller, chief = factories.seller(shop), factories.user(Role.ADMIN)
        stranger = factories.seller(factories.merchant())
    facts = {**BLACK, "uscc": shop.uscc, "decided_on": "2026-02-01", "published_on": "2026-02-03"}
    code = officer.submit("/honours/propose", facts).location.rsplit("/", 1)[1]
    with clock.standing_at(AFTER):
        page.as_(chief).submit(f"/honours/notices/{code}/decide")
        owner, desk = page.as_(seller), page.as_(officer.person)
        with inside("330522"):
            entry = queries.standing_black([shop.id], AFTER.date())[shop.id].code
        page.as_(stranger).get(f"/honours/entries/{entry}/ask-repair", expect=403)
        unpromised = owner.submit(f"/honours/entries/{entry}/ask-repair", {"text": "已缴清"}, expect=200)
        assert "守信承诺" in text_of(unpromised.text)
        owner.submit(f"/honours/entries/{entry}/ask-repair", {"text": "罚款已缴清", "promise": "y"})
        request = re.search(r"/honours/repairs/\w+", desk.get("/honours")).group(0)
        owner.get(request, expect=403)
        asking = text_of(owner.get(f"/honours/entries/{entry}/ask-repair"))
        assert ("已经有一件修复申请在办" in asking, "第十一条第三项" in asking) == (True, True)
        assert "最早可申请修复 2026年5月4日" in text_of(owner.get("/honours/mine"))
        assert 'name="grants"' not in desk.get(request)  # first it is taken in
        desk.submit(f"{request}/take-in", on=request)
        unsaid = desk.submit(request, {**HELD, "met_mended": "", "grants": "yes", "answer": "好"}, expect=200)
        assert "请逐项认定是否符合：已经主动整改" in text_of(unsaid.text)
        unshown = desk.submit(
            request, {**HELD, "shown_mended": "", "grants": "yes", "answer": "好"}, expect=200
        )
        assert "请写明凭什么认定：已经主动整改" in text_of(unshown.text)
        wrong = desk.submit(
            request, {**HELD, "met_mended": "no", "grants": "yes", "answer": "好"}, expect=200
        )
        assert "不能准予修复" in text_of(wrong.text)
        desk.submit(request, {**HELD, "grants": "yes", "answer": "核对缴款凭证，准予修复"})
        announced = text_of(desk.get(request))
        assert ("关于准予信用修复的公告" in announced, announced.count("缴款凭证 3 号")) == (True, 2)
        assert shop.name not in page.get("/r/330522/honours/black")
        own = text_of(owner.get("/honours/mine"))
        assert ("准予修复" in own, "最早可申请修复" in own) == (True, False)
        assert "缴款凭证 3 号" in own


HELD = {
    "met_fulfilled": "yes", "shown_fulfilled": "缴款凭证 3 号", "met_mended": "yes", "shown_mended": "现场核查记录",
    "met_not_again": "yes", "shown_not_again": "公示系统查询截图", "met_honest": "yes", "met_harmless": "yes",
}  # fmt: skip


def test_who_may_never_be_repaired_early_reads_why_and_finds_no_form(page, inside, officer, shop):
    with inside("330522"):
        seller, chief = factories.seller(shop), factories.user(Role.ADMIN)
    facts = {**BLACK, "uscc": shop.uscc, "kind": "serious", "measure": "revoking", "until": "2029-05-01"}
    code = officer.submit("/honours/propose", facts).location.rsplit("/", 1)[1]
    with clock.standing_at(AFTER):
        page.as_(chief).submit(f"/honours/notices/{code}/decide")
        with inside("330522"):
            entry = queries.standing_black([shop.id], AFTER.date())[shop.id]
            edition = queries.editions(ListKind.BLACK)[0].code
        owner = page.as_(seller)
        assert "不能提前" in text_of(owner.get("/honours/mine"))
        shown = owner.get(f"/honours/entries/{entry.code}/ask-repair")
        assert ("第八条" in text_of(shown), 'name="promise"' in shown) == (True, False)
        assert "不能提前" in text_of(
            page.as_(chief).get(f"/honours/editions/{edition}")
        )  # in the announcement
