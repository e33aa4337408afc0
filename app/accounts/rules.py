"""What a password must be, when a sign-in is refused, and how long one lasts."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from zxcvbn import zxcvbn

from app.accounts.terms import Role
from app.kernel.errors import DomainError

SHORTEST = 8
LONGEST = 128
GUESSED_BY = 72  # the estimator reads no more than this many characters in reasonable time
HARD_ENOUGH = 3  # of 4: more than 10**8 guesses


class PasswordWeak(DomainError):
    """``reason``: short, long, known or self (it is the phone number)."""

    code = "accounts.password_weak"


class PhoneTaken(DomainError):
    code = "accounts.phone_taken"


class EmailTaken(DomainError):
    code = "accounts.email_taken"


class AccountForgotten(DomainError):
    """Closed so long ago that phone and proofs are gone: there is nobody to open it for."""

    code = "accounts.forgotten"


class SignInRefused(DomainError):
    """The same answer whether the phone is unknown, the password wrong or the account closed."""

    code = "accounts.sign_in_refused"


@dataclass(frozen=True, slots=True)
class Life:
    """How long a sign-in lasts without being used, and at most."""

    idle: timedelta
    whole: timedelta


SELLERS = Life(idle=timedelta(days=7), whole=timedelta(days=30))
STAFF = Life(idle=timedelta(hours=2), whole=timedelta(hours=12))
NOTED_EVERY = timedelta(minutes=5)
CONFIRMED_FOR = timedelta(minutes=15)
CONFIRMED_TO_SEND = timedelta(minutes=60)  # a form opened in time may be filled in without haste


def life_of(role: Role) -> Life:
    """Sellers come back on their own phone; desks of the office and the park are shared rooms."""
    return SELLERS if role is Role.MERCHANT else STAFF


def is_alive(role: Role, *, begun_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Whether a sign-in still counts: used lately, and not begun too long ago."""
    life = life_of(role)
    return now - seen_at < life.idle and now - begun_at < life.whole


def is_confirmed(confirmed_at: datetime, *, sending: bool, now: datetime) -> bool:
    """Whether the person proved who it is lately enough for a grave act."""
    return now - confirmed_at < (CONFIRMED_TO_SEND if sending else CONFIRMED_FOR)


def check_password(password: str, *, phone: str) -> None:
    """Length and how many guesses it takes, never rules about characters (NIST SP 800-63B §3.1.1.2).

    Raises ``PasswordWeak``.
    """
    if len(password) < SHORTEST:
        raise PasswordWeak(reason="short", least=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordWeak(reason="long", most=LONGEST)
    if phone in password:
        raise PasswordWeak(reason="self")
    own = [phone, "fangxin", "放心电商"]
    if zxcvbn(password[:GUESSED_BY], user_inputs=own, max_length=GUESSED_BY)["score"] < HARD_ENOUGH:
        raise PasswordWeak(reason="known")
