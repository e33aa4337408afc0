"""Who may see a seller's papers and decide about them."""

from app.accounts.facts import is_admin, is_merchant, is_park, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.licences.models import Licence, Reading
from app.licences.terms import LicencePermission


def is_the_shops(user: User, licence: Licence | Reading) -> bool:
    return user.merchant_id is not None and user.merchant_id == licence.merchant_id


def is_of_its_park(user: User, licence: Licence) -> bool:
    return (
        user.role is Role.PARK
        and user.organisation_id is not None
        and user.organisation_id == licence.merchant.park_id
    )


ACCESS: AccessRows = {  # any one row, all of its facts
    LicencePermission.OWN: ((is_merchant,),),
    LicencePermission.READ: ((is_regulator,), (is_the_shops,), (is_of_its_park,)),
    LicencePermission.CONFIRM: ((is_the_shops,),),
    LicencePermission.DECIDE: ((is_regulator,),),
    LicencePermission.QUEUE: ((is_regulator,),),
    LicencePermission.PARK: ((is_park,),),
    LicencePermission.KINDS: ((is_admin,),),
}
