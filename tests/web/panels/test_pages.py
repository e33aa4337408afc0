"""A member's pages, the sitting, the lot: who sees what, and that a vote stays hidden."""

import re
from datetime import timedelta

import pytest

from app.accounts.terms import Role
from app.infra import clock
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.panels import interests, lot
from app.panels.terms import InterestKind
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import titles as made
from tests.pages import text_of

VOTE = {"choice": "against", "reason": "台账缺了三天", "no_interest": "y"}


@pytest.fixture
def year(inside):
    with inside("330522"):
        return made.year("91.50", "85.00")


@pytest.fixture
def sitting(inside, year):
    with inside("330522"):
        found = made.sitting(year)
        return found.code, [one.code for one in found.questions], [one.merchant for one in found.questions]


def test_a_member_with_an_interest_finds_neither_ballot_nor_score_nor_name(page, inside, year, sitting):
    code, (tied, free), (merchant, other) = sitting
    member = page.as_(year.members[1])
    member.get(f"/panel/questions/{tied}")
    half = member.submit("/panel/interests", {"seller": merchant.name[1:], "kind": "family"}, expect=200)
    assert f"您说的是不是：{merchant.name}" in text_of(half.text)
    member.submit("/panel/interests", {"seller": merchant.uscc, "kind": "family", "note": "表妹的店"})
    member.get(f"/panel/questions/{tied}", expect=404)
    member.get(f"/panel/questions/{free}")
    for url in (f"/panel/sittings/{code}", "/panel", "/assessments"):
        shown = text_of(member.get(url))
        assert merchant.name not in shown, url
    assert other.name in text_of(member.get(f"/panel/sittings/{code}"))
    member.get(f"/assessments/{year.scored[0].code}", expect=403)
    assert merchant.name in text_of(page.as_(year.members[0]).get(f"/panel/sittings/{code}"))


def test_what_one_member_says_is_on_nobodys_page_until_all_have_voted(page, inside, year, sitting):
    code, (first, second), _ = sitting
    with inside("330522"):
        watchers = [page.as_(one) for one in (year.members[2], factories.user(Role.ADMIN))]
    for member in year.members:
        for question in (first, second):
            for watcher in watchers:
                assert "台账缺了三天" not in watcher.get(f"/panel/sittings/{code}")
            page.as_(member).submit(f"/panel/questions/{question}", VOTE)
    for watcher in watchers:
        assert "台账缺了三天" in watcher.get(f"/panel/sittings/{code}")


def test_the_last_vote_says_that_all_are_counted_and_what_comes_next(page, inside, year, sitting):
    code, ballots, _ = sitting
    votes = [(page.as_(member), ballot) for ballot in ballots for member in year.members]
    for member, ballot in votes[:-1]:
        before = member.submit(f"/panel/questions/{ballot}", {**VOTE, "choice": "for"}).location
        shown = text_of(member.get(before))
        assert ("全部投完以前，谁也看不到您的票" in shown, "期满计票" in shown) == (True, True)
        assert f"/panel/sittings/{code}/count" not in member.get(before), "nobody counts before the last day"
    last, ballot = votes[-1]
    shown = last.get(last.submit(f"/panel/questions/{ballot}", {**VOTE, "choice": "for"}).location)
    assert "全部投完，已经计票" in text_of(shown)
    assert 'href="/proposals"' in shown


def test_a_second_click_votes_once_and_says_so(page, year, sitting):
    _, (first, _second), _ = sitting
    member = page.as_(year.members[0])
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', member.get(f"/panel/questions/{first}"))[1]
    member.submit(f"/panel/questions/{first}", VOTE)
    again = member.client.post(f"/panel/questions/{first}", data={**VOTE, "csrf_token": token})
    assert (again.status_code, "您已经投过票" in text_of(again.text)) == (200, True)


@pytest.mark.parametrize(("left_out", "said"), [
    ("reason", "反对的，请写明理由"),
    ("no_interest", "有利害关系的请先申报回避"),
    ("choice", "请选择您的意见"),
])  # fmt: skip
def test_a_ballot_that_is_not_whole_is_shown_again(page, year, sitting, left_out, said):
    _, (first, _second), _ = sitting
    fields = {name: value for name, value in VOTE.items() if name != left_out}
    answer = page.as_(year.members[0]).submit(f"/panel/questions/{first}", fields, expect=200)
    assert said in text_of(answer.text)


