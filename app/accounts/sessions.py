"""Sign-ins kept on the server: begun, seen, confirmed, ended; and what else ends them."""

from datetime import datetime

from sqlalchemy import delete, update

from app.accounts import passwords, queries, rules
from app.accounts.models import Login, User, UserSession
from app.accounts.terms import AccountAction, SignInWay
from app.infra import audit, retention, seals
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.retention import Kept
from app.infra.scope import Session
from app.kernel import codes

TOKEN_CHARACTERS = 32  # 160 bits


def open_session(
    user: User, way: SignInWay, *, device: str, address: str, now: datetime
) -> tuple[str, UserSession]:
    """A new sign-in, and the secret for its cookie, which is kept nowhere else."""
    token = codes.fresh(TOKEN_CHARACTERS)
    row = add(
        UserSession(
            code=codes.fresh(12), user_id=user.id, token_hash=queries.token_hash(token), way=way,
            strong=way is not SignInWay.PASSWORD, device=device, address=address, begun_at=now, seen_at=now,
            confirmed_at=now,
        )
    )  # fmt: skip
    audit.record(AccountAction.SIGNED_IN, user, by=user, now=now, way=way.value, device=device)
    return token, row


def see(session: UserSession, *, now: datetime) -> None:
    """Note, now and then, that it is in use."""
    session.seen_at = now


def confirm(session: UserSession, *, strong: bool, now: datetime) -> str:
    """The person has just proved again who it is. A new secret for the cookie: what was copied before is worth nothing."""
    token = codes.fresh(TOKEN_CHARACTERS)
    session.token_hash, session.confirmed_at = queries.token_hash(token), now
    session.strong = session.strong or strong
    return token


def end_session(session: UserSession, user: User, *, by: Actor, now: datetime) -> None:
    """Ending it twice is ending it once."""
    if session.ended_at is None:
        session.ended_at = now
        audit.record(AccountAction.SESSION_ENDED, user, by=by, now=now, device=session.device)


def end_all(user: User, *, now: datetime, but: UserSession | None = None) -> None:
    """Every sign-in of the person ends, but the one named."""
    ended = update(UserSession).where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
    if but is not None:
        ended = ended.where(UserSession.id != but.id)
    Session().execute(ended.values(ended_at=now))


def change_password(
    user: User, password: str, *, by: Actor, now: datetime, but: UserSession | None = None
) -> None:
    """A new password ends every sign-in but the one named, and every link sent before.

    Raises ``rules.PasswordWeak``.
    """
    passwords.check(password, phone=user.phone)
    login = Session().get_one(Login, user.id)
    login.password_hash, login.session_mark = seals.hash_password(password), codes.fresh(10)
    end_all(user, now=now, but=but)
    audit.record(AccountAction.PASSWORD_CHANGED, user, by=by, now=now)


def close_account(user: User, *, by: Actor, now: datetime) -> None:
    """Nobody signs in with it any more; what it did stays on record."""
    login = Session().get_one(Login, user.id)
    if login.is_open:
        login.is_open, login.session_mark, login.closed_at = False, codes.fresh(10), now
        end_all(user, now=now)
        audit.record(AccountAction.CLOSED, user, by=by, now=now)


def reopen_account(user: User, *, by: Actor, now: datetime) -> None:
    """Raises ``rules.AccountForgotten``."""
    if user.forgotten_at is not None:
        raise rules.AccountForgotten
    login = Session().get_one(Login, user.id)
    if not login.is_open:
        login.is_open, login.closed_at = True, None
        audit.record(AccountAction.REOPENED, user, by=by, now=now)


def use_email(user: User, email: str | None) -> None:
    """From now on the person may sign in by this verified e-mail too, or by none. Raises ``rules.EmailTaken``."""
    login = Session().get_one(Login, user.id)
    if email is None:
        login.email_index = None
        return
    found = queries.login_by_name(email)
    if found is not None and found.id != user.id:
        raise rules.EmailTaken
    login.email_index = queries.email_index(email)


def forget_sessions(*, now: datetime) -> None:
    """Rows of sign-ins that nobody has used for long."""
    before = now - retention.kept_for(Kept.SESSIONS)
    Session().execute(delete(UserSession).where(UserSession.seen_at < before))
