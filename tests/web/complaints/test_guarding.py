"""With the gate on, in the real store: one address that floods is held off, others get through, and each is told why."""

import json
import re
from datetime import timedelta

import altcha
import pytest
from altcha.v2 import Challenge, Payload
from flask import Flask

from app.complaints import queries, service
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.guard import work
from app.infra.guard.counters import Counters
from app.infra.guard.device import COOKIE
from app.infra.guard.gate import COUNTERS
from app.infra.limits import SUBMISSIONS, WORK_COST
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import labels, titles
from tests.pages import TOKEN, text_of

NEW = "/r/330522/complaints/new"
RECOVER = "/r/330522/complaints/recover"
TICKET = re.compile(r'name="ticket" value="([^"]+)"')
CHALLENGE = re.compile(r'challenge="([^"]+)"')


@pytest.fixture(autouse=True)
def gate(app: Flask, settings, monkeypatch) -> None:
    counters = Counters(settings.redis_url)
    counters._far.storage.reset()
    monkeypatch.setitem(app.extensions, COUNTERS, counters)
    monkeypatch.setitem(app.extensions, work.COST, 1)


def fields(**changed):
    key = fresh_key()  # other words each time: the same ones from one browser would be one complaint
    return {
        "key": key, "about": "quality", "happened": f"茶叶发霉了 {key}", "wanted": "退款", "phone": "13812345678",
        "website": "", **changed,
    }  # fmt: skip


def solved(html: str) -> str:
    """What the browser's own computer would send with the form."""
    (told,) = CHALLENGE.findall(html)
    return answered(told.replace("&#34;", '"'))


def answered(told: str) -> str:
    challenge = Challenge.from_dict(json.loads(told))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def test_two_hundred_from_one_address_in_a_minute_are_held_off_and_another_gets_through(page, at, inside):
    (ceiling,) = [one.rate for one in SUBMISSIONS if one.rate == "30 per hour"]
    shown = page.get(at)
    token = TOKEN.search(shown).group(1)
    with inside("330522"):
        answers = [answered(work.challenge()) for _ in range(200)]
    statuses = []
    for answer in answers:
        page.client.delete_cookie(COOKIE)  # a flooder keeps no mark
        sent = page.client.post(at, data=fields(csrf_token=token, altcha=answer))
        statuses.append(sent.status_code)
    assert (statuses.count(303), statuses.count(429)) == (30, 170), ceiling
    assert re.search(r"\d\d:\d\d 以后再来", text_of(sent.text))
    assert int(sent.headers["Retry-After"]) > 0
    other = page.as_(None)
    shown = other.client.get(at, environ_base={"REMOTE_ADDR": "198.51.100.9"}).text
    token, answer = TOKEN.search(shown).group(1), solved(shown)
    wanted = fields(csrf_token=token, altcha=answer)
    assert other.client.post(at, data=wanted, environ_base={"REMOTE_ADDR": "198.51.100.9"}).status_code == 303


def test_who_lets_the_page_work_is_let_through_and_a_second_click_finds_the_same_case(page, at):
    sent = fields(altcha=solved(page.get(at)))
    first, second = (page.submit(at, sent).location for _ in range(2))
    assert first == second


def test_without_script_and_label_a_sentence_says_what_to_do_and_nothing_is_lost(page, at):
    answer = page.submit(at, fields(), expect=200)
    assert "安全验证还没有完成" in text_of(answer.text)
    assert "茶叶发霉了" in answer.text
    assert "<noscript>" in page.get(at)


def test_an_answer_used_for_another_complaint_is_told_apart(page, at):
    answer = solved(page.get(at))
    page.submit(at, fields(altcha=answer))
    refused = page.submit(at, fields(altcha=answer), expect=200)
    assert "已经用过了" in text_of(refused.text)


def test_without_script_a_genuine_label_stands_in_twice_a_day(page, shop, inside):
    with inside("330522"):
        batch = labels.ready(shop)
        token = labels.token(batch)
    at = f"{NEW}?token={token}"
    assert "<noscript>" not in page.get(at)
    for _ in range(2):
        page.submit(at, fields())
    held = page.submit(at, fields(), expect=429)
    assert "以后再来" in text_of(held.text)


