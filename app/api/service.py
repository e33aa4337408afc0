"""Making and revoking tokens; ordering labels for a program."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.dialects.postgresql import insert

from app.accounts.models import User
from app.api import queries, rules
from app.api.models import ApiRequest, ApiToken
from app.api.rules import TokenText
from app.api.terms import ApiAction, TokenScope
from app.infra import audit, seals
from app.infra.audit import Actor
from app.infra.db import add, this_region
from app.infra.scope import Session, current_region
from app.kernel import codes
from app.labels import queries as label_queries
from app.labels import service as labels
from app.labels import waybills
from app.labels.models import LabelBatch
from app.labels.terms import Wish
from app.merchants.models import Merchant

SALT = "api token"
SHOWN_FOR = timedelta(minutes=1)  # to a second click on the same button
USE_NOTED_EVERY = timedelta(minutes=1)


def create(
    name: str, scopes: list[TokenScope], *, park_id: int, by: User, request_key: str, now: datetime
) -> tuple[ApiToken, TokenText]:
    """A new token and, this once, its text. A second click with the same ``request_key`` gives the same.

    Raises ``NoScope``, ``TooManyTokens``, ``ShownAlready``.
    """
    secret, request_digest = _secret(by.id, request_key), codes.digest(request_key, salt=f"{SALT} {by.id}")
    token = queries.token_of_request(request_digest)
    if token is None:
        rules.check_new(scopes, queries.open_tokens(park_id))
        token = add(
            ApiToken(
                code=codes.fresh(rules.CODE_LENGTH), park_id=park_id, name=name, scopes=[one.value for one in scopes],
                secret_digest=codes.digest(secret, salt=SALT), request_digest=request_digest, made_at=now,
                made_by=by.id, maker_name=by.audit_name,
            )
        )  # fmt: skip
        audit.record(ApiAction.TOKEN_CREATED, token, by=by, now=now, scopes=token.scopes)
    elif now - token.made_at > SHOWN_FOR or not token.is_open:
        raise rules.ShownAlready
    return token, TokenText(current_region().code, token.code, secret)


def _secret(user_id: int, request_key: str) -> str:
    """160 bits that only this form and this house's own secret give."""
    mac = hmac.new(seals.derive("api token"), f"{user_id}:{request_key}".encode(), hashlib.sha256)
    plain = base64.b32encode(mac.digest()[:20]).decode()  # A to Z and 2 to 7
    return plain.translate(str.maketrans("ILOU", "0189"))


def proved(text: TokenText) -> ApiToken | None:
    """The open token of this text, or None. Which part was wrong is not told."""
    token = queries.token_by_code(text.code)
    right = codes.same(token.secret_digest if token else "", text.secret, salt=SALT)
    return token if token is not None and right and token.is_open else None


def is_use_due(token: ApiToken, now: datetime) -> bool:
    return token.last_used_at is None or now - token.last_used_at >= USE_NOTED_EVERY


def note_use(token: ApiToken, now: datetime) -> None:
    token.last_used_at = now


def revoke(token: ApiToken, *, by: User, now: datetime) -> None:
    """From now on the token opens nothing. A second click changes nothing."""
    if not token.is_open:
        return
    token.revoked_at, token.revoker_name = now, by.audit_name
    audit.record(ApiAction.TOKEN_REVOKED, token, by=by, now=now)


@dataclass(frozen=True, slots=True)
class Ordered:
    """``fresh`` is False if the same request had been taken on before."""

    batch: LabelBatch
    fresh: bool


def order(
    shop: Merchant, wish: Wish, *, park_id: int, by: Actor, key: str, address: str, now: datetime
) -> Ordered:
    """Take an order on; the same ``key`` of the same park again is the same batch, whichever token asks.

    Raises ``KeyReused`` if that key stood for another order, and whatever ``labels.service.order`` raises.
    """
    request_key = f"api:{park_id}:{key}"
    known = label_queries.by_request_key(request_key)
    batch = known or labels.order(
        shop, wish, by=by, request_key=request_key, address=address, now=now, most=rules.MOST_LABELS
    )
    differing = _differing(batch, shop, wish)
    if differing:
        raise rules.KeyReused(fields="、".join(differing), batch=batch.code)
    return Ordered(batch, fresh=known is None and batch.ordered_at == now)


def once(purpose: str, body: str, *, park_id: int, key: str | None, batch: str, now: datetime) -> bool:
    """Whether this request is still to be carried out: False if the same one with the same ``key`` has been.

    Two at once wait for each other here. Without a key every request is a new one. Raises ``KeyReused`` if the key stood
    for something else.
    """
    if key is None:
        return True
    digest = hashlib.sha256(body.encode()).hexdigest()
    row = insert(ApiRequest).values(
        park_id=park_id, key=key, purpose=purpose, body_digest=digest, at=now, region_id=this_region()
    )
    if Session().scalar(row.on_conflict_do_nothing().returning(ApiRequest.id)) is not None:
        return True
    known = queries.request_of(park_id, key)
    if known is None or (known.purpose, known.body_digest) != (purpose, digest):
        raise rules.KeyReused(fields="request", batch=batch)
    return False


def _differing(batch: LabelBatch, shop: Merchant, wish: Wish) -> list[str]:
    """In what this order differs from the batch that bears its key."""
    asked = {"merchant_id": shop.id} | {
        one.name: getattr(wish, one.name) for one in fields(Wish) if hasattr(batch, one.name)
    }
    differing = [name.removesuffix("_id") for name, value in asked.items() if getattr(batch, name) != value]
    return differing if _has_waybills(batch, wish) else [*differing, "waybills"]


def _has_waybills(batch: LabelBatch, wish: Wish) -> bool:
    """Whether the batch carries these numbers, or neither has any."""
    if wish.count != batch.count:
        return True  # the count has been named; numbers cannot be compared line by line
    asked, kept = waybills.rows_of(wish.waybills, wish.count), waybills.of(batch)
    return kept is asked if asked is None or kept is None else np.array_equal(asked, kept)
