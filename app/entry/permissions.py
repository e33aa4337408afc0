"""One's own account is one's own; colleagues are the administrator's."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.entry.terms import EntryPermission
from app.infra.access import AccessRows


def is_signed_in(user: User, _: object) -> bool:
    return user.is_authenticated


def is_admin(user: User, _: object) -> bool:
    return user.role is Role.ADMIN


ACCESS: AccessRows = {
    EntryPermission.OWN_ACCOUNT: ((is_signed_in,),),
    EntryPermission.PEOPLE: ((is_admin,),),
    EntryPermission.CHANGE_PERSON: ((is_admin,),),
}
