"""Who may order labels, take them away and void them."""

from app.accounts.facts import is_admin, is_merchant, is_park, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.labels.models import LabelBatch, LabelPrinter
from app.labels.terms import LabelPermission


def is_of_the_shop(user: User, batch: LabelBatch) -> bool:
    return user.merchant_id is not None and user.merchant_id == batch.merchant_id


def is_its_park(user: User, batch: LabelBatch) -> bool:
    """The park in which the shop was when the labels were ordered."""
    return (
        user.role is Role.PARK and user.organisation_id is not None and user.organisation_id == batch.park_id
    )


def is_theirs(user: User, printer: LabelPrinter) -> bool:
    """The printer's shop or park."""
    if user.role is Role.PARK:
        return user.organisation_id is not None and user.organisation_id == printer.park_id
    return user.merchant_id is not None and user.merchant_id == printer.merchant_id


ACCESS: AccessRows = {  # any one row, all of its facts
    LabelPermission.LIST: ((is_merchant,), (is_park,), (is_regulator,)),
    LabelPermission.ORDER: ((is_merchant,), (is_park,)),  # for which shop, the page's own list says
    LabelPermission.READ: ((is_of_the_shop,), (is_its_park,), (is_regulator,)),
    LabelPermission.FETCH: ((is_of_the_shop,), (is_its_park,)),
    LabelPermission.PRINTERS: ((is_theirs,),),
    LabelPermission.SETTINGS: ((is_admin,),),
    LabelPermission.FIND: ((is_merchant,), (is_park,), (is_regulator,)),  # of which batch, READ says
    LabelPermission.VOID: ((is_of_the_shop,), (is_its_park,), (is_regulator,)),
}
