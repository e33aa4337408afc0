"""Officers see the region's figures, a park its sellers', a seller its own."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.access import AccessRows
from app.statistics.models import Export
from app.statistics.terms import StatisticsPermission


def is_regulator(user: User, _: object) -> bool:
    return user.is_regulator


def has_a_shop(user: User, _: object) -> bool:
    return user.role is Role.MERCHANT and user.merchant_id is not None


def is_park(user: User, _: object) -> bool:
    return user.role is Role.PARK and user.organisation_id is not None


def asked_for_it(user: User, export: Export) -> bool:
    return export.asked_by_id == user.id


ACCESS: AccessRows = {
    StatisticsPermission.SEE: ((is_regulator,), (has_a_shop,), (is_park,)),
    StatisticsPermission.EXPORT: ((is_regulator,), (has_a_shop,), (is_park,)),
    StatisticsPermission.FETCH: ((asked_for_it,),),
}
