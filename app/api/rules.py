"""What a token looks like, when one may be made, and when an order repeats another."""

import re
from dataclasses import dataclass

from app.api.terms import TokenScope
from app.kernel import codes
from app.kernel.errors import DomainError

CODE_LENGTH = 10
SECRET_LENGTH = 32  # five bits each: 160 bits
MOST_TOKENS = 20  # open at a time, for one park. Source: the house's own limit
MOST_LABELS = 1_000_000  # in one batch through the API; serials end at 2^20. Source: the house's own limit
_TOKEN = re.compile(
    rf"fx_([0-9]{{6}})_([{codes.ALPHABET}]{{{CODE_LENGTH}}})_([{codes.ALPHABET}]{{{SECRET_LENGTH}}})"
)


class TooManyTokens(DomainError):
    """Facts: most."""

    code = "api.too_many_tokens"


class NoScope(DomainError):
    """A token that may do nothing is of no use."""

    code = "api.no_scope"


class ShownAlready(DomainError):
    """The secret was shown when the token was made; it is not kept and cannot be shown again."""

    code = "api.shown_already"


class KeyReused(DomainError):
    """The same Idempotency-Key with another order. Facts: fields, batch."""

    code = "api.key_reused"


class MerchantUnknown(DomainError):
    """No shop of this park by that code. Facts: merchant."""

    code = "api.merchant_unknown"


@dataclass(frozen=True, slots=True)
class TokenText:
    """What stands in the Authorization header. The region's code is in it, so that no other region is asked."""

    region_code: str
    code: str
    secret: str

    def __str__(self) -> str:
        return f"fx_{self.region_code}_{self.code}_{self.secret}"

    def __repr__(self) -> str:
        return f"TokenText({self.region_code!r}, {self.code!r})"  # never the secret, wherever this is logged


def read_token(header: str) -> TokenText | None:
    """``Bearer fx_…`` taken apart; None if it cannot be a token of ours."""
    kind, _, text = header.strip().partition(" ")
    found = _TOKEN.fullmatch(text.strip()) if kind.lower() == "bearer" else None
    return TokenText(*found.groups()) if found else None


def check_new(scopes: list[TokenScope], open_tokens: int) -> None:
    """Raises ``NoScope``, ``TooManyTokens``."""
    if not scopes:
        raise NoScope
    if open_tokens >= MOST_TOKENS:
        raise TooManyTokens(most=MOST_TOKENS)
