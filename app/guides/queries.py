"""Reads of the guides. A version never changes, so each is read from the database once."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from app.guides.terms import Guide
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.merchants.terms import MerchantKind

FAMILY = "guides"


@dataclass(frozen=True, slots=True)
class GuideVersion:
    """A loaded guide and the id of its version, for rows that rest on it."""

    id: int
    guide: Guide


def current(kind: MerchantKind, year: int | None = None) -> GuideVersion | None:
    """The newest guide of a kind, of one year or of any."""
    wanted = select(PolicyVersion.id).where(PolicyVersion.family == FAMILY, PolicyVersion.name == kind.value)
    if year is not None:
        wanted = wanted.where(PolicyVersion.year == year)
    version_id = Session().scalar(
        wanted.order_by(PolicyVersion.year.desc(), PolicyVersion.version.desc()).limit(1)
    )
    return None if version_id is None else GuideVersion(version_id, of_version(version_id))


@lru_cache(maxsize=64)
def of_version(version_id: int) -> Guide:
    """The guide of one version. Raises ``NoResultFound`` for an id that is no version."""
    content = Session().scalars(select(PolicyVersion.content).where(PolicyVersion.id == version_id)).one()
    return Guide.model_validate(content)