def test_votes_that_are_missing_are_waited_for(page, year, sitting):
    code, ballots, _ = sitting
    member = page.as_(year.members[0])
    answer = member.submit(f"/panel/sittings/{code}/count", on=f"/panel/sittings/{code}", expect=200)
    assert "还差 6 票" in text_of(answer.text)
    for ballot in ballots:
        member.submit(f"/panel/questions/{ballot}", VOTE)
    over = "投票期满，可以计票"
    assert over not in text_of(member.get("/desk"))
    with clock.standing_at(NOW + timedelta(days=8)):
        assert over in text_of(page.as_(year.members[0]).get("/desk"))


def test_a_seller_that_too_few_voted_on_is_handed_on_once_and_the_page_says_where_it_is(
    page, inside, year, sitting
):
    code, ballots, _ = sitting
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
        factories.organisation(OrganisationKind.PANEL, "第二考评组")
    url, on = f"/panel/sittings/{code}", f"/panel/questions/{ballots[0]}/pass-on"
    with clock.standing_at(NOW + timedelta(days=8)):
        visitor = page.as_(admin)
        visitor.submit(f"{url}/count", on=url)
        page.as_(year.members[0]).submit(on, on="/panel/interests", expect=403)
        visitor = page.as_(admin)
        visitor.submit(on, on=url)
        told = text_of(visitor.get(url))
        assert "已转给第二考评组，由该组召开评议会。" in told
        assert "已经转走，现在由第二考评组评议。" in told
        assert told.count("转给下一考评组") == 1, "the other seller is still to be handed on"
        again = visitor.submit(on, on=url, expect=200)
        assert "只有人数不足、没有结果的商家可以转给下一考评组" in text_of(again.text)


def test_nobody_is_asked_to_judge_whom_they_may_not_see(page, inside, year):
    free, tied = page.as_(year.members[0]), page.as_(year.members[1])
    with inside("330522"), unit_of_work():
        for one in year.scored:
            merchant = merchants.by_id(one.merchant_id)
            interests.declare(year.cycle, merchant, InterestKind.FAMILY, "", by=year.members[1], now=NOW)
    assert ["召开评议会" in text_of(one.get("/desk")) for one in (free, tied)] == [True, False]


@pytest.mark.parametrize(
    ("role", "status"), [(Role.OFFICER, 200), (Role.ADMIN, 200), (Role.PANELIST, 403), (Role.MERCHANT, 403)]
)
def test_who_sees_a_sitting(page, inside, sitting, role, status):
    code, (first, _second), _ = sitting
    with inside("330522"):
        person = page.as_(factories.user(role, organisation_id=factories.organisation().id))
    person.get(f"/panel/sittings/{code}", expect=status)
    person.get(f"/panel/questions/{first}", expect=404)
    page.as_(None).get(f"/panel/sittings/{code}", expect=303)
    with inside("330523"):
        elsewhere = page.as_(factories.user(Role.ADMIN))
    elsewhere.get(f"/panel/sittings/{code}", expect=404)


def test_the_lot_is_public_with_its_value_and_how_to_draw_again(page, inside, year):
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
        with unit_of_work():
            drawn = lot.draw(year.cycle, seed="2026123-507", source="福彩第 2026123 期", by=admin, now=NOW)
    shown = text_of(page.get(f"/r/330522/draws/{year.cycle.code}"))
    for said in ("2026123-507", "福彩第 2026123 期", drawn.digest, year.scored[0].merchant.name, "SHA-256"):
        assert said in shown
    page.get(f"/r/330523/draws/{year.cycle.code}", expect=404)
    page.as_(year.panelist).get(f"/cycles/{year.cycle.code}/draw", expect=403)
    again = page.as_(admin).get(f"/cycles/{year.cycle.code}/draw")
    assert 'name="seed"' not in again


def test_a_tied_member_does_not_read_the_minutes(page, inside, year):
    with inside("330522"):
        with unit_of_work():
            interests.declare(
                year.cycle, year.scored[0].merchant, InterestKind.WORK, "", by=year.members[2], now=NOW
            )
        found = made.sitting(year)
    page.as_(year.members[2]).get(f"/panel/sittings/{found.code}/minutes.pdf", expect=404)
