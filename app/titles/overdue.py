"""Each morning: what the year's second half waits for too long. Each is told once."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.clocks import queries as clocks
from app.honours.models import RepairRequest
from app.infra.i18n import _l
from app.infra.scope import Session
from app.notices import service as notices
from app.panels import queries as panels
from app.panels.models import PanelSitting
from app.publicity.models import Objection
from app.rights.models import Claim
from app.titles.models import TitleCase

Told = tuple[int, str, str, Sequence[User]]


def tell_overdue(now: datetime) -> None:
    """Chore: asks "late and not yet told", so that a missed night swallows nothing."""
    regulators = accounts.of_role(Role.ADMIN, Role.OFFICER)
    for kind, words, found in (
        ("objection", _l("公示异议超过期限还没有答复"), _objections),
        ("claim", _l("商家对评定的申请超过期限还没有答复"), _claims),
        ("repair_request", _l("信用修复申请超过期限还没有受理或答复"), _repairs),
        ("title_case", _l("陈述申辩期满，可以决定是否撤销称号"), _cases),
        ("panel_sitting", _l("评议会投票期满，可以计票"), _sittings),
    ):
        late = clocks.late_and_untold(kind, now)
        if not late:
            continue
        told = {one[0]: one for one in found({one.subject_id for one in late}, regulators)}
        for one in late:
            if one.subject_id in told:  # of one thing several times may run out, one after another
                _, code, url, people = told[one.subject_id]
                notices.tell_all(people, words, code, url, key=f"over-{kind}-{one.id}", now=now)
            one.told_at = now


def _objections(ids: Collection[int], regulators: Sequence[User]) -> Sequence[Told]:
    wanted = select(Objection).options(joinedload(Objection.notice)).where(Objection.id.in_(ids))
    return [
        (one.id, f"{one.code} {one.about}".strip(), f"/publicity/{one.notice.code}", regulators)
        for one in Session().scalars(wanted)
    ]


def _claims(ids: Collection[int], regulators: Sequence[User]) -> Sequence[Told]:
    found = Session().scalars(select(Claim).options(joinedload(Claim.merchant)).where(Claim.id.in_(ids)))
    return [(one.id, one.merchant.name, f"/claims/{one.code}", regulators) for one in found]


def _repairs(ids: Collection[int], regulators: Sequence[User]) -> Sequence[Told]:
    found = Session().scalars(
        select(RepairRequest).options(joinedload(RepairRequest.entry)).where(RepairRequest.id.in_(ids))
    )
    return [(one.id, one.entry.name, f"/honours/repairs/{one.code}", regulators) for one in found]


def _cases(ids: Collection[int], regulators: Sequence[User]) -> Sequence[Told]:
    found = Session().scalars(
        select(TitleCase).options(joinedload(TitleCase.title)).where(TitleCase.id.in_(ids))
    )
    return [
        (
            one.id,
            one.title.name,
            f"/titles/cases/{one.code}",
            [who for who in regulators if who.id != one.opener_id],
        )
        for one in found
    ]


def _sittings(ids: Collection[int], _: Sequence[User]) -> Sequence[Told]:
    found = Session().scalars(select(PanelSitting).where(PanelSitting.id.in_(ids))).all()
    return [(one.id, one.code, f"/panel/sittings/{one.code}", panels.members(one.panel_id)) for one in found]
