"""Who sits at the table. The consumer does with number and secret code instead."""

from app.accounts.facts import has_a_shop, is_park, is_regulator
from app.complaints.permissions import is_its_park, is_the_merchant, reaches
from app.infra.access import AccessRows
from app.mediation.terms import MediationPermission

ACCESS: AccessRows = {  # any one row, all of its facts
    MediationPermission.LIST: ((is_regulator,), (has_a_shop,), (is_park,)),
    MediationPermission.SEE: ((reaches,), (is_the_merchant,), (is_its_park,)),
    MediationPermission.OPEN: ((reaches,),),
    MediationPermission.HOST: ((reaches,),),
    MediationPermission.TALK: ((reaches,), (is_the_merchant,), (is_its_park,)),
    MediationPermission.DECIDE: ((is_the_merchant,),),
}
