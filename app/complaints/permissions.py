"""Who may see a complaint and do something about it. The consumer acts with number and secret code instead."""

from app.accounts.facts import has_a_shop, is_admin, is_park, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.complaints.models import Complaint
from app.complaints.terms import ComplaintPermission
from app.infra.access import AccessRows
from app.regions import queries as regions
from app.regions.terms import OrganisationKind


def station_of(user: User) -> int | None:
    """The station whose cases an officer sees; None: the whole region's (the bureau, the administrator)."""
    if user.role is not Role.OFFICER or user.organisation_id is None:
        return None
    office = regions.organisation(user.organisation_id)
    return office.id if office is not None and office.kind is OrganisationKind.STATION else None


def reaches(user: User, complaint: Complaint) -> bool:
    """The regulator; an officer of a station only for its own cases, or for one that was given to them."""
    if not user.is_regulator:
        return False
    return station_of(user) in (None, complaint.station_id) or complaint.handler_id == user.id


def is_the_merchant(user: User, complaint: Complaint) -> bool:
    return user.merchant_id is not None and user.merchant_id == complaint.merchant_id


def is_its_park(user: User, complaint: Complaint) -> bool:
    return (
        user.role is Role.PARK
        and user.organisation_id is not None
        and user.organisation_id == complaint.merchant.park_id
    )


ACCESS: AccessRows = {  # any one row, all of its facts
    ComplaintPermission.LIST: ((is_regulator,), (has_a_shop,), (is_park,)),
    ComplaintPermission.READ: ((reaches,), (is_the_merchant,), (is_its_park,)),
    ComplaintPermission.WRITE: ((reaches,), (is_the_merchant,), (is_its_park,)),
    ComplaintPermission.ANSWER: ((is_the_merchant,),),
    ComplaintPermission.HANDLE: ((reaches,),),
    ComplaintPermission.TAKE_DOWN: ((is_regulator,),),
    ComplaintPermission.NOTE: ((reaches,),),
    ComplaintPermission.UNMASK: ((reaches,),),
    ComplaintPermission.COORDINATE: ((is_its_park,),),
    ComplaintPermission.APPEAL: ((is_the_merchant,),),
    ComplaintPermission.DECIDE_APPEAL: ((reaches,),),
    ComplaintPermission.SET: ((is_admin,),),
    ComplaintPermission.WORD: ((is_regulator,),),
    ComplaintPermission.ASSIST: ((is_regulator,),),
}
