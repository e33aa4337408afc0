"""What the register says is done, to the day: rows one moment before their time stay, one moment after it are gone."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from app.accounts import queries as accounts
from app.accounts import service as account_service
from app.accounts import sessions
from app.accounts.models import Login, UserSession
from app.accounts.rules import AccountForgotten, SignInRefused
from app.accounts.terms import Role, SignInWay
from app.entry import rules as entry_rules
from app.entry import seconds
from app.entry import service as entry
from app.entry.models import Authenticator, Passkey
from app.entry.terms import LinkFor
from app.infra import audit, clock, limits, retention, storage
from app.infra.db import add, unit_of_work
from app.infra.retention import Kept
from app.infra.scope import Session
from app.labels.models import LabelBatch
from app.notices import service as notices
from app.notices.models import Contact, Delivery, Notice
from app.notices.terms import Port
from app.panels.models import PanelInterest
from app.panels.terms import InterestKind
from app.publicity.models import Objection, PublicNotice
from app.publicity.terms import NoticeKind, NoticeState, PublicityAction
from app.statistics.models import Export
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments, labels
from worker.jobs import entry as entry_chores
from worker.jobs import keeping as chores

A_MOMENT = timedelta(seconds=1)


def done(chore, at: datetime) -> None:
    with clock.standing_at(at), unit_of_work():
        chore(at)


def stored(name: str) -> storage.StoredFile:
    return storage.keep(name.encode(), media_type="text/plain", name=name, now=NOW)


def is_kept(file_id: int) -> bool:
    return Session().scalar(select(storage.StoredFile.id).where(storage.StoredFile.id == file_id)) is not None


def test_who_objected_is_forgotten_three_years_after_the_answer_or_the_end_of_the_notice(here):
    officer = factories.user()
    with unit_of_work():
        notice = add(
            PublicNotice(
                code="N1", kind=NoticeKind.TITLES, state=NoticeState.RUNNING, title="公示", lines=[], minutes="", proposer_id=officer.id,
                proposed_by="某", opened_at=NOW, workdays=7, ends_on=NOW.date(), counted=[], provisional=False, stopped=[],
            )
        )  # fmt: skip
        answered, open_still = (
            add(
                Objection(
                    code=code, notice_id=notice.id, about="", name="赵异议", phone="13700000001", text="分数不对，请核实",
                    form_key=code, received_at=NOW, answered_at=at,
                )
            )
            for code, at in (("A", NOW), ("B", None))
        )  # fmt: skip
    over = NOW + retention.kept_for(Kept.OBJECTOR)
    done(chores.forget_objectors, over)
    assert (answered.name, open_still.name) == ("赵异议", "赵异议")
    done(chores.forget_objectors, over + A_MOMENT)
    assert (answered.name, answered.phone, answered.text) == ("", None, "分数不对，请核实")
    assert (open_still.name, open_still.forgotten_at) == ("赵异议", None)
    with unit_of_work():
        notice.withdrawn_at = NOW
    done(chores.forget_objectors, over + A_MOMENT)
    done(chores.forget_objectors, over + 2 * A_MOMENT)
    assert open_still.phone is None
    assert [one.action for one in audit.of(open_still)] == [PublicityAction.OBJECTOR_FORGOTTEN]


@pytest.fixture
def left(here):
    """Somebody who left, with everything that an account can hold."""
    user = factories.user(Role.OFFICER, phone="13600000009")
    with unit_of_work():
        seconds.begin_authenticator(user, now=NOW)
        sessions.open_session(user, SignInWay.PASSWORD, device="Firefox", address="203.0.113.*", now=NOW)
        add(
            Contact(
                user_id=user.id, port=Port.EMAIL, address="left@example.cn", language="zh", verified_at=NOW
            )
        )
        add(
            Passkey(
                code="PK",
                user_id=user.id,
                credential_id=b"id",
                public_key=b"key",
                count=0,
                name="手机",
                added_at=NOW,
            )
        )
        notices.tell(user, "一件事", "请看", "/desk", key="one", now=NOW)
        sessions.close_account(user, by=audit.SYSTEM, now=NOW)
    return user


def held_of(user) -> list[int]:
    tables = (Authenticator, Contact, Passkey, Notice, UserSession)
    return [len(Session().scalars(select(one).where(one.user_id == user.id)).all()) for one in tables]


def test_a_closed_account_may_be_opened_for_a_year_and_is_then_nobodys(left):
    over = NOW + retention.kept_for(Kept.ACCOUNT)
    done(chores.forget_accounts, over)
    assert (left.phone, min(held_of(left))) == ("13600000009", 1)
    done(chores.forget_accounts, over + A_MOMENT)
    done(chores.forget_accounts, over + 2 * A_MOMENT)
    assert (left.phone, left.forgotten_at, held_of(left)) == ("", over + A_MOMENT, [0] * 5)
    assert left.name
    assert Session().scalars(select(Delivery.id).where(Delivery.user_id == left.id)).all() == []
    with pytest.raises(AccountForgotten):
        sessions.reopen_account(left, by=audit.SYSTEM, now=over)
    with pytest.raises(AccountForgotten):
        entry.link_for(left, LinkFor.INVITATION, by=audit.SYSTEM, now=over)
    assert accounts.login_by_name("13600000009") is None
    factories.user(Role.OFFICER, phone="13600000009")  # the number is free for whoever has it today


def test_an_account_that_was_opened_again_is_not_forgotten(left):
    with unit_of_work():
        sessions.reopen_account(left, by=audit.SYSTEM, now=NOW)
    done(chores.forget_accounts, NOW + timedelta(days=4000))
    assert left.phone == "13600000009"
    assert Session().get_one(Login, left.id).closed_at is None
    with pytest.raises(SignInRefused):
        account_service.sign_in("13600000009", "wrong words entirely")


def test_what_a_member_wrote_of_a_tie_goes_and_the_tie_stays(here):
    cycle, member, shop = assessments.cycle(), factories.user(Role.PANELIST), factories.merchant()
    with unit_of_work():
        tie = add(
            PanelInterest(
                cycle_id=cycle.id, member_id=member.id, member_name="某", merchant_id=shop.id,
                kind=next(iter(InterestKind)), note="表弟开的店", declared_at=NOW,
            )
        )  # fmt: skip
    over = NOW + retention.kept_for(Kept.DECLARED_TIES)
    done(chores.forget_declared_ties, over)
    assert tie.note == "表弟开的店"
    done(chores.forget_declared_ties, over + A_MOMENT)
    assert (tie.note, tie.member_name) == ("", "某")


def test_waybill_numbers_go_with_the_sheet_they_are_printed_on_and_labels_stay_good(here):
    batch = labels.ready(factories.merchant())
    with unit_of_work():
        kept = stored("SF1234567890").id
        batch.waybill_file_id, batch.waybill_width, batch.made_at = kept, 12, NOW
    sheet, over = batch.file_id, NOW + retention.kept_for(Kept.WAYBILLS)
    done(chores.forget_waybills, over)
    assert (batch.waybill_file_id, batch.file_id) == (kept, sheet)
    done(chores.forget_waybills, over + A_MOMENT)
    assert (batch.waybill_file_id, batch.waybill_width, batch.file_id, batch.voided_at) == (
        None,
        None,
        None,
        None,
    )
    assert not is_kept(kept)
    assert Session().get_one(LabelBatch, batch.id).count


def test_exported_lists_are_gone_after_a_month_bytes_and_all(here):
    officer = factories.user()
    with unit_of_work():
        file_id = stored("list.csv").id
        add(
            Export(
                code="X",
                asked_by_id=officer.id,
                asked_at=NOW,
                first=NOW.date(),
                last=NOW.date(),
                rows=1,
                file_id=file_id,
            )
        )
    over = NOW + retention.kept_for(Kept.EXPORTS)
    done(chores.forget_exports, over)
    assert len(Session().scalars(select(Export)).all()) == 1
    done(chores.forget_exports, over + A_MOMENT)
    assert Session().scalars(select(Export)).all() == []
    assert not is_kept(file_id)


def test_sign_ins_stay_for_the_six_months_of_the_law_and_some_days(left):
    over = NOW + retention.kept_for(Kept.SESSIONS)
    assert over - NOW > timedelta(days=184)
    Session().execute(update(UserSession).values(ended_at=NOW))
    done(entry_chores.forget_entries, over)
    assert held_of(left)[-1] == 1
    done(entry_chores.forget_entries, over + A_MOMENT)
    assert held_of(left)[-1] == 0


def test_what_ends_by_a_time_of_its_own_ends_no_later_than_the_register_says(here):
    longest = max(entry_rules.INVITATION_LIVES, entry_rules.RESET_LIVES)
    assert longest <= retention.kept_for(Kept.LINKS)
    assert timedelta(hours=limits.WORK_HOURS) <= retention.kept_for(Kept.GUARD)
