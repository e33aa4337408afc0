"""Reads of the accounts slice."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Login, User
from app.accounts.terms import Role
from app.infra.scope import Session
from app.infra.seals import blind_index


def phone_index(phone: str) -> str:
    return blind_index(phone, purpose="login phone")


def login_by_phone(phone: str) -> Login | None:
    """In the house's own scope: the region is not known yet."""
    return Session().scalar(select(Login).where(Login.phone_index == phone_index(phone)))


def user(user_id: int) -> User | None:
    return Session().get(User, user_id)


def user_of_session(user_id: int, mark: str) -> User | None:
    """The person, while the login is open and its mark is the one the session began with.

    A changed password changes the mark, and with it every session ends.
    """
    return Session().scalar(
        select(User)
        .join(Login, Login.id == User.id)
        .where(User.id == user_id, Login.is_open, Login.session_mark == mark)
    )


def of_merchant(merchant_id: int) -> Sequence[User]:
    """The people of one shop, oldest account first."""
    return Session().scalars(select(User).where(User.merchant_id == merchant_id).order_by(User.id)).all()


def of_all_merchants() -> dict[int, list[User]]:
    """The people of every shop, by the shop's id, in one query."""
    found: dict[int, list[User]] = {}
    for user in Session().scalars(select(User).where(User.merchant_id.is_not(None)).order_by(User.id)):
        found.setdefault(user.merchant_id or 0, []).append(user)
    return found


def of_role(*roles: Role) -> Sequence[User]:
    return Session().scalars(select(User).where(User.role.in_(roles)).order_by(User.id)).all()


def of_organisation(organisation_id: int) -> Sequence[User]:
    return (
        Session().scalars(select(User).where(User.organisation_id == organisation_id).order_by(User.id)).all()
    )
