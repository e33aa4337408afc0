"""Anyone who is signed in has a desk; staff may look at the design."""

from app.accounts.facts import is_admin, is_signed_in
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.kernel.kinds import Permission


class DeskPermission(Permission):
    OPEN = "desk:open"
    SEE_DESIGN = "desk:see_design"
    SEE_SYSTEM = "system:see"
    TRY_AGAIN = "system:try_again"


def is_staff(user: User, _: object) -> bool:
    return user.role is not Role.MERCHANT


ACCESS: AccessRows = {
    DeskPermission.OPEN: ((is_signed_in,),),
    DeskPermission.SEE_DESIGN: ((is_staff,),),
    DeskPermission.SEE_SYSTEM: ((is_admin,),),
    DeskPermission.TRY_AGAIN: ((is_admin,),),
}
