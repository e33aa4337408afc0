"""Who sits at the table. The consumer does with number and secret code instead."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints.models import Complaint
from app.infra.access import AccessRows
from app.mediation.terms import MediationPermission


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


def has_a_shop(user: User, _: object) -> bool:
    return user.role is Role.MERCHANT and user.merchant_id is not None


def is_park(user: User, _: object) -> bool:
    return user.role is Role.PARK and user.organisation_id is not None


def is_the_merchant(user: User, complaint: Complaint) -> bool:
    return user.merchant_id is not None and user.merchant_id == complaint.merchant_id


def is_its_park(user: User, complaint: Complaint) -> bool:
    return (
        user.role is Role.PARK
        and user.organisation_id is not None
        and user.organisation_id == complaint.merchant.park_id
    )


ACCESS: AccessRows = {  # any one row, all of its facts
    MediationPermission.LIST: ((is_regulator,), (has_a_shop,), (is_park,)),
    MediationPermission.SEE: ((is_regulator,), (is_the_merchant,), (is_its_park,)),
    MediationPermission.OPEN: ((is_regulator,),),
    MediationPermission.HOST: ((is_regulator,),),
    MediationPermission.TALK: ((is_regulator,), (is_the_merchant,), (is_its_park,)),
    MediationPermission.DECIDE: ((is_the_merchant,),),
}
