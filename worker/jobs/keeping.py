"""What the register of personal information says about things that no other chore looks after; and the audit chain's walk.

One chore a class; how long stands in the register (``app/packs/retention``) and nowhere else.
"""

import logging
from datetime import datetime

from app.accounts import queries as accounts
from app.accounts.terms import Role
from app.entry import forgetting
from app.infra import audit, clock, retention
from app.infra.i18n import _l
from app.infra.retention import Kept
from app.labels import waybills
from app.notices import service as notices
from app.panels import interests
from app.publicity import keeping
from app.statistics import service as statistics

log = logging.getLogger(__name__)


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


def walk_audit_chain(now: datetime) -> None:
    """Once a day by the machine's clock. A row that does not fit is the administrators' business at once."""
    walked = audit.walk(now=clock.real_now())
    if walked is not None and walked.broken_seq is not None:
        log.error("the audit chain is broken at row %d", walked.broken_seq)
        notices.tell_all(
            accounts.of_role(Role.ADMIN), _l("审计记录第 %(seq)d 行对不上，可能被改过", seq=walked.broken_seq),
            _l("请马上保全服务器和备份，用 flask audit verify 核对，并联系运维人员。"), "/system",
            key=f"audit broken {walked.id}", urgent=True, now=now,
        )  # fmt: skip
