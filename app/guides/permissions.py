"""The guide is for everyone who signs in: who is asked, who asks, who helps."""

from app.accounts.facts import is_admin, is_signed_in
from app.guides.terms import GuidePermission
from app.infra.access import AccessRows

ACCESS: AccessRows = {
    GuidePermission.READ: ((is_signed_in,),),
    GuidePermission.PUBLISH: ((is_admin,),),
}
