"""Who looks into labels that were scanned in too many places. All other pages of this slice are public."""

from app.accounts.models import User
from app.infra.access import AccessRows
from app.public.terms import FlagPermission


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


ACCESS: AccessRows = {  # any one row, all of its facts
    FlagPermission.LIST: ((is_regulator,),),
    FlagPermission.LOOK_INTO: ((is_regulator,),),
}
