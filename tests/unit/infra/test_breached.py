"""Passwords out of breaches are found in a sorted list, however long, and nothing else is."""

import hashlib

import pytest

from app.accounts import passwords, rules
from app.infra import breached

LISTED = [f"correct horse battery {number}" for number in range(300)]
ENDINGS = {"bare": b"\n", "counted": b":42\n", "windows": b":7\r\n"}


@pytest.fixture(params=sorted(ENDINGS))
def listed(request, tmp_path):
    ending = ENDINGS[request.param]
    digests = sorted(hashlib.sha1(one.encode()).hexdigest().upper().encode() for one in LISTED)  # noqa: S324  (the lists' own form)
    place = tmp_path / "breached.txt"
    place.write_bytes(b"".join(one + ending for one in digests))
    breached.use(str(place))
    yield place
    breached.use("")


def test_each_line_is_found_and_nothing_between_them(listed):
    assert [one for one in LISTED if not breached.is_listed(one)] == []
    assert [one for number in range(300) if breached.is_listed(one := f"quiet tea mountain {number}")] == []


def test_a_password_that_only_the_list_knows_is_refused_as_known(listed):
    hard = LISTED[17]
    rules.check_password(hard, phone="13800000001")
    with pytest.raises(rules.PasswordWeak) as refusal:
        passwords.check(hard, phone="13800000001")
    assert refusal.value.facts == {"reason": "known"}
    listed.unlink()
    passwords.check(hard, phone="13800000001")  # a list that went away shuts nobody out


@pytest.mark.parametrize("content", [None, b"", b"password1\npassword2\n", b"ABCDEF\n"])
def test_a_list_of_another_form_stops_the_start(tmp_path, content):
    place = tmp_path / "list"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(breached.ListUnreadable):
        breached.use(str(place))
    assert not breached.is_listed("password1")
