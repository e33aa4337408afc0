"""Reads of the kinds of paper: the region's own list, or the one that came with the program."""

from functools import lru_cache

from sqlalchemy import select

from app.infra import scope
from app.infra.i18n import say
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.licences.kinds import Kinds
from app.licences.packs import FAMILY, NAME

KEPT = "licences.kinds"


def regional_name() -> str:
    """Under which name this region's own versions are kept."""
    return f"{NAME}@{scope.current_region().code}"


def current_id() -> int:
    """The newest version: of two with the same number the region's own counts. Raises ``NoResultFound`` before packs are loaded."""
    region = scope.region_or_none()
    names = [NAME, *([f"{NAME}@{region.code}"] if region else [])]
    wanted = select(PolicyVersion.id).where(PolicyVersion.family == FAMILY, PolicyVersion.name.in_(names))
    order = (PolicyVersion.year.desc(), PolicyVersion.version.desc(), (PolicyVersion.name == NAME).asc())
    return Session().scalars(wanted.order_by(*order).limit(1)).one()


def current() -> Kinds:
    """Asked for once a session: a page names many kinds."""
    kept = Session().info
    if KEPT not in kept:
        kept[KEPT] = current_id()
    return of_version(kept[KEPT])


def forget() -> None:
    """After a new version: the next question reads again."""
    Session().info.pop(KEPT, None)


@lru_cache(maxsize=64)
def of_version(version_id: int) -> Kinds:
    content = Session().scalars(select(PolicyVersion.content).where(PolicyVersion.id == version_id)).one()
    return Kinds.model_validate(content)


def kind_name(code: str | None) -> str:
    """What a kind is called, in the reader's language."""
    kind = current().by_code.get(code or "")
    return say(kind.zh, kind.en) if kind else code or ""
