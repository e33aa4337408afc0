"""What holds for complaints in the open region at a moment: the promises, and whether the QR is a published channel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.complaints.packs import FAMILY, YEAR, PromisePack
from app.complaints.side_models import Setting
from app.infra import packs
from app.infra.scope import Session
from app.regions import queries as regions

DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class CasePolicy:
    """``setting`` is the region's own row, if it has made one; ``version`` names pack, year and version for good."""

    promises: PromisePack
    version: str
    setting: Setting | None

    @property
    def qr_is_published(self) -> bool:
        return self.setting is not None and self.setting.qr_is_published


def in_force(now: datetime) -> CasePolicy:
    """The newest setting that has begun, over the usual promises."""
    setting = setting_at(now)
    promises, version = _promises(setting.pack if setting else DEFAULT)
    return CasePolicy(promises, version, setting)


def setting_at(now: datetime) -> Setting | None:
    begun = select(Setting).where(Setting.since_at <= now)
    return Session().scalar(begun.order_by(Setting.since_at.desc(), Setting.id.desc()).limit(1))


def settings() -> Sequence[Setting]:
    """The history, newest beginning first."""
    return (
        Session()
        .scalars(select(Setting).order_by(Setting.since_at.desc(), Setting.id.desc()).limit(100))
        .all()
    )


def offered() -> Sequence[PromisePack]:
    """Each set of promises in its newest version, the usual one first."""
    newest: dict[str, PromisePack] = {}
    for row in packs.of_family(FAMILY):
        if row.year == YEAR:
            newest.setdefault(row.name, PromisePack.model_validate(row.content))
    return sorted(newest.values(), key=lambda one: one.name != DEFAULT)


def source_of(version: str) -> PromisePack | None:
    """The promises behind a deadline's ``version``."""
    name = version.split("/", maxsplit=1)[0]
    return next((one for one in offered() if one.name == name), None)


def _promises(name: str) -> tuple[PromisePack, str]:
    """A region's own numbers (``answer_hours``, ``settle_workdays``) stand over the usual promises."""
    row = packs.newest(FAMILY, name)
    if row is None:
        raise LookupError(f"no promises called {name}: load the packs")
    pack, version = PromisePack.model_validate(row.content), f"{name}/{row.year}.{row.version}"
    if name != DEFAULT:
        return pack, version
    own = regions.policy()
    answer = pack.answer.model_copy(update={"length": own.answer_hours})
    settle = pack.settle.model_copy(update={"length": own.settle_workdays})
    return pack.model_copy(update={"answer": answer, "settle": settle}), version
