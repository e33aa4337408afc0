"""Publishing a new version of a guide. What is in use never changes."""

from datetime import datetime

from sqlalchemy import func, select

from app.guides import amending, changes, queries, rules
from app.guides import packs as files
from app.guides.laws import laws_on
from app.guides.queries import GuideVersion
from app.guides.terms import Guide, GuideAction
from app.infra import audit, packs
from app.infra.audit import Actor
from app.infra.db import add, this_region
from app.infra.packs import PolicyVersion
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.merchants.terms import MerchantKind


def publish(
    guide: Guide, *, base_id: int, by: Actor, now: datetime, action: GuideAction = GuideAction.PUBLISHED
) -> GuideVersion:
    """Make ``guide`` the newest version of its kind in this region. Its number follows the one it was made from.

    Raises ``rules.BaseChanged`` if another version was published since, ``rules.NothingChanged``, ``rules.DraftRefused``.
    """
    Session().execute(select(func.pg_advisory_xact_lock(7_010, this_region())))
    base = queries.current(guide.kind)
    if base is None or base.id != base_id:
        raise rules.BaseChanged
    rules.check_whole(guide, laws_on(guide.year, guide.as_of))
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
        action, made, by=by, now=now, after_version=base.id, sha256=row.sha256,
        added=[item.code for item in found.added], removed=[item.code for item in found.removed],
        changed={one.code: list(one.parts) for one in found.changed},
    )  # fmt: skip
    return made


def take_up_amendments(*, by: Actor, now: datetime) -> int:
    """What has come into force since goes into this region's guides, each change once; how many versions were made."""
    made = 0
    for kind in MerchantKind:
        base = queries.current(kind)
        for amendment in (
            amending.due(files.amendments(base.guide.year), base.guide, local_day(now)) if base else ()
        ):
            base = queries.current(kind)
            if base is not None:
                guide = amending.amended(base.guide, amendment)
                publish(guide, base_id=base.id, by=by, now=now, action=GuideAction.AMENDED)
                made += 1
    return made


def _frame(guide: Guide) -> object:
    return guide.name, guide.dimensions, guide.scopes, guide.amended
