"""Officers see the region's figures, a park its sellers', a seller its own."""

from app.accounts.facts import has_a_shop, is_park, is_regulator
from app.accounts.models import User
from app.infra.access import AccessRows
from app.statistics.models import Export
from app.statistics.terms import StatisticsPermission


def asked_for_it(user: User, export: Export) -> bool:
    return export.asked_by_id == user.id


ACCESS: AccessRows = {
    StatisticsPermission.SEE: ((is_regulator,), (has_a_shop,), (is_park,)),
    StatisticsPermission.EXPORT: ((is_regulator,), (has_a_shop,), (is_park,)),
    StatisticsPermission.FETCH: ((asked_for_it,),),
}
