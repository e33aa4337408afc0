"""E-mail through a real server on this machine: always secured, and every kind of refusal has its name."""

from dataclasses import replace
from email import message_from_string
from email.policy import default

import pytest

from app.notices.mail import NotDelivered, SmtpPort
from app.notices.terms import Letter, Trouble
from tests.service.notices.mail_server import mail_server

LETTER = Letter(
    "wang@example.cn", "新投诉\r\nBcc: all@example.cn", "请答复。\n\nhttp://x/inbox/A\n", "ABC123"
)


@pytest.fixture
def send(settings, tmp_path, app):
    def sent(server, *, scheme="smtp", trusted=True):
        ours = replace(
            settings, smtp_url=f"{scheme}://li:tea@localhost:{server.port}", mail_from="fx@example.cn",
            smtp_ca=str(tmp_path / "mail.crt") if trusted else "",
        )  # fmt: skip
        with app.app_context():
            SmtpPort(ours).send(LETTER)

    return sent


@pytest.mark.parametrize(("scheme", "tls"), [("smtp", "later"), ("smtps", "at_once")])
def test_a_letter_arrives_as_written_over_tls(send, tmp_path, scheme, tls):
    with mail_server(tmp_path, tls=tls) as server:
        send(server, scheme=scheme)
    (raw,) = server.letters
    came = message_from_string(raw, policy=default)
    assert came["Subject"] == "新投诉 Bcc: all@example.cn"  # one header, not two
    assert came["Bcc"] is None
    assert (came["To"], came["From"], came["Message-ID"]) == (
        "wang@example.cn",
        "fx@example.cn",
        "<ABC123@127.0.0.1>",
    )
    assert came.get_content().replace("\r\n", "\n") == "请答复。\n\nhttp://x/inbox/A\n"


@pytest.mark.parametrize(
    ("server_is", "asked", "trouble"),
    [
        ({"tls": "never"}, {}, Trouble.NOT_SECURE),
        ({}, {"trusted": False}, Trouble.NOT_SECURE),
        ({"password": "other"}, {}, Trouble.SIGN_IN),
        ({"refuse": {"wang@example.cn": "550 no such person wang@example.cn"}}, {}, Trouble.REFUSED),
        ({"refuse": {"wang@example.cn": "451 come back later"}}, {}, Trouble.LATER),
    ],
)
def test_what_goes_wrong_has_a_name_and_no_address(send, tmp_path, server_is, asked, trouble):
    with mail_server(tmp_path, **server_is) as server, pytest.raises(NotDelivered) as told:
        send(server, **asked)
    assert told.value.trouble is trouble
    assert "wang" not in repr(told.value)
    assert told.value.__suppress_context__ is True
    assert server.letters == []


def test_a_server_that_is_away(send, tmp_path):
    with mail_server(tmp_path) as server:
        pass
    with pytest.raises(NotDelivered) as told:
        send(server)
    assert told.value.trouble is Trouble.UNREACHABLE
