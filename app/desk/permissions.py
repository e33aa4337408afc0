"""Anyone who is signed in has a desk."""

from app.infra.access import AccessRows
from app.kernel.kinds import Permission


class DeskPermission(Permission):
    OPEN = "desk:open"


def is_signed_in(user: object, _: object) -> bool:
    return user is not None


ACCESS: AccessRows = {DeskPermission.OPEN: ((is_signed_in,),)}
