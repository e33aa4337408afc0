"""Reads of the guides. A version never changes, so each is read from the database once."""

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from app.guides.terms import Guide
from app.infra import scope
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.merchants.terms import MerchantKind

FAMILY = "guides"


@dataclass(frozen=True, slots=True)
class GuideVersion:
    """A loaded guide and the id of its version, for rows that rest on it."""

    id: int
    guide: Guide

    @property
    def audit_label(self) -> str:
        return f"{self.guide.name.zh} {self.guide.year} v{self.guide.version}"


def regional_name(kind: MerchantKind) -> str:
    """Under which name this region's own versions are kept, beside those that came with the program."""
    return f"{kind.value}@{scope.current_region().code}"


def current(kind: MerchantKind, year: int | None = None) -> GuideVersion | None:
    """The newest guide of a kind, of one year or of any: this region's own, or the one that came with the program.

    Of two with the same number the region's own counts. Another region's versions are not looked at.
    """
    return scope.once(("guide", kind, year), lambda: _current(kind, year))


def _current(kind: MerchantKind, year: int | None) -> GuideVersion | None:
    region = scope.region_or_none()
    names = [kind.value, *([f"{kind.value}@{region.code}"] if region else [])]
    wanted = select(PolicyVersion.id).where(PolicyVersion.family == FAMILY, PolicyVersion.name.in_(names))
    if year is not None:
        wanted = wanted.where(PolicyVersion.year == year)
    version_id = Session().scalar(
        wanted.order_by(
            PolicyVersion.year.desc(), PolicyVersion.version.desc(), (PolicyVersion.name == kind.value).asc()
        ).limit(1)
    )
    return None if version_id is None else GuideVersion(version_id, of_version(version_id))


@lru_cache(maxsize=64)
def of_version(version_id: int) -> Guide:
    """The guide of one version. Raises ``NoResultFound`` for an id that is no version."""
    content = Session().scalars(select(PolicyVersion.content).where(PolicyVersion.id == version_id)).one()
    return Guide.model_validate(content)
