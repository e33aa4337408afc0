"""Words that leave the house: to verified contacts only, once, not at night, and never lost or doubled by a crash."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, text

from app.infra import clock, retention
from app.infra.db import unit_of_work
from app.infra.jobs import MOST_TRIES, Job, JobState
from app.infra.retention import Kept
from app.infra.scope import Session
from app.notices import contacts, outbound, ports, queries, rules, service
from app.notices.models import Contact, Delivery
from app.notices.terms import DeliveryState, Port, Purpose, Trouble
from tests import factories
from tests.conftest import NOW
from worker import main
from worker.jobs import notices as jobs

NIGHT = datetime(2026, 6, 1, 13, 0, tzinfo=UTC)  # 21:00 in Shanghai
MORNING = datetime(2026, 6, 2, 1, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def outbox(here, sent_jobs, settings):
    folder = settings.var / "outbox"
    for old in folder.glob("*.jsonl"):
        old.unlink()
    return folder


@pytest.fixture
def person(here):
    """Somebody with a verified e-mail address who wants to be told there."""
    user = factories.user()
    with unit_of_work():
        Session().add(
            Contact(user_id=user.id, port=Port.EMAIL, address="li@example.cn", language="en", verified_at=NOW)
        )
    return user


def tell(user, key="a", now=NOW, **how):
    with unit_of_work():
        service.tell(user, "有新投诉", "请答复", "/complaints/X", key=key, now=now, **how)


def sms(key="k", now=NOW, **how):
    with unit_of_work():
        service.send_sms("13812345678", "验证码 123456", key=key, purpose=Purpose.RECEIPT, now=now, **how)


def rows() -> list[Delivery]:
    return list(
        Session().scalars(select(Delivery).order_by(Delivery.id).execution_options(populate_existing=True))
    )


def carry_out(at=NOW):
    """Every waiting job of ours, as the worker does it."""
    for job in Session().scalars(select(Job).where(Job.state == JobState.WAITING).order_by(Job.id)).all():
        with clock.standing_at(at):
            main._run(main.scope.current_region(), job.id)


def letters(outbox, port="sms"):
    path = outbox / f"{port}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


@pytest.fixture
def ours(monkeypatch, db):
    monkeypatch.setattr(main, "_app", db)


def test_a_notice_follows_to_a_verified_contact_in_its_language_and_once(person, outbox, sent_jobs):
    tell(person)
    tell(person)
    (row,) = rows()
    assert (row.port, row.to, row.state, row.title) == (
        Port.EMAIL,
        "li@example.cn",
        DeliveryState.WAITING,
        "有新投诉",
    )
    assert sent_jobs == [("notice.deliver", {"delivery_id": row.id})]
    assert "/inbox/" in row.words


def test_nobody_is_told_outside_who_did_not_prove_the_address_or_does_not_want_it(person):
    with unit_of_work():
        queries.contact(person.id, Port.EMAIL).wanted = False
    tell(person, "a")
    with unit_of_work():
        kept = queries.contact(person.id, Port.EMAIL)
        kept.wanted, kept.verified_at = True, None
    tell(person, "b")
    assert rows() == []


def test_what_the_law_requires_goes_out_all_the_same(person):
    with unit_of_work():
        queries.contact(person.id, Port.EMAIL).wanted = False
    stranger = factories.user()
    tell(person, "a", required=True)
    tell(stranger, "a", required=True)
    assert [(row.port, row.to) for row in rows()] == [
        (Port.EMAIL, "li@example.cn"),
        (Port.SMS, stranger.phone),
    ]


@pytest.mark.parametrize(
    ("now", "urgent", "state"),
    [
        (NIGHT - timedelta(seconds=1), False, DeliveryState.WAITING),
        (NIGHT, False, DeliveryState.HELD),
        (NIGHT, True, DeliveryState.WAITING),
        (MORNING - timedelta(seconds=1), False, DeliveryState.HELD),
        (MORNING, False, DeliveryState.WAITING),
    ],
)
def test_the_night_holds_what_can_wait(now, urgent, state):
    sms(now=now, urgent=urgent)
    assert [row.state for row in rows()] == [state]


def test_what_was_held_goes_out_at_nine_once(ours, outbox, sent_jobs):
    sms(now=NIGHT)
    assert sent_jobs == []
    for at in (MORNING - timedelta(minutes=1), MORNING, MORNING + timedelta(minutes=30)):
        with unit_of_work():
            jobs.release_held_words(at)
    carry_out(MORNING)
    assert [one["words"] for one in letters(outbox)] == ["【放心电商】验证码 123456"]
    assert (rows()[0].state, rows()[0].not_before) == (DeliveryState.SENT, MORNING)


def test_after_it_went_out_its_words_are_gone_and_the_number_was_sealed(ours, outbox):
    sms()
    sealed = Session().execute(text('select "to", words from delivery')).one()
    assert all("13812345678" not in repr(bytes(one)) and "123456" not in repr(bytes(one)) for one in sealed)
    carry_out()
    (row,) = rows()
    assert (row.words, row.masked, row.sent_at) == (None, "138****5678", NOW)
    assert (outbox / "sms.jsonl").stat().st_mode & 0o077 == 0


def test_the_same_job_twice_sends_once(ours, outbox):
    sms()
    (row,) = rows()
    job = Session().scalars(select(Job)).one()
    jobs.deliver(job)
    jobs.deliver(job)
    assert len(letters(outbox)) == 1
    assert rows()[0].tries == row.tries == 1


@pytest.mark.parametrize(
    ("how", "state", "sent"),
    [({}, DeliveryState.UNSURE, 1), ({"urgent": True}, DeliveryState.SENT, 2), ({"required": True}, DeliveryState.SENT, 2)],
)  # fmt: skip
def test_a_worker_that_dies_between_sending_and_writing_it_down(ours, outbox, how, state, sent):
    """What somebody waits for is sent again under the same reference; what stands in the inbox is not risked twice."""
    sms(**how)
    job = Session().scalars(select(Job)).one()
    with unit_of_work():
        port, letter = outbound.begin(job.args["delivery_id"], now=NOW)
    ports.of(port).send(letter)  # … and here the power goes out
    jobs.deliver(job)
    assert rows()[0].state is state
    assert len(letters(outbox)) == sent
    assert len({one["reference"] for one in letters(outbox)}) == 1


class Broken:
    def __init__(self, trouble):
        self.trouble = trouble

    def send(self, letter):
        raise ports.NotDelivered(self.trouble)


def test_a_port_that_is_down_is_tried_again_later_and_at_last_shown_as_failed(ours, monkeypatch, outbox):
    monkeypatch.setattr(ports, "of", lambda _port: Broken(Trouble.UNREACHABLE))
    sms()
    waits = []
    for _try in range(MOST_TRIES):
        carry_out()
        job = Session().scalars(select(Job).execution_options(populate_existing=True)).one()
        waits.append(job.send_after - NOW)
    assert waits[:-1] == sorted(set(waits[:-1]))  # longer each time
    assert "138" not in (job.trouble or "")
    (row,) = rows()
    assert (row.state, row.tries, row.trouble) == (DeliveryState.FAILED, MOST_TRIES, Trouble.UNREACHABLE)


def test_an_address_that_does_not_exist_is_not_tried_again_but_can_be_sent_again_by_hand(
    ours, monkeypatch, outbox
):
    with monkeypatch.context() as broken:
        broken.setattr(ports, "of", lambda _port: Broken(Trouble.REFUSED))
        sms()
        carry_out()
    officer = factories.user()
    assert (rows()[0].state, rows()[0].tries) == (DeliveryState.FAILED, 1)
    with unit_of_work():
        outbound.send_again(rows()[0], by=officer, now=NOW)
    carry_out()
    assert rows()[0].state is DeliveryState.SENT
    with pytest.raises(rules.NothingToSend), unit_of_work():
        outbound.send_again(rows()[0], by=officer, now=NOW)


def test_where_words_went_is_forgotten_after_half_a_year(ours):
    sms()
    carry_out()
    with unit_of_work():
        jobs.forget_addresses(NOW + retention.kept_for(Kept.SENT_WORDS))
    assert rows()[0].to is not None
    with unit_of_work():
        jobs.forget_addresses(NOW + retention.kept_for(Kept.SENT_WORDS) + timedelta(seconds=1))
    assert (rows()[0].to, rows()[0].masked) == (None, "")


def code_of(contact) -> str:
    row = rows()[-1]
    return "".join(filter(str.isdigit, row.words.split("，")[0]))


def test_a_contact_is_verified_by_its_own_code(here):
    user = factories.user()
    with unit_of_work():
        contact = contacts.ask(user, Port.SMS, "13900001111", language="zh", now=NOW)
    digits = code_of(contact)
    assert len(digits) == 6
    with unit_of_work():
        assert contacts.confirm(user, Port.SMS, digits, now=NOW + rules.CODE_LIVES) is True
    assert contact.verified_at == NOW + rules.CODE_LIVES
    with pytest.raises(rules.CodeOver), unit_of_work():
        contacts.confirm(user, Port.SMS, digits, now=NOW)  # used up


def test_a_code_ends_with_its_time_or_after_five_wrong_guesses(here):
    user = factories.user()
    with unit_of_work():
        contact = contacts.ask(user, Port.EMAIL, "li@example.cn", language="zh", now=NOW)
    digits = code_of(contact)
    with pytest.raises(rules.CodeOver), unit_of_work():
        contacts.confirm(user, Port.EMAIL, digits, now=NOW + rules.CODE_LIVES + timedelta(seconds=1))
    for _guess in range(rules.MOST_GUESSES):
        with unit_of_work():
            assert contacts.confirm(user, Port.EMAIL, f"{(int(digits) + 1) % 1_000_000:06}", now=NOW) is False
    with pytest.raises(rules.CodeOver), unit_of_work():
        contacts.confirm(user, Port.EMAIL, digits, now=NOW)


def test_codes_are_not_sent_in_a_burst_and_a_new_address_must_be_proved_anew(person):
    with unit_of_work():
        contacts.ask(person, Port.EMAIL, "new@example.cn", language="zh", now=NOW)
    assert queries.contact(person.id, Port.EMAIL).verified_at is None
    with pytest.raises(rules.CodeTooSoon), unit_of_work():
        contacts.ask(person, Port.EMAIL, "new@example.cn", language="zh", now=NOW + timedelta(seconds=59))
    with unit_of_work():
        contacts.ask(person, Port.EMAIL, "new@example.cn", language="zh", now=NOW + timedelta(seconds=60))
    assert len(rows()) == 2
