"""A shop uses its rights; somebody who had no hand in the score decides."""

from app.accounts.facts import has_a_shop, is_regulator
from app.accounts.models import User
from app.infra.access import AccessRows
from app.rights import queries
from app.rights.models import Claim
from app.rights.terms import RightsPermission


def is_the_shop(user: User, claim: Claim) -> bool:
    return user.merchant_id is not None and user.merchant_id == claim.merchant_id


def had_no_hand_in_it(user: User, claim: Claim) -> bool:
    """Neither wrote a form, nor voted, nor decided what is appealed against."""
    return not queries.has_hand_in(user.id, claim)


ACCESS: AccessRows = {  # any one row, all of its facts
    RightsPermission.USE: ((has_a_shop,),),
    RightsPermission.QUEUE: ((is_regulator,),),
    RightsPermission.READ: ((is_regulator,), (is_the_shop,)),
    RightsPermission.WITHDRAW: ((is_the_shop,),),
    RightsPermission.HIDE: ((is_regulator,),),
    RightsPermission.DECIDE: ((is_regulator, had_no_hand_in_it),),
}
