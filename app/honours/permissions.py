"""Who works on the lists. Reading them needs no permission: they are public."""

from app.accounts.facts import has_a_shop, is_admin, is_regulator
from app.accounts.models import User
from app.honours.models import HonourEntry, RepairRequest
from app.honours.terms import HonourPermission
from app.infra.access import AccessRows, apart
from app.infra.i18n import _l
from app.publicity.models import PublicNotice


@apart(_l("这份名单是您提议的，要由另一位管理员来定。"))
def did_not_propose(user: User, notice: PublicNotice) -> bool:
    return user.id != notice.proposer_id


def is_the_shop(user: User, entry: HonourEntry) -> bool:
    return user.merchant_id is not None and user.merchant_id == entry.merchant_id


def is_the_asking_shop(user: User, request: RepairRequest) -> bool:
    return user.merchant_id is not None and user.merchant_id == request.merchant_id


@apart(_l("准予修复的决定是您作出的，撤销要由另一位执法人员办理。"))
def did_not_grant(user: User, request: RepairRequest) -> bool:
    """Whoever granted a repair does not revoke it. Before deciders were kept by id, the name has to do."""
    if request.decider_id is None:
        return user.name != request.decided_by
    return user.id != request.decider_id


ACCESS: AccessRows = {  # any one row, all of its facts
    HonourPermission.LIST: ((is_regulator,),),
    HonourPermission.PROPOSE: ((is_regulator,),),
    HonourPermission.DECIDE: ((is_admin, did_not_propose),),
    HonourPermission.REPAIR: ((is_regulator,),),
    HonourPermission.WITHDRAW: ((is_admin,),),
    HonourPermission.READ_OWN: ((has_a_shop,),),
    HonourPermission.ASK_REPAIR: ((is_the_shop,),),
    HonourPermission.COMPLETE_REPAIR: ((is_the_asking_shop,),),
    HonourPermission.DECIDE_REPAIR: ((is_regulator,),),
    HonourPermission.REVOKE_REPAIR: ((is_regulator, did_not_grant),),
}
