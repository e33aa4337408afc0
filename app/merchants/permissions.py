"""Who may see and change a seller's entry."""

from app.accounts.facts import is_merchant, is_park, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.merchants.models import Merchant
from app.merchants.terms import MerchantPermission


def is_of_the_shop(user: User, merchant: Merchant) -> bool:
    return user.merchant_id is not None and user.merchant_id == merchant.id


def is_its_park(user: User, merchant: Merchant) -> bool:
    return (
        user.role is Role.PARK
        and user.organisation_id is not None
        and user.organisation_id == merchant.park_id
    )


ACCESS: AccessRows = {  # any one row, all of its facts
    MerchantPermission.REGISTER: ((is_merchant,),),
    MerchantPermission.LIST: ((is_regulator,), (is_park,)),
    MerchantPermission.READ: ((is_regulator,), (is_of_the_shop,), (is_its_park,)),
    MerchantPermission.CHANGE: ((is_of_the_shop,), (is_regulator,)),
}