def test_a_label_nobody_vouches_for_does_not_stand_in(page, shop, inside):
    assert "您要投诉哪家店" in text_of(page.get(f"{NEW}?token=NONSENSE"))


def test_the_browser_gets_a_mark_that_says_nothing(page, at):
    page.get(at)
    mark = page.client.get_cookie(COOKIE)
    assert (len(mark.value), mark.http_only, mark.same_site) == (20, True, "Lax")


def test_reports_stand_behind_the_same_gate(page, shop):
    at = f"/r/330522/reports/new?merchant={shop.code}"
    wanted = {"key": fresh_key(), "offence": "no_licence", "happened": "没有食品经营许可", "website": ""}
    refused = page.submit(at, wanted, expect=200)
    assert "安全验证还没有完成" in text_of(refused.text)
    page.submit(at, {**wanted, "altcha": solved(page.get(at))})


def test_an_objection_needs_neither_script_nor_label_but_a_while(page, inside):
    with inside("330522"):
        code = titles.on_notice(titles.year("91.50")).code
    at = f"/r/330522/notices/{code}"
    shown = page.get(at)
    ticket = TICKET.search(shown).group(1)
    assert "也可以提交" in shown
    told = {"merchant": "", "text": "这家店去年卖过假货，有截图", "name": "王小明", "ticket": ticket}
    early = page.submit(at, told, expect=200).text
    assert "20 秒以后再点提交" in text_of(early)
    assert TICKET.search(early).group(1) == ticket, "nobody waits twice"
    nothing = page.submit(at, {**told, "ticket": ""}, expect=200)
    assert "安全验证还没有完成" in text_of(nothing.text)
    with clock.standing_at(NOW + timedelta(seconds=21)):
        page.submit(at, told)
        assert "收到异议 1 件" in text_of(page.get(at))
        used = page.submit(at, {**told, "text": "这家店今年也卖过假货", "form_key": "another"}, expect=200)
        assert "已经用过了" in text_of(used.text)


def test_a_phone_gets_three_codes_a_day_whether_anybody_gave_it_or_not(page, inside):
    with inside("330522"):
        made.receipt(phone="13812345678")
    for phone in ("13812345678", "13700000000"):
        page.client.delete_cookie(COOKIE)
        statuses = [page.submit(RECOVER, {"phone": phone}).status_code for _ in range(3)]
        held = page.submit(RECOVER, {"phone": phone}, expect=429)
        assert statuses == [303] * 3
        assert "以后再来" in text_of(held.text)


def test_the_work_is_dear_enough_to_notice_and_cheap_enough_for_a_phone():
    assert 1_000 <= WORK_COST <= 20_000


def test_complaints_that_come_too_densely_count_less_and_stay(page, at, inside):
    codes = []
    for _ in range(7):
        page.client.delete_cookie(COOKIE)
        codes.append(page.submit(at, fields(altcha=solved(page.get(at)))).location.rpartition("/")[2])
    with inside("330522"):
        found = [queries.by_code(one) for one in codes]
        assert [str(one.weight) for one in found] == ["1.00"] * 5 + ["0.50"] * 2
        assert found[6].weight_why == {"minutes": 60, "already": 5, "count": 6}
        seller = factories.seller(found[6].merchant)
    shown = text_of(page.as_(seller).get(f"/complaints/{codes[6]}"))
    assert "统计时按 0.5 件计" in shown
    assert "统计时按" not in text_of(page.as_(seller).get(f"/complaints/{codes[0]}"))
    appeal = f'href="/complaints/{codes[6]}/appeal">不同意这样计'
    assert appeal not in page.as_(seller).get(f"/complaints/{codes[6]}")  # not before it has ended
    with inside("330522"), unit_of_work():
        service.withdraw(queries.by_code(codes[6]), text="", now=NOW)
    assert appeal in page.as_(seller).get(f"/complaints/{codes[6]}")
    page.as_(seller).get(f"/complaints/{codes[6]}/appeal")
