"""An inbox is its owner's alone; what left the house, the regulator sees."""

from app.accounts.facts import is_regulator, is_signed_in
from app.accounts.models import User
from app.infra.access import AccessRows
from app.notices.models import Notice
from app.notices.terms import NoticePermission


def is_told(user: User, notice: Notice) -> bool:
    return user.id == notice.user_id


ACCESS: AccessRows = {
    NoticePermission.READ_OWN: ((is_signed_in,),),
    NoticePermission.OPEN: ((is_told,),),
    NoticePermission.CHOOSE: ((is_signed_in,),),
    NoticePermission.SEE_DELIVERIES: ((is_regulator,),),
    NoticePermission.SEND_AGAIN: ((is_regulator,),),
}
