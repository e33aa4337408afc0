"""When a code, a key or a link is good, and who needs more than a password."""

from datetime import datetime, timedelta

import pyotp

from app.accounts.terms import Role
from app.kernel.errors import DomainError
from app.regions.terms import OrganisationKind

STEP_SECONDS = 30
STEPS_APART = 1  # clocks of phones are off by a little
CODE_DIGITS = 6
RECOVERY_CODES = 10
RECOVERY_CHARACTERS = 10
MOST_PASSKEYS = 8
INVITATION_LIVES = timedelta(days=3)
RESET_LIVES = timedelta(minutes=30)
CHALLENGE_LIVES = timedelta(minutes=5)
WORK_AT = {
    Role.OFFICER: frozenset({OrganisationKind.BUREAU, OrganisationKind.STATION}),
    Role.ADMIN: frozenset({OrganisationKind.BUREAU, OrganisationKind.STATION}),
    Role.PARK: frozenset({OrganisationKind.PARK}),
    Role.MONITOR: frozenset({OrganisationKind.MONITOR}),
    Role.INDUSTRY: frozenset({OrganisationKind.INDUSTRY}),
    Role.PANELIST: frozenset({OrganisationKind.PANEL}),
}
"""Where somebody of a role sits: what a person sees and may do follows from both together."""
NEED_SECOND = frozenset({Role.OFFICER, Role.ADMIN, Role.PANELIST})


class ColleagueKnown(DomainError):
    """Somebody is invited whose phone has an account already."""

    code = "entry.colleague_known"


class CodeWrong(DomainError):
    """Not the code of now, or one that was used already."""

    code = "entry.code_wrong"


class PasswordWrong(DomainError):
    code = "entry.password_wrong"


class PasskeyRefused(DomainError):
    """``reason``: unknown, challenge, copied, unverified or full."""

    code = "entry.passkey_refused"


class LinkOver(DomainError):
    """Used, too old, or ended by a newer password. The same answer for one that never was."""

    code = "entry.link_over"


class LastProof(DomainError):
    """Who must have a second proof cannot drop the only one."""

    code = "entry.last_proof"


class StrongNeeded(DomainError):
    """Whoever has a second proof adds another only after having shown it: the password alone does not."""

    code = "entry.strong_needed"


class NotOneself(DomainError):
    """Closing one's own account would lock the door from inside."""

    code = "entry.not_oneself"


def needs_second(role: Role, *, required: bool) -> bool:
    """Officers, panels and administrators, where the region asks for it (region policy, default: it does)."""
    return required and role in NEED_SECOND


def check_may_add(*, strong: bool, has_proof: bool) -> None:
    """Raises ``StrongNeeded``."""
    if has_proof and not strong:
        raise StrongNeeded


def step_of(secret: str, digits: str, *, last_step: int, now: datetime) -> int:
    """Which 30 seconds this code belongs to (RFC 6238 §5.2). Raises ``CodeWrong``, also for a code used before."""
    typed = "".join(one for one in digits if one.isdigit())
    here = int(now.timestamp()) // STEP_SECONDS
    reader = pyotp.TOTP(secret, digits=CODE_DIGITS, interval=STEP_SECONDS)
    for step in range(here - STEPS_APART, here + STEPS_APART + 1):
        if step > last_step and pyotp.utils.strings_equal(reader.generate_otp(step), typed):
            return step
    raise CodeWrong


def check_not_copied(kept: int, told: int) -> None:
    """A counter that does not go up means a second copy of the key (WebAuthn §6.1.1); keys without one say 0."""
    if told <= kept and (told, kept) != (0, 0):
        raise PasskeyRefused(reason="copied")
