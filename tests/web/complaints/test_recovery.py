"""A lost secret code: by the phone that was given, told apart by nobody who only guesses phones."""

import re

import pytest
from sqlalchemy import select, text

from app.complaints import recovery
from app.complaints.intake_models import Recovery
from app.infra import clock
from app.infra.scope import Session
from app.kernel import codes
from app.notices.models import Delivery
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import reports
from tests.pages import text_of

RECOVER = "/r/330522/complaints/recover"
FOLLOW = "/r/330522/complaints/follow"
SECRET = re.compile(r"\w{4}-\w{4}-\w{4}")


@pytest.fixture
def lost(inside):
    """Number and (lost) secret of a complaint."""
    with inside("330522"):
        receipt = made.receipt(factories.merchant(name="小满茶叶"))
        return receipt.complaint.code, receipt.secret


def asked(page, phone=made.PHONE):
    return page.submit(RECOVER, {"phone": phone}).location


def digits(inside) -> list[str]:
    with inside("330522"):
        words = [one.words or "" for one in Session().scalars(select(Delivery))]
    return [found.group(1) for one in words if (found := re.search(r"验证码 (\d{6})", one))]


def test_the_code_from_the_message_gives_another_secret_and_the_old_one_opens_nothing(page, lost, inside):
    code, old = lost
    at = asked(page)
    (told,) = digits(inside)
    page.submit(at, {"digits": told})
    assert "小满茶叶" in page.get(at)
    receipt = page.submit(f"{at}/{code}", {}, on=at).location
    shown = page.get(receipt)
    assert "查询码已经换新" in text_of(shown)
    assert "投诉已提交" not in text_of(shown)
    fresh = SECRET.search(shown).group()
    page.as_(None).submit(FOLLOW, {"code": code, "secret": old}, expect=200)
    page.as_(None).submit(FOLLOW, {"code": code, "secret": fresh})


def test_a_phone_nobody_gave_gets_the_same_answer_and_no_message(page, lost, inside):
    known, unknown = asked(page), asked(page, "13700000000")
    shown = [text_of(page.get(one)).replace(one.rpartition("/")[2], "") for one in (known, unknown)]
    assert shown[0] == shown[1]
    assert len(digits(inside)) == 1


def test_no_code_opens_a_phone_nobody_gave(page, lost, inside):
    at = asked(page, "13700000000")
    with inside("330522"):
        row = Session().scalars(select(Recovery)).one()
        row.code_hash = codes.digest("123456", salt=row.ticket)
        Session().commit()
    page.submit(at, {"digits": "123456"}, expect=200)


def test_after_five_wrong_tries_the_right_code_is_worth_nothing(page, lost, inside):
    at = asked(page)
    (told,) = digits(inside)
    wrong = "000000" if told != "000000" else "111111"
    for _ in range(recovery.MOST_TRIES):
        page.submit(at, {"digits": wrong}, expect=200)
    assert "验证码不对" in page.submit(at, {"digits": told}, expect=200).text


@pytest.mark.parametrize(("late", "status"), [(False, 303), (True, 200)])
def test_a_code_is_worth_something_for_ten_minutes(page, lost, inside, late, status):
    at = asked(page)
    (told,) = digits(inside)
    moment = NOW + recovery.LASTS + (recovery.LASTS / 600 if late else recovery.LASTS * 0)
    with clock.standing_at(moment):
        page.submit(at, {"digits": told}, expect=status)


def test_a_code_is_used_once_and_only_by_the_browser_that_entered_it(page, lost, inside):
    at = asked(page)
    (told,) = digits(inside)
    page.submit(at, {"digits": told})
    stranger = page.as_(None)
    assert "小满茶叶" not in stranger.get(at)
    stranger.submit(at, {"digits": told}, expect=200)
    stranger.submit(f"{at}/{lost[0]}", {}, on=at, expect=404)


def test_a_case_under_another_phone_is_not_renewed(page, lost, inside):
    with inside("330522"):
        other = made.receipt(phone="13711111111").complaint.code
    at = asked(page)
    (told,) = digits(inside)
    page.submit(at, {"digits": told})
    assert page.submit(f"{at}/{other}", {}, on=at).location == RECOVER


def test_a_report_is_recovered_the_same_way(page, inside):
    with inside("330522"):
        receipt = reports.receipt(factories.merchant(name="白芽家纺"))
    at = asked(page, reports.PHONE)
    (told,) = digits(inside)
    page.submit(at, {"digits": told})
    assert "白芽家纺" in page.get(at)
    answer = page.submit(f"{at}/{receipt.report.code}", {}, on=at)
    fresh = SECRET.search(page.get(answer.location)).group()
    wanted = {"code": receipt.report.code, "secret": fresh}
    page.as_(None).submit("/r/330522/reports/follow", {**wanted, "secret": receipt.secret}, expect=200)
    page.as_(None).submit("/r/330522/reports/follow", wanted)


def test_the_digits_are_not_kept_and_not_in_the_record(lost, page, inside):
    asked(page)
    (told,) = digits(inside)
    with inside("330522"):
        row = Session().scalars(select(Recovery)).one()
        assert told not in f"{row.code_hash}{row.ticket}"
        raw = Session().execute(text("select encode(phone, 'escape') from complaint_recovery")).scalar_one()
    assert made.PHONE not in raw
