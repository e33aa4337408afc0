"""Who may not see which seller's assessment, said by slices above this one: a member of a panel with an interest."""

from collections.abc import Callable

from app.accounts.models import User

Teller = Callable[[User], frozenset[int]]
_tellers: list[Teller] = []


def kept_from(teller: Teller) -> Teller:
    """For a slice that knows of reasons: the sellers that this person is kept from."""
    _tellers.append(teller)
    return teller


def hidden_from(user: User) -> frozenset[int]:
    """Ids of sellers whose assessment this person neither sees nor touches."""
    return frozenset[int]().union(*(teller(user) for teller in _tellers))
