"""What the register of personal information says about things that no other chore looks after.

One chore a class; how long stands in the register (``app/packs/retention``) and nowhere else.
"""

from datetime import datetime

from app.entry import forgetting
from app.infra import clock, retention
from app.infra.retention import Kept
from app.labels import waybills
from app.panels import interests
from app.publicity import keeping
from app.statistics import service as statistics


def forget_objectors(now: datetime) -> None:
    """Name and phone of who objected to a public notice."""
    keeping.forget_objectors(before=now - retention.kept_for(Kept.OBJECTOR), now=now)


def forget_accounts(now: datetime) -> None:
    """By the machine's clock, as all sign-ins: a demo clock that runs ahead erases nobody's account."""
    at = clock.real_now()
    forgetting.forget(before=at - retention.kept_for(Kept.ACCOUNT), now=at)


def forget_declared_ties(now: datetime) -> None:
    """What panel members wrote when they stepped aside."""
    interests.forget_notes(before=now - retention.kept_for(Kept.DECLARED_TIES))


def forget_waybills(now: datetime) -> None:
    """Waybill numbers of batches made long ago."""
    waybills.forget(before=now - retention.kept_for(Kept.WAYBILLS), now=now)


def forget_exports(now: datetime) -> None:
    """Lists of complaints that were asked for long ago."""
    statistics.forget_exports(before=now - retention.kept_for(Kept.EXPORTS))
