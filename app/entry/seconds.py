"""Second proofs: time-based codes, and codes on paper for the day the phone is lost."""

import os
from datetime import datetime

import pyotp
from sqlalchemy import delete, update

from app.accounts.models import Login, User
from app.entry import queries, rules
from app.entry.models import Authenticator, Passkey, RecoveryCode
from app.entry.terms import EntryAction
from app.infra import audit, seals
from app.infra.audit import Actor
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes

ISSUER = "放心电商"
SALT_BYTES = 16


def begin_authenticator(user: User, *, now: datetime) -> Authenticator:
    """A secret to put into the phone's app. It counts for nothing until a code from it came back."""
    kept = queries.authenticator(user.id)
    if kept is None:
        return add(Authenticator(user_id=user.id, secret=pyotp.random_base32(), begun_at=now))
    return kept


def address_of(authenticator: Authenticator, user: User) -> str:
    """What the QR code on the page says (otpauth://…). The label is the name, never the phone."""
    reader = pyotp.TOTP(authenticator.secret, digits=rules.CODE_DIGITS, interval=rules.STEP_SECONDS)
    return reader.provisioning_uri(name=user.name, issuer_name=ISSUER)


def confirm_authenticator(user: User, digits: str, *, now: datetime) -> list[str]:
    """The first code came back; the paper codes are made. Raises ``rules.CodeWrong``."""
    kept = queries.authenticator(user.id)
    if kept is None:
        raise rules.CodeWrong
    kept.last_step = rules.step_of(kept.secret, digits, last_step=kept.last_step, now=now)
    if kept.confirmed_at is None:
        kept.confirmed_at = now
        Session().get_one(Login, user.id).has_second = True
        audit.record(EntryAction.TOTP_ADDED, user, by=user, now=now)
    return make_recovery_codes(user, by=user, now=now)


def drop_authenticator(user: User, *, required: bool, now: datetime) -> None:
    """Raises ``rules.LastProof`` if this person must keep one and has no passkey."""
    kept = queries.authenticator(user.id)
    if kept is None:
        return
    if rules.needs_second(user.role, required=required) and not queries.passkeys(user.id):
        raise rules.LastProof
    Session().delete(kept)
    Session().flush()
    _settle(user)
    audit.record(EntryAction.TOTP_DROPPED, user, by=user, now=now)


def make_recovery_codes(user: User, *, by: Actor, now: datetime) -> list[str]:
    """Ten new ones, shown once; the old ones end."""
    Session().execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    made = [codes.fresh(rules.RECOVERY_CHARACTERS) for _ in range(rules.RECOVERY_CODES)]
    salt = os.urandom(SALT_BYTES)
    Session().add_all(RecoveryCode(user_id=user.id, code_hash=_hash(one, salt)) for one in made)
    Session().flush()
    audit.record(EntryAction.CODES_MADE, user, by=by, now=now)
    return made


def prove(user: User, told: str, *, now: datetime) -> None:
    """A code from the app, or one from the paper. Raises ``rules.CodeWrong``."""
    typed = codes.as_read(told)
    if len(typed) == rules.RECOVERY_CHARACTERS:
        _use_recovery(user, typed, now=now)
        return
    kept = queries.authenticator_for_use(user.id)
    if kept is None:
        raise rules.CodeWrong
    kept.last_step = rules.step_of(kept.secret, told, last_step=kept.last_step, now=now)


def clear(user: User, *, by: Actor, now: datetime) -> None:
    """Phone and paper are both gone: an administrator, who has seen the person, takes every second proof away."""
    for table in (Authenticator, RecoveryCode, Passkey):
        Session().execute(delete(table).where(table.user_id == user.id))
    Session().get_one(Login, user.id).has_second = False
    audit.record(EntryAction.SECONDS_CLEARED, user, by=by, now=now)


def _settle(user: User) -> None:
    """Paper codes stand in for a phone; without one they open nothing."""
    Session().execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
    Session().get_one(Login, user.id).has_second = False


def _use_recovery(user: User, typed: str, *, now: datetime) -> None:
    used = (
        update(RecoveryCode)
        .where(
            RecoveryCode.user_id == user.id,
            RecoveryCode.code_hash.in_(_possible(user.id, typed)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.id)
    )
    if Session().execute(used).scalar() is None:
        raise rules.CodeWrong
    audit.record(EntryAction.CODE_USED, user, by=user, now=now, left=queries.codes_left(user.id))


def _hash(code: str, salt: bytes) -> str:
    """The salt, then what argon2id makes of it and the code: fifty bits would not stand up to a quick hash."""
    return f"{salt.hex()}:{seals.slow_digest(codes.as_read(code), salt=salt)}"


def _possible(user_id: int, typed: str) -> list[str]:
    """What may be kept of this code: one for each salt of the person's, and as it was kept before codes had one."""
    salts = {one.partition(":")[0] for one in queries.code_hashes(user_id) if ":" in one}
    return [
        *(_hash(typed, bytes.fromhex(one)) for one in salts),
        codes.digest(typed, salt=f"recovery {user_id}"),
    ]
