"""A granted repair is revoked, because the seller hid or forged something.

Source: 市场监督管理信用修复管理办法 art. 23: everything is as it was before the repair, the time of publication begins anew and is
not shortened, the decision is public for three years, and so long the seller asks for no repair.
"""

from dataclasses import dataclass
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.honours import queries, rules, stages
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import EditionState, Fall, HonourAction
from app.infra import audit
from app.infra.i18n import _l
from app.kernel.clock import local_day
from app.notices import service as messages
from app.publicity import queries as notices


@dataclass(frozen=True, slots=True)
class Deceit:
    """What was hidden or forged, what shows it, and who approved that the repair is revoked."""

    grounds: str
    shown: str
    approved_by: str


def revoke(request: RepairRequest, deceit: Deceit, *, by: User, now: datetime) -> None:
    """Take the repair back; the entry stands again, from today for the whole time of the law.

    By somebody else than who granted it (``permissions.did_not_grant``). Raises ``stages.RepairRevoked``,
    ``stages.RepairNotGranted``.
    """
    notices.hold_the_floor()
    queries.hold_request(request)
    stages.check_revoke(request.stage)
    day = local_day(now)
    request.revoked_at, request.revoked_by, request.revoked_for = now, by.name, deceit.grounds
    request.revoked_shown, request.revoked_approved_by = deceit.shown, deceit.approved_by
    request.again_on = rules.after_deceit(day)
    audit.record(
        HonourAction.REPAIR_REVOKED, request, by=by, now=now, grounds=deceit.grounds, shown=deceit.shown,
        approved_by=deceit.approved_by, again_on=request.again_on,
    )  # fmt: skip
    _as_before(request, by=by, now=now)
    messages.tell_all(
        accounts.of_merchant(request.merchant_id), _l("准予信用修复的决定被撤销"), deceit.grounds, "/honours/mine",
        key=f"repair-revoked-{request.code}", now=now,
    )  # fmt: skip


def _as_before(request: RepairRequest, *, by: User, now: datetime) -> None:
    """What fell by this repair stands again; what had fallen before it for another reason stays where it is.

    An edition that was withdrawn meanwhile is not brought back: then it is for that reason that the entry does not stand.
    """
    entry = request.entry
    queries.hold_entry(entry)
    if entry.fall is not Fall.REPAIRED or entry.fell_at != request.decided_at:
        return
    entry.restarted_on = local_day(now)
    entry.until = stages.restarted_until(entry.listed, local_day(now))
    edition = queries.held(entry.edition)
    if edition.state is EditionState.WITHDRAWN:
        entry.fall, entry.fall_note = Fall.WITHDRAWN, edition.withdrawn_for
        return
    _stands_again(entry, by=by, now=now)


def _stands_again(entry: HonourEntry, *, by: User, now: datetime) -> None:
    entry.fell_at = entry.fall = entry.fall_note = None
    audit.record(HonourAction.STANDS_AGAIN, entry, by=by, now=now, until=entry.until)
