"""One's own account is one's own; colleagues are the administrator's."""

from app.accounts.facts import is_admin, is_signed_in
from app.entry.terms import EntryPermission
from app.infra.access import AccessRows

ACCESS: AccessRows = {
    EntryPermission.OWN_ACCOUNT: ((is_signed_in,),),
    EntryPermission.PEOPLE: ((is_admin,),),
    EntryPermission.CHANGE_PERSON: ((is_admin,),),
}
