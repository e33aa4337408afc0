"""Who may change the region."""

from typing import Any

from app.infra.access import AccessRows
from app.kernel.kinds import Permission


class RegionPermission(Permission):
    MOVE_CLOCK = "regions:move_clock"
    ENTER_CALENDAR = "regions:enter_calendar"
    SET_POLICY = "regions:set_policy"


def is_admin(user: Any, _: object) -> bool:
    """By role; the accounts slice lies above this one, so the type is not named here."""
    return str(user.role) == "admin"


ACCESS: AccessRows = {
    RegionPermission.MOVE_CLOCK: ((is_admin,),),
    RegionPermission.ENTER_CALENDAR: ((is_admin,),),
    RegionPermission.SET_POLICY: ((is_admin,),),
}
