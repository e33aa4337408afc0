"""What a password must be, and when a sign-in is refused."""

from app.kernel.errors import DomainError

SHORTEST = 8
LONGEST = 128
WELL_KNOWN = frozenset(
    {"12345678", "123456789", "1234567890", "password", "password1", "qwertyui", "11111111", "88888888",
     "66666666", "00000000", "abcd1234", "a1234567", "aa123456", "woaini1314", "iloveyou", "147258369"}
)  # fmt: skip


class PasswordWeak(DomainError):
    """``reason``: short, long, known or self (it is the phone number)."""

    code = "accounts.password_weak"


class PhoneTaken(DomainError):
    code = "accounts.phone_taken"


class SignInRefused(DomainError):
    """The same answer whether the phone is unknown, the password wrong or the account closed."""

    code = "accounts.sign_in_refused"


def check_password(password: str, *, phone: str) -> None:
    """Length over rules about characters (NIST SP 800-63B); well-known ones and the own number refused."""
    if len(password) < SHORTEST:
        raise PasswordWeak(reason="short", least=SHORTEST)
    if len(password) > LONGEST:
        raise PasswordWeak(reason="long", most=LONGEST)
    if password.lower() in WELL_KNOWN or len(set(password)) <= 2:
        raise PasswordWeak(reason="known")
    if phone in password:
        raise PasswordWeak(reason="self")
