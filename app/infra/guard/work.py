"""Proof of work: the page gives a challenge, the visitor's own computer finds the answer, each counts once."""

import base64
import binascii
import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

import altcha
from flask import current_app
from sqlalchemy import UniqueConstraint, delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, mapped_column

from app.infra import clock, seals
from app.infra.db import Base, RegionScoped, this_region
from app.infra.limits import WORK_HOURS
from app.infra.scope import Session, current_region

ALGORITHM = "PBKDF2/SHA-256"
COST = "fangxin.work_cost"
LONGEST_ANSWER = 4096


class Answered(RegionScoped, Base):
    """A challenge that has been answered. ``mark`` is a hash of it; after ``until`` it would be too old anyway."""

    __tablename__ = "guard_answered"
    __table_args__ = (UniqueConstraint("region_id", "mark"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[str]
    until: Mapped[datetime] = mapped_column(index=True)


def challenge() -> str:
    """A fresh challenge of this region as JSON, for the page."""
    until = int((clock.real_now() + timedelta(hours=WORK_HOURS)).timestamp())
    made = altcha.create_challenge(
        ALGORITHM, current_app.extensions[COST], hmac_secret=_secret(),
        data={"region": current_region().code, "until": until},
    )  # fmt: skip
    return json.dumps(made.to_dict())


def is_answer(told: str) -> bool:
    """Whether ``told`` answers a challenge that we gave for this region and that is not too old."""
    facts = _facts_of(_read(told))
    if facts.get("region") != current_region().code:
        return False
    until = facts.get("until")
    if not isinstance(until, int) or until < clock.real_now().timestamp():
        return False
    return altcha.verify_solution(told, _secret()).verified is True


def spend(told: str, *, now: datetime) -> bool:
    """Remember the answer with the unit of work; False if it was used before."""
    return remember(hashlib.sha256(_signature(told).encode()).hexdigest(), now=now)


def remember(mark: str, *, now: datetime) -> bool:
    """Whatever counts once; False if it was used before."""
    until = now + timedelta(hours=WORK_HOURS)
    row = insert(Answered).values(mark=mark, until=until, region_id=this_region())
    fresh = row.on_conflict_do_nothing().returning(Answered.id)
    return Session().execute(fresh).scalar() is not None


def is_spent(mark: str) -> bool:
    return Session().scalar(select(Answered.id).where(Answered.mark == mark)) is not None


def forget(*, now: datetime) -> None:
    Session().execute(delete(Answered).where(Answered.until < now))


def _secret() -> bytes:
    return seals.derive("proof of work")


def _read(told: str) -> dict[str, Any] | None:
    if not told or len(told) > LONGEST_ANSWER:
        return None
    try:
        read = json.loads(base64.b64decode(told, validate=True))
    except (binascii.Error, UnicodeDecodeError, ValueError, RecursionError):
        return None
    return read if isinstance(read, dict) and isinstance(read.get("challenge"), dict) else None


def _facts_of(read: dict[str, Any] | None) -> dict[str, Any]:
    """What we wrote into the challenge; believed only once its signature has been found right."""
    parameters = read["challenge"].get("parameters") if read else None
    facts = parameters.get("data") if isinstance(parameters, dict) else None
    return facts if isinstance(facts, dict) else {}


def _signature(told: str) -> str:
    read = _read(told)
    return str(read["challenge"].get("signature")) if read else ""
