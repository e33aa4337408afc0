"""Accounts that were closed long ago: phone, e-mail and proofs go, the name stays beside what the person did."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update

from app.accounts.models import Login, SignInTrace, User, UserSession
from app.entry.models import Authenticator, Passkey, RecoveryCode
from app.entry.terms import EntryAction
from app.infra import audit, seals
from app.infra.scope import Session
from app.kernel import codes
from app.notices.models import Contact, Delivery, Notice

MOST_AT_ONCE = 200


def forget(*, before: datetime, now: datetime) -> int:
    """Those closed before then; how many. Source: 个人信息保护法 art. 19 and 47."""
    people = _closed(before)
    for user in people:
        forget_one(user, now=now)
    return len(people)


def forget_one(user: User, *, now: datetime) -> None:
    """Nobody signs in with it again, and it cannot be opened again."""
    _drop_messages(user.id)
    for table in (Authenticator, RecoveryCode, Passkey, SignInTrace, UserSession):
        Session().execute(delete(table).where(table.user_id == user.id))
    login = Session().get_one(Login, user.id)
    login.phone_index, login.email_index, login.has_second = f"gone {user.code}", None, False
    login.password_hash, login.session_mark = seals.hash_password(codes.fresh(32)), codes.fresh(10)
    user.phone, user.forgotten_at = "", now
    audit.record(EntryAction.FORGOTTEN, user, by=audit.SYSTEM, now=now)


def _closed(before: datetime) -> Sequence[User]:
    over = (
        select(User)
        .join(Login, Login.id == User.id)
        .where(Login.is_open.is_(False), Login.closed_at < before, User.forgotten_at.is_(None))
        .order_by(User.id)
        .limit(MOST_AT_ONCE)
    )
    return Session().scalars(over).all()


def _drop_messages(user_id: int) -> None:
    """The inbox, and where messages outside were to go."""
    held = select(Notice.id).where(Notice.user_id == user_id)
    Session().execute(
        update(Delivery)
        .where((Delivery.user_id == user_id) | Delivery.notice_id.in_(held))
        .values(notice_id=None, user_id=None, to=None, title=None, words=None)
        .execution_options(synchronize_session=False)
    )
    Session().execute(delete(Notice).where(Notice.user_id == user_id))
    Session().execute(delete(Contact).where(Contact.user_id == user_id))
