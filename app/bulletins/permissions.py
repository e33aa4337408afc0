"""Who writes bulletins. Reading them needs no permission: they are public."""

from app.accounts.models import User
from app.bulletins.terms import BulletinPermission
from app.infra.access import AccessRows


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


ACCESS: AccessRows = {  # any one row, all of its facts
    BulletinPermission.LIST: ((is_regulator,),),
    BulletinPermission.WRITE: ((is_regulator,),),
}
