"""Reads of the accounts slice."""

from collections.abc import Sequence

from sqlalchemy import select

from app.accounts.models import Login, SignInTrace, User, UserSession
from app.accounts.terms import Role
from app.infra.scope import Session
from app.infra.seals import blind_index
from app.kernel import codes


def phone_index(phone: str) -> str:
    return blind_index(phone, purpose="login phone")


def login_by_phone(phone: str) -> Login | None:
    """In the house's own scope: the region is not known yet."""
    return Session().scalar(select(Login).where(Login.phone_index == phone_index(phone)))


def email_index(email: str) -> str:
    return blind_index(email.strip().lower(), purpose="login email")


def login_by_name(name: str) -> Login | None:
    """By phone or by e-mail, in the house's own scope."""
    if "@" in name:
        return Session().scalar(select(Login).where(Login.email_index == email_index(name)))
    return login_by_phone(name)


def user(user_id: int) -> User | None:
    return Session().get(User, user_id)


def token_hash(token: str) -> str:
    return codes.digest(token, salt="session")


def person_of_session(user_id: int, token: str) -> tuple[User, UserSession] | None:
    """The person and the sign-in, while the account is open and the sign-in was not ended."""
    found = Session().execute(
        select(User, UserSession)
        .join(Login, Login.id == User.id)
        .join(UserSession, UserSession.user_id == User.id)
        .where(
            User.id == user_id,
            Login.is_open,
            UserSession.token_hash == token_hash(token),
            UserSession.ended_at.is_(None),
        )
    )
    row = found.one_or_none()
    return (row[0], row[1]) if row else None


def open_sessions(user_id: int) -> Sequence[UserSession]:
    """The sign-ins of a person that were not ended, the latest used first."""
    return (
        Session()
        .scalars(
            select(UserSession)
            .where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
            .order_by(UserSession.seen_at.desc(), UserSession.id.desc())
        )
        .all()
    )


def people(*, after_id: int = 0, most: int = 50) -> Sequence[tuple[User, bool]]:
    """Everybody who works here but sellers, with whether the account is open; by key.

    Two questions: joined, the database would begin with every region's accounts.
    """
    wanted = select(User).where(User.role != Role.MERCHANT, User.id > after_id).order_by(User.id).limit(most)
    found = Session().scalars(wanted).all()
    asked = select(Login.id).where(Login.id.in_([one.id for one in found]), Login.is_open)
    is_open = set(Session().scalars(asked))
    return [(one, one.id in is_open) for one in found]


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


def marks_of_merchant(merchant_id: int) -> tuple[frozenset[str], frozenset[str]]:
    """The devices and the neighbourhoods from which the people of a shop have signed in, as keyed hashes."""
    rows = Session().execute(
        select(SignInTrace.device_mark, SignInTrace.address_mark)
        .join(User, User.id == SignInTrace.user_id)
        .where(User.merchant_id == merchant_id)
    )
    pairs = rows.tuples().all()
    return frozenset(device for device, _ in pairs), frozenset(address for _, address in pairs)


def of_merchants(merchant_ids: Sequence[int]) -> dict[int, list[User]]:
    """The people of these shops, by the shop's id, in one query."""
    found: dict[int, list[User]] = {}
    wanted = select(User).where(User.merchant_id.in_(merchant_ids)).order_by(User.id)
    for user in Session().scalars(wanted):
        found.setdefault(user.merchant_id or 0, []).append(user)
    return found
