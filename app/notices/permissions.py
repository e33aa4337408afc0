"""An inbox is its owner's alone; what left the house, the regulator sees."""

from app.accounts.models import User
from app.infra.access import AccessRows
from app.notices.models import Notice
from app.notices.terms import NoticePermission


def is_signed_in(user: User, _: object) -> bool:
    return user.is_authenticated


def is_told(user: User, notice: Notice) -> bool:
    return user.id == notice.user_id


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


ACCESS: AccessRows = {
    NoticePermission.READ_OWN: ((is_signed_in,),),
    NoticePermission.OPEN: ((is_told,),),
    NoticePermission.CHOOSE: ((is_signed_in,),),
    NoticePermission.SEE_DELIVERIES: ((is_regulator,),),
    NoticePermission.SEND_AGAIN: ((is_regulator,),),
}
