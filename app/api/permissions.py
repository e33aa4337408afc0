"""Who may make tokens, and what tokens may do. Facts on people are asked of a user, the others of a token."""

from collections.abc import Mapping

from app.accounts.facts import is_park
from app.accounts.models import User
from app.accounts.terms import Role
from app.api.models import ApiToken
from app.api.terms import ApiPermission, TokenScope
from app.infra.access import AccessRows
from app.kernel.kinds import Permission


def is_its_park(user: User, token: ApiToken) -> bool:
    return user.role is Role.PARK and user.organisation_id == token.park_id


def token_writes_labels(token: ApiToken, _: object) -> bool:
    return token.holds(TokenScope.LABELS_WRITE)


def token_reads_labels(token: ApiToken, _: object) -> bool:
    return token.holds(TokenScope.LABELS_READ)


def token_reads_merchants(token: ApiToken, _: object) -> bool:
    return token.holds(TokenScope.MERCHANTS_READ)


ACCESS: AccessRows = {  # any one row, all of its facts
    ApiPermission.TOKENS: ((is_park,),),
    ApiPermission.REVOKE: ((is_its_park,),),
    ApiPermission.ORDER: ((token_writes_labels,),),  # for which shop, the park's own list says
    ApiPermission.VOID: ((token_writes_labels,),),
    ApiPermission.READ: ((token_reads_labels,),),
    ApiPermission.FETCH: ((token_reads_labels,),),
    ApiPermission.MERCHANTS: ((token_reads_merchants,),),
}
SCOPE_OF: Mapping[Permission, TokenScope] = {  # the scope to name when a token may not
    ApiPermission.ORDER: TokenScope.LABELS_WRITE,
    ApiPermission.VOID: TokenScope.LABELS_WRITE,
    ApiPermission.READ: TokenScope.LABELS_READ,
    ApiPermission.FETCH: TokenScope.LABELS_READ,
    ApiPermission.MERCHANTS: TokenScope.MERCHANTS_READ,
}
