"""Who proposes, who decides, who sees a certificate before it is public anyway."""

from app.accounts.facts import has_a_shop, is_admin, is_regulator
from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows, apart
from app.infra.i18n import _l
from app.publicity.models import PublicNotice
from app.titles.models import Title, TitleCase
from app.titles.terms import TitlePermission


def is_of_a_panel(user: User, _: object) -> bool:
    return user.role is Role.PANELIST and user.organisation_id is not None


def is_its_shop(user: User, title: Title) -> bool:
    return user.merchant_id is not None and user.merchant_id == title.merchant_id


@apart(_l("这项称号是您提议的，要由另一位管理员来定。"))
def did_not_propose(user: User, notice: PublicNotice) -> bool:
    return user.id != notice.proposer_id


def is_its_shops_case(user: User, case: TitleCase) -> bool:
    return user.merchant_id is not None and user.merchant_id == case.merchant_id


@apart(_l("这件事是您立案的，要由另一位同事来决定。"))
def did_not_open(user: User, case: TitleCase) -> bool:
    """Whoever opened a case does not decide it."""
    return user.id != case.opener_id


ACCESS: AccessRows = {  # any one row, all of its facts
    TitlePermission.LIST: ((is_regulator,),),
    TitlePermission.READ: ((is_regulator,),),
    TitlePermission.READ_OWN: ((has_a_shop,),),
    TitlePermission.CERTIFICATE: ((is_regulator,), (is_its_shop,)),
    TitlePermission.PROPOSE: ((is_of_a_panel,),),
    TitlePermission.DECIDE: ((is_admin, did_not_propose),),
    TitlePermission.REVOKE: ((is_regulator,),),
    TitlePermission.READ_CASE: ((is_regulator,), (is_its_shops_case,)),
    TitlePermission.SPEAK: ((is_its_shops_case,),),
    TitlePermission.DECIDE_CASE: ((is_regulator, did_not_open),),
}
