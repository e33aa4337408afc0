"""A member tied to a seller does not come near its score either, though the score lies in a slice below."""

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import bars
from app.panels import queries


@bars.kept_from
def sellers_tied_to(user: User) -> frozenset[int]:
    return queries.conflicts_of(user.id) if user.role is Role.PANELIST else frozenset()
