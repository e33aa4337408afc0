"""Who looks into labels that were scanned in too many places; who chooses what a shop shows of itself. Else all is public."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.public.terms import FlagPermission, ShowingPermission


def is_of_a_shop(user: User, _: object) -> bool:
    return user.role is Role.MERCHANT and user.merchant_id is not None


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


ACCESS: AccessRows = {  # any one row, all of its facts
    ShowingPermission.CHOOSE: ((is_of_a_shop,),),
    FlagPermission.LIST: ((is_regulator,),),
    FlagPermission.LOOK_INTO: ((is_regulator,),),
}
