"""Who writes bulletins. Reading them needs no permission: they are public."""

from app.accounts.facts import is_regulator
from app.bulletins.terms import BulletinPermission
from app.infra.access import AccessRows

ACCESS: AccessRows = {  # any one row, all of its facts
    BulletinPermission.LIST: ((is_regulator,),),
    BulletinPermission.WRITE: ((is_regulator,),),
}
