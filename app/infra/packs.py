"""Policy as data: guides, rubrics, calendars, layouts. A version, once loaded, never changes."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from app.infra.db import Base, Json
from app.infra.scope import Session, once
from app.kernel.errors import DomainError

FOLDER = Path(__file__).resolve().parent.parent / "packs"


class PackChanged(DomainError):
    """A pack file differs from the version of the same number that is already loaded."""

    code = "packs.changed"


@dataclass(frozen=True, slots=True)
class Pack:
    """One version of one policy, as plain data that its slice's schema has accepted."""

    family: str
    name: str
    year: int
    version: int
    content: Json


class PolicyVersion(Base):
    """A loaded pack. National: it belongs to no region; the database refuses to change it."""

    __tablename__ = "policy_version"
    __table_args__ = (UniqueConstraint("family", "name", "year", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    family: Mapped[str]
    name: Mapped[str]
    year: Mapped[int]
    version: Mapped[int]
    content: Mapped[Json]
    sha256: Mapped[str]
    loaded_at: Mapped[datetime]


def read_yaml(*parts: str) -> Any:
    """The content of a pack file below ``app/packs``."""
    text = FOLDER.joinpath(*parts).read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)


def fingerprint(content: Json) -> str:
    return hashlib.sha256(
        json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()
    ).hexdigest()


def load(packs: Iterable[Pack], *, now: datetime) -> int:
    """Add the versions that are not there yet; how many. Raises ``PackChanged``."""
    known = {
        (row.family, row.name, row.year, row.version): row.sha256
        for row in Session().execute(
            select(
                PolicyVersion.family, PolicyVersion.name, PolicyVersion.year,
                PolicyVersion.version, PolicyVersion.sha256,
            )
        )
    }  # fmt: skip
    added = 0
    for pack in packs:
        content = json.loads(json.dumps(pack.content, ensure_ascii=False, default=str))
        mark = fingerprint(content)
        kept = known.get((pack.family, pack.name, pack.year, pack.version))
        if kept is None:
            Session().add(
                PolicyVersion(
                    family=pack.family, name=pack.name, year=pack.year, version=pack.version,
                    content=content, sha256=mark, loaded_at=now,
                )
            )  # fmt: skip
            added += 1
        elif kept != mark:
            raise PackChanged(family=pack.family, name=pack.name, year=pack.year, version=pack.version)
    return added


def newest(family: str, name: str, year: int | None = None) -> PolicyVersion | None:
    """The newest version of a policy, of one year or of any."""
    wanted = select(PolicyVersion).where(PolicyVersion.family == family, PolicyVersion.name == name)
    if year is not None:
        wanted = wanted.where(PolicyVersion.year == year)
    return Session().scalar(wanted.order_by(PolicyVersion.year.desc(), PolicyVersion.version.desc()).limit(1))


def by_id(version_id: int) -> PolicyVersion | None:
    return Session().get(PolicyVersion, version_id)


def of_family(family: str) -> Sequence[PolicyVersion]:
    """All versions of a family, newest first."""
    wanted = (
        select(PolicyVersion)
        .where(PolicyVersion.family == family)
        .order_by(PolicyVersion.year.desc(), PolicyVersion.name, PolicyVersion.version.desc())
    )
    return once(("packs", family), lambda: Session().scalars(wanted).all())
