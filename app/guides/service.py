"""Publishing a new version of a guide. What is in use never changes."""

from datetime import datetime

from sqlalchemy import func, select

from app.accounts.models import User
from app.guides import changes, queries, rules
from app.guides.laws import law_index
from app.guides.queries import GuideVersion
from app.guides.terms import Guide, GuideAction
from app.infra import audit, packs
from app.infra.db import add, this_region
from app.infra.packs import PolicyVersion
from app.infra.scope import Session


def publish(guide: Guide, *, base_id: int, by: User, now: datetime) -> GuideVersion:
    """Make ``guide`` the newest version of its kind in this region. Its number follows the one it was made from.

    Raises ``rules.BaseChanged`` if another version was published since, ``rules.NothingChanged``, ``rules.DraftRefused``.
    """
    Session().execute(select(func.pg_advisory_xact_lock(7_010, this_region())))
    base = queries.current(guide.kind)
    if base is None or base.id != base_id:
        raise rules.BaseChanged
    rules.check_whole(guide, law_index(guide.year))
    found = changes.between(base.guide, guide)
    if not found and _frame(base.guide) == _frame(guide):
        raise rules.NothingChanged
    content = guide.model_dump(mode="json") | {"version": base.guide.version + 1}
    row = add(
        PolicyVersion(
            family=queries.FAMILY, name=queries.regional_name(guide.kind), year=guide.year,
            version=base.guide.version + 1, content=content, sha256=packs.fingerprint(content), loaded_at=now,
        )
    )  # fmt: skip
    made = GuideVersion(row.id, queries.of_version(row.id))
    audit.record(
        GuideAction.PUBLISHED, made, by=by, now=now, after_version=base.id, sha256=row.sha256,
        added=[item.code for item in found.added], removed=[item.code for item in found.removed],
        changed={one.code: list(one.parts) for one in found.changed},
    )  # fmt: skip
    return made


def _frame(guide: Guide) -> object:
    return guide.name, guide.dimensions, guide.scopes
