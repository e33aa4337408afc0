"""Who may answer a self-check, and who may read what came of it."""

from app.accounts.facts import has_a_shop, is_park, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.merchants.models import Merchant
from app.selfchecks.models import Remediation, SelfCheck
from app.selfchecks.terms import RemediationPermission, SelfCheckPermission


def is_of_the_shop(user: User, thing: SelfCheck | Remediation) -> bool:
    return user.merchant_id is not None and user.merchant_id == thing.merchant_id


def is_handed_in(_: User, selfcheck: SelfCheck) -> bool:
    """A draft is the shop's own affair."""
    return not selfcheck.is_draft


def is_its_park(user: User, thing: SelfCheck | Remediation) -> bool:
    return _runs_the_park_of(user, thing.merchant)


def is_this_shop(user: User, merchant: Merchant) -> bool:
    return user.merchant_id is not None and user.merchant_id == merchant.id


def is_this_shops_park(user: User, merchant: Merchant) -> bool:
    return _runs_the_park_of(user, merchant)


def _runs_the_park_of(user: User, merchant: Merchant) -> bool:
    return (
        user.role is Role.PARK
        and user.organisation_id is not None
        and user.organisation_id == merchant.park_id
    )


ACCESS: AccessRows = {  # any one row, all of its facts
    SelfCheckPermission.START: ((has_a_shop,),),
    SelfCheckPermission.ANSWER: ((is_of_the_shop,),),
    SelfCheckPermission.READ: ((is_of_the_shop,), (is_regulator, is_handed_in), (is_its_park, is_handed_in)),
    SelfCheckPermission.LIST: ((is_regulator,), (is_park,)),
    SelfCheckPermission.OF_SHOP: ((is_regulator,), (is_this_shop,), (is_this_shops_park,)),
    RemediationPermission.READ: ((is_of_the_shop,), (is_regulator,), (is_its_park,)),
    RemediationPermission.CLOSE: ((is_of_the_shop,),),
    RemediationPermission.COMMENT: ((is_of_the_shop,), (is_regulator,), (is_its_park,)),
}
