"""Opening accounts and signing in."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert

from app.accounts import passwords, queries, rules
from app.accounts.models import Login, SignInTrace, User
from app.accounts.terms import AccountAction, Role
from app.infra import audit, seals
from app.infra.audit import Actor
from app.infra.db import add, this_region
from app.infra.scope import Session
from app.infra.whence import Whence
from app.kernel import codes

_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHRzb21lc2FsdA$ZpQ0nEXhR1xZ0o4vXc1yqk0l8kAsZ5RrOQZ2vQ0u8iI"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a right password proves: which person in which region. ``needs_second``: that is not yet enough."""

    region_id: int
    user_id: int
    needs_second: bool = False


def sign_in(name: str, password: str) -> SignedIn:
    """Check a phone or e-mail and the password, in the house's own scope.

    Raises ``rules.SignInRefused``, the same and after the same work whatever was wrong.
    """
    login = queries.login_by_name(name)
    fits = seals.password_fits(login.password_hash if login else _NOBODY, password)
    if login is None or not fits or not login.is_open:
        raise rules.SignInRefused
    if seals.needs_rehash(login.password_hash):
        login.password_hash = seals.hash_password(password)
    return SignedIn(login.region_id, login.id, login.has_second)


def is_password_of(user: User, password: str) -> bool:
    """For asking a signed-in person again."""
    return seals.password_fits(Session().get_one(Login, user.id).password_hash, password)


def register(*, phone: str, password: str, name: str, now: datetime) -> User:
    """A seller opens an account for itself. It has no shop yet.

    Raises ``rules.PasswordWeak``, ``rules.PhoneTaken``.
    """
    passwords.check(password, phone=phone)
    user = open_account(phone=phone, password=password, name=name, role=Role.MERCHANT, now=now)
    audit.record(AccountAction.REGISTERED, user, by=user, now=now)
    return user


def open_account(
    *,
    phone: str,
    password: str,
    name: str,
    role: Role,
    now: datetime,
    organisation_id: int | None = None,
    merchant_id: int | None = None,
    by: Actor | None = None,
    kept_hash: str | None = None,
) -> User:
    """An account with a role. ``kept_hash`` is the password's hash if it has been made already.

    Raises ``rules.PhoneTaken``.
    """
    if queries.login_by_phone(phone) is not None:
        raise rules.PhoneTaken
    login = add(
        Login(
            phone_index=queries.phone_index(phone), password_hash=kept_hash or seals.hash_password(password),
            region_id=this_region(), session_mark=codes.fresh(10),
        )
    )  # fmt: skip
    user = add(
        User(
            id=login.id, name=name, phone=phone, role=role, organisation_id=organisation_id,
            merchant_id=merchant_id, opened_at=now,
        )
    )  # fmt: skip
    if by is not None:
        audit.record(AccountAction.OPENED, user, by=by, now=now, role=role.value)
    return user


def join_merchant(user: User, merchant_id: int) -> None:
    """From now on ``user`` acts for this shop."""
    user.merchant_id = merchant_id


def note_sign_in(user: User, came: Whence, *, now: datetime) -> None:
    """Remember from where a seller signs in, so that its own reviews of itself can be told. Others are not noted."""
    if user.role is not Role.MERCHANT:
        return
    row = insert(SignInTrace).values(
        user_id=user.id, device_mark=came.device_mark, address_mark=came.address_mark, first_at=now, last_at=now,
        region_id=this_region(),
    )  # fmt: skip
    known = ["user_id", "device_mark", "address_mark"]
    Session().execute(row.on_conflict_do_update(index_elements=known, set_={"last_at": now}))


def forget_sign_ins(*, before: datetime) -> None:
    """Marks of where a seller has not signed in from since ``before``."""
    Session().execute(delete(SignInTrace).where(SignInTrace.last_at < before))
