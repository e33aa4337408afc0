"""Who looks into labels that were scanned in too many places; who chooses what a shop shows of itself. Else all is public."""

from app.accounts.facts import has_a_shop, is_regulator
from app.infra.access import AccessRows
from app.public.terms import FlagPermission, ShowingPermission

ACCESS: AccessRows = {  # any one row, all of its facts
    ShowingPermission.CHOOSE: ((has_a_shop,),),
    FlagPermission.LIST: ((is_regulator,),),
    FlagPermission.LOOK_INTO: ((is_regulator,),),
}
