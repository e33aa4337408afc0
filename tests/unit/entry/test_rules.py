"""Codes of an authenticator, how long a sign-in lasts, what passes for a password."""

from datetime import UTC, datetime, timedelta

import pyotp
import pytest

from app.accounts import rules as accounts
from app.accounts.devices import device_words, shortened
from app.accounts.terms import Role
from app.entry import passkeys, rules

NOW = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_at(at: datetime) -> str:
    return pyotp.TOTP(SECRET).at(at)


@pytest.mark.parametrize("off", [-30, 0, 30])
def test_a_phone_whose_clock_is_a_little_off_is_understood(off: int):
    rules.step_of(SECRET, code_at(NOW + timedelta(seconds=off)), last_step=0, now=NOW)


@pytest.mark.parametrize("off", [-90, 90])
def test_a_code_of_another_minute_is_refused(off: int):
    with pytest.raises(rules.CodeWrong):
        rules.step_of(SECRET, code_at(NOW + timedelta(seconds=off)), last_step=0, now=NOW)


def test_a_code_works_once():
    step = rules.step_of(SECRET, code_at(NOW), last_step=0, now=NOW)
    with pytest.raises(rules.CodeWrong):
        rules.step_of(SECRET, code_at(NOW), last_step=step, now=NOW)


@pytest.mark.parametrize(
    ("role", "idle", "alive"),
    [
        (Role.OFFICER, timedelta(hours=1, minutes=59), True),
        (Role.OFFICER, timedelta(hours=2), False),
        (Role.MERCHANT, timedelta(days=6), True),
        (Role.MERCHANT, timedelta(days=7), False),
    ],
)
def test_a_sign_in_ends_when_it_is_not_used(role: Role, idle: timedelta, *, alive: bool):
    assert accounts.is_alive(role, begun_at=NOW, seen_at=NOW, now=NOW + idle) is alive


def test_a_sign_in_in_daily_use_ends_all_the_same():
    late = NOW + timedelta(hours=12)
    assert not accounts.is_alive(Role.OFFICER, begun_at=NOW, seen_at=late, now=late)


@pytest.mark.parametrize("password", ["88888888", "a1234567", "woaini1314", "Password1!", "qwertyuiop"])
def test_passwords_that_everybody_uses_are_refused(password: str):
    with pytest.raises(accounts.PasswordWeak):
        accounts.check_password(password, phone="13800000001")


@pytest.mark.parametrize("password", ["tea and rain 2026", "三只白鹅过了小石桥", "x" * 5 + "梅雨 zhuyuan 87"])
def test_a_few_words_make_a_password(password: str):
    accounts.check_password(password, phone="13800000001")


def test_a_very_long_password_is_answered_at_once_and_one_of_129_characters_refused():
    accounts.check_password("梅雨竹园小石桥 " * 16, phone="13800000001")
    with pytest.raises(accounts.PasswordWeak):
        accounts.check_password("梅" * 129, phone="13800000001")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("Mozilla/5.0 (Linux; Android 9) Chrome/86 MicroMessenger/8.0.50", "微信 · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537 Edg/126", "Edge · Windows"),
        ("curl/8", "—"),
    ],
)
def test_a_device_is_told_in_two_words(told: str, words: str):
    assert device_words(told) == words


@pytest.mark.parametrize(
    ("address", "shown"), [("112.10.3.77", "112.10.3.*"), ("2001:db8:1:2:3::9", "2001:db8:1:2::*"), ("?", "")]
)
def test_an_address_is_kept_without_its_end(address: str, shown: str):
    assert shortened(address) == shown


@pytest.mark.parametrize(("kept", "told"), [(5, 5), (5, 4), (1, 0)])
def test_a_counter_that_does_not_go_up_means_a_copy(kept: int, told: int):
    with pytest.raises(rules.PasskeyRefused):
        rules.check_not_copied(kept, told)


def test_keys_without_a_counter_are_taken():
    rules.check_not_copied(0, 0)
    rules.check_not_copied(5, 6)


def test_passkeys_need_a_name_and_at_home_localhost_will_do():
    assert passkeys.house_of("http://127.0.0.1:8000", "127.0.0.1:8000") is None
    assert passkeys.house_of("http://127.0.0.1:8000", "localhost:8000") == passkeys.House(
        "localhost", "http://localhost:8000"
    )
    real = passkeys.house_of("https://fangxin.example", "anything.example")
    assert real == passkeys.House("fangxin.example", "https://fangxin.example")
