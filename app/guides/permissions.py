"""The guide is for everyone who signs in: who is asked, who asks, who helps."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.guides.terms import GuidePermission
from app.infra.access import AccessRows


def is_signed_in(user: User, _: object) -> bool:
    return user.is_authenticated


def is_admin(user: User, _: object) -> bool:
    return user.role is Role.ADMIN


ACCESS: AccessRows = {
    GuidePermission.READ: ((is_signed_in,),),
    GuidePermission.PUBLISH: ((is_admin,),),
}
