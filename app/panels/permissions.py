"""Who sits, who follows, who draws. A member never comes near a seller it is tied to: that is asked in the loaders too."""

from app.accounts.facts import is_admin, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.panels.models import PanelSitting
from app.panels.terms import PanelPermission


def is_of_a_panel(user: User, _: object) -> bool:
    return user.role is Role.PANELIST and user.organisation_id is not None


def is_of_this_panel(user: User, sitting: PanelSitting) -> bool:
    return user.role is Role.PANELIST and user.organisation_id == sitting.panel_id


ACCESS: AccessRows = {  # any one row, all of its facts
    PanelPermission.WORK: ((is_of_a_panel,),),
    PanelPermission.VOTE: ((is_of_a_panel,),),
    PanelPermission.SIT: ((is_admin,), (is_of_this_panel,)),
    PanelPermission.READ: ((is_regulator,), (is_of_this_panel,)),
    PanelPermission.FOLLOW: ((is_regulator,),),
    PanelPermission.DRAW: ((is_admin,),),
}
