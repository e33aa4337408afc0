"""Whether a new password will do."""

from app.accounts import rules
from app.infra import breached


def check(password: str, *, phone: str) -> None:
    """Long enough, hard to guess, in no breach that we know of. Raises ``rules.PasswordWeak``."""
    rules.check_password(password, phone=phone)
    if breached.is_listed(password):
        raise rules.PasswordWeak(reason="known")
