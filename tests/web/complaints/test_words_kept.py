"""Whatever goes wrong with a form, the words in it are still there; and going back and pressing again makes no second case."""

import html
import re
from datetime import timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from app.accounts import sessions
from app.accounts.models import UserSession
from app.complaints import queries
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.reports.models import Report
from tests import factories
from tests.factories import complaints as made
from tests.forms import forms_of
from tests.pages import TOKEN, inspect, text_of
from tests.web.complaints.test_letters import fields, filed, photo

NEW, FOLLOW, REPORT = (f"/r/330522/{one}" for one in ("complaints/new", "complaints/follow", "reports/new"))
OURS, STRANGE = {"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "cross-site"}
ANSWER = "三天内退款，\n运费我们出。"


def again(page, answer):
    """Press the button of the page that gives the words back."""
    inspect(answer.text, "the words given back")
    form = forms_of(answer.text)[-1]
    return page.client.post(form.action, data=form.values, headers=OURS)


def not_a_picture():
    return [(BytesIO(b"no picture"), "a.jpg")]


def test_a_message_with_a_bad_file_stays_with_the_sentence_why(page, at, inside):
    _receipt, code, secret = filed(page, at)
    page.submit(FOLLOW, {"code": code, "secret": secret})
    case = f"{FOLLOW}/{code}"
    answer = page.submit(
        f"{case}/messages", {"text": "什么时候退？", "key": fresh_key(), "files": not_a_picture()}, on=case, expect=200
    )  # fmt: skip
    assert "什么时候退？</textarea>" in answer.text
    assert "看不出这是什么文件" in text_of(answer.text)
    assert f'/language/en?next={case}"' in answer.text
    with inside("330522"):
        officer = factories.user()
    desk = f"/complaints/{code}"
    answer = page.as_(officer).submit(
        f"{desk}/messages", {"text": "请\n补寄" * 1000, "key": fresh_key()}, on=desk, expect=200
    )
    assert "补寄</textarea>" in answer.text
    assert "请不要超过 2000 字" in text_of(answer.text)


def test_a_message_that_comes_too_late_is_not_swallowed(page, at, inside):
    _receipt, code, secret = filed(page, at)
    page.submit(FOLLOW, {"code": code, "secret": secret})
    case = f"{FOLLOW}/{code}"
    token = TOKEN.search(page.get(case)).group(1)
    page.submit(f"{case}/withdraw")
    told = {"csrf_token": token, "text": "还有一句话", "key": fresh_key()}
    answer = page.client.post(f"{case}/messages", data=told)
    inspect(answer.text, case)
    assert "还有一句话</textarea>" in answer.text
    assert "这次没有办成" in answer.text


def test_lines_are_shown_as_they_were_written(page, at):
    _receipt, code, secret = filed(page, at, happened="一、发霉\r\n二、<b>少</b>了一罐")
    page.submit(FOLLOW, {"code": code, "secret": secret})
    assert "一、发霉<br>二、&lt;b&gt;少&lt;/b&gt;了一罐" in page.get(f"{FOLLOW}/{code}")


def test_going_back_and_pressing_again_is_no_second_complaint(page, at, inside):
    first, code, _secret = filed(page, at)
    second = page.submit(at, fields()).location
    assert second == first
    assert "没有再记一件" in text_of(page.get(second))
    corrected = page.submit(at, fields(happened="茶叶发霉了，两罐")).location
    with_photo = page.submit(at, fields(happened="茶叶发霉了，两罐", files=[photo()])).location
    elsewhere = page.as_(None).submit(at, fields()).location
    assert len({first, corrected, with_photo, elsewhere}) == 4
    with inside("330522"):
        assert len(Session().scalars(made.all_of()).all()) == 4
        assert queries.by_code(code) is not None


def test_going_back_and_pressing_again_is_no_second_report(page, inside):
    offence = re.search(
        r'<option value="(\w+)"', page.get(REPORT).partition('name="offence"')[2].partition("请选择")[2]
    )
    told = {"offence": offence.group(1), "happened": "说能治病", "seller_said": "某直播间", "website": ""}
    first, second = (page.submit(REPORT, {**told, "key": fresh_key()}).location for _ in range(2))
    other = page.submit(REPORT, {**told, "key": fresh_key(), "happened": "又说了一次"}).location
    assert first == second != other
    with inside("330522"):
        assert Session().query(Report).count() == 2


def test_a_page_left_open_too_long_gives_the_words_back(page, at, inside):
    told = fields(happened="第一行\n第二行")
    answer = page.client.post(at, data={**told, "csrf_token": "stale"}, headers=OURS)
    assert answer.status_code == 400
    assert "第一行<br>第二行" in answer.text
    assert "13812345678" in text_of(answer.text)
    assert "/complaints/receipt/" in again(page, answer).location
    with inside("330522"):
        assert [one.happened for one in Session().scalars(made.all_of())] == ["第一行\n第二行"]


@pytest.mark.parametrize("whence", [STRANGE, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}, {}])
def test_a_strangers_page_gets_no_token_of_ours(page, at, whence):
    answer = page.client.post(at, data=fields(happened="茶叶"), headers=whence)
    assert answer.status_code == 400
    assert "csrf_token" not in answer.text
    assert "茶叶</p>" not in answer.text


def test_a_password_never_stands_on_a_page(page):
    told = {"phone": "13800000000", "password": "tea and rain"}
    answer = page.client.post("/sign-in", data=told, headers=OURS)
    assert answer.status_code == 400
    assert "tea and rain" not in answer.text


def test_a_sign_in_that_ends_in_the_middle_of_an_answer_does_not_take_it_along(page, shop, inside):
    with inside("330522"):
        complaint, seller = made.complaint(shop), factories.seller(shop)
    address, visitor = f"/complaints/{complaint.code}/answer", page.as_(seller)
    token = TOKEN.search(visitor.get(address)).group(1)
    with inside("330522"), unit_of_work():
        sessions.end_all(seller, now=clock.real_now())
    told = {"csrf_token": token, "stance": "proposes", "text": ANSWER, "files": [photo()]}
    answer = visitor.client.post(address, data=told, headers=OURS, content_type="multipart/form-data")
    assert answer.status_code == 401
    assert html.escape(ANSWER).replace("\n", "<br>") in answer.text
    assert "请再选一次" in text_of(answer.text)
    back = page.as_(seller)
    for status in (400, 303):  # the token was that of the sign-in before: once more, with a fresh one
        answer = again(back, answer)
        assert answer.status_code == status
    assert "三天内退款，<br>运费我们出。" in back.get(address.rpartition("/")[0])


def test_a_grave_act_asks_again_who_it_is_and_keeps_the_reason(page, shop, inside):
    with inside("330522"):
        complaint, officer = made.complaint(shop), factories.user()
    address, visitor = f"/complaints/{complaint.code}/unmask", page.as_(officer)
    told = {"csrf_token": TOKEN.search(visitor.get(address)).group(1), "reason": "核实退款账号"}
    an_hour_ago = clock.real_now() - timedelta(minutes=61)
    with inside("330522"), unit_of_work():
        for one in Session().scalars(select(UserSession).where(UserSession.user_id == officer.id)):
            one.confirmed_at = an_hour_ago
    answer = visitor.client.post(address, data=told, headers=OURS)
    assert answer.status_code == 403
    assert f"/account/confirm?next={address}" in answer.text
    assert "核实退款账号</p>" in answer.text
    assert visitor.client.post(address, data=told, headers=STRANGE).location.startswith("/account/confirm")
