"""Where a request for repair stands, what may happen to it there, and what follows from deceit. Pure.

Source: 市场监督管理信用修复管理办法 art. 14 (taking in within two working days, what lacks is told once), art. 16 (time to
decide), art. 23 (a granted repair is revoked, the time of publication begins anew).
"""

from dataclasses import replace
from datetime import date

from app.honours import rules
from app.honours.terms import Listed, RepairStage, RepairState
from app.kernel.errors import DomainError
from app.kernel.workdays import ONE_DAY

TAKE_IN_WORKDAYS = 2
WAITING_FOR_US = frozenset({RepairStage.ASKED, RepairStage.COMPLETED})
BEFORE_TAKING_IN = WAITING_FOR_US | {RepairStage.LACKING}
UNDECIDED = BEFORE_TAKING_IN | {RepairStage.TAKEN_IN}


class RepairNotTakenIn(DomainError):
    """Nothing is decided or extended before the request was taken in."""

    code = "honours.repair_not_taken_in"


class RepairTakenIn(DomainError):
    """It was taken in already."""

    code = "honours.repair_taken_in"


class LackTold(DomainError):
    """What lacks is told once."""

    code = "honours.lack_told"


class NothingLacks(DomainError):
    """The seller was not asked for anything, or has sent it."""

    code = "honours.nothing_lacks"


class RepairNotGranted(DomainError):
    """Only what was granted is revoked."""

    code = "honours.repair_not_granted"


class RepairRevoked(DomainError):
    """It was revoked before."""

    code = "honours.repair_revoked"


class NotShortened(DomainError):
    """The time of publication began anew after deceit: the entry stands through ``until``."""

    code = "honours.not_shortened"


def stage(
    state: RepairState, *, taken_in: bool, lacking: bool, completed: bool, declined: bool, revoked: bool
) -> RepairStage:
    """Where a request stands, by what has happened to it."""
    if state is RepairState.GRANTED:
        return RepairStage.REVOKED if revoked else RepairStage.GRANTED
    if state is RepairState.REFUSED:
        return RepairStage.DECLINED if declined else RepairStage.REFUSED
    if taken_in:
        return RepairStage.TAKEN_IN
    if completed:
        return RepairStage.COMPLETED
    return RepairStage.LACKING if lacking else RepairStage.ASKED


def check_not_taken_in(now: RepairStage) -> None:
    """Taking in, telling what lacks, declining come first. Raises ``rules.RepairDecided``, ``RepairTakenIn``."""
    if now not in UNDECIDED:
        raise rules.RepairDecided
    if now is RepairStage.TAKEN_IN:
        raise RepairTakenIn


def check_lack(now: RepairStage) -> None:
    """What lacks is told once, all of it. Raises what ``check_not_taken_in`` raises, and ``LackTold``."""
    check_not_taken_in(now)
    if now is not RepairStage.ASKED:
        raise LackTold


def check_complete(now: RepairStage) -> None:
    """Raises what ``check_not_taken_in`` raises, and ``NothingLacks``."""
    check_not_taken_in(now)
    if now is not RepairStage.LACKING:
        raise NothingLacks


def check_may_decide(now: RepairStage) -> None:
    """Raises ``rules.RepairDecided``, ``RepairNotTakenIn``."""
    if now not in UNDECIDED:
        raise rules.RepairDecided
    if now is not RepairStage.TAKEN_IN:
        raise RepairNotTakenIn


def check_revoke(now: RepairStage) -> None:
    """Raises ``RepairRevoked``, ``RepairNotGranted``."""
    if now is RepairStage.REVOKED:
        raise RepairRevoked
    if now is not RepairStage.GRANTED:
        raise RepairNotGranted


def restarted_until(listed: Listed, revoked_on: date) -> date:
    """The last day of the time of publication that begins anew on the day of the revocation: the whole time of the law."""
    return rules.latest_end(replace(listed, published_on=revoked_on))


def check_take_down(restarted_on: date | None, until: date, *, annulled: bool) -> None:
    """Time that began anew ends early only with the penalty itself. Raises ``NotShortened``."""
    if restarted_on is not None and not annulled:
        raise NotShortened(until=until)


def public_until(again_on: date) -> date:
    """The last day on which a decision about deceit is public: three years, whole; the next day one may ask again."""
    return again_on - ONE_DAY
