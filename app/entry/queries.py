"""Reads of the entry slice."""

from collections.abc import Sequence

from sqlalchemy import func, select

from app.accounts.models import Login, User
from app.entry.models import Authenticator, OneTime, Passkey, RecoveryCode
from app.entry.terms import LinkFor
from app.infra.scope import Session
from app.kernel import codes


def authenticator(user_id: int) -> Authenticator | None:
    """Confirmed or not."""
    return Session().get(Authenticator, user_id)


def authenticator_for_use(user_id: int) -> Authenticator | None:
    """The confirmed one, locked: two tabs cannot use one code twice."""
    return Session().scalar(
        select(Authenticator)
        .where(Authenticator.user_id == user_id, Authenticator.confirmed_at.is_not(None))
        .with_for_update()
    )


def passkeys(user_id: int) -> Sequence[Passkey]:
    return Session().scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id)).all()


def passkey_by_code(user_id: int, code: str) -> Passkey | None:
    return Session().scalar(select(Passkey).where(Passkey.user_id == user_id, Passkey.code == code))


def passkey_for_use(user_id: int, credential_id: bytes) -> Passkey | None:
    """With its person's account open; locked."""
    return Session().scalar(
        select(Passkey)
        .join(Login, Login.id == Passkey.user_id)
        .where(Passkey.user_id == user_id, Passkey.credential_id == credential_id, Login.is_open)
        .with_for_update(of=Passkey)
    )


def code_hashes(user_id: int) -> Sequence[str]:
    """Of the codes on paper that have not been used."""
    unused = select(RecoveryCode.code_hash).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None)
    )
    return Session().scalars(unused).all()


def codes_left(user_id: int) -> int:
    left = select(func.count()).where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))
    return Session().scalar(left) or 0


def one_time(purpose: LinkFor, secret: str) -> OneTime | None:
    """In the house's own scope; locked, so that it works once."""
    return Session().scalar(
        select(OneTime)
        .where(OneTime.purpose == purpose, OneTime.secret_hash == secret_hash(purpose, secret))
        .with_for_update()
    )


def secret_hash(purpose: LinkFor, secret: str) -> str:
    return codes.digest(secret, salt=purpose.value)


def person(code: str) -> tuple[User, bool] | None:
    """Somebody who has an account here, sellers too, with whether it is open."""
    found = Session().execute(
        select(User, Login.is_open).join(Login, Login.id == User.id).where(User.code == code)
    )
    row = found.one_or_none()
    return (row[0], row[1]) if row else None


def has_proof(user_id: int) -> bool:
    """Whether the person has any second proof that counts."""
    kept = authenticator(user_id)
    return (kept is not None and kept.confirmed_at is not None) or bool(passkeys(user_id))
