"""Which token is asking, and in which region. A cookie opens nothing here, a token opens nothing elsewhere."""

from flask import g, request

from app.api import rules, service
from app.api.models import ApiToken
from app.infra import scope
from app.infra.scope import RegionRef
from app.regions import queries as regions

BLUEPRINT = "api"


def region_of_bearer() -> RegionRef | None:
    """The region that the token's text names; whether the token is one of ours is asked inside it."""
    text = _text()
    return regions.ref_by_code(text.region_code) if text else None


def bearer() -> ApiToken | None:
    """The token of this request, proved; looked up once."""
    if "api_token" not in g:
        text, region = _text(), scope.region_or_none()
        here = text is not None and region is not None and region.code == text.region_code
        g.api_token = service.proved(text) if text and here else None
    found: ApiToken | None = g.api_token
    return found


def limit_key() -> str:
    """Each token has a limit of its own; whoever has none shares the address's."""
    token = bearer()
    return f"api token {token.code}" if token else f"api {request.remote_addr}"


def _text() -> rules.TokenText | None:
    if request.blueprint != BLUEPRINT:
        return None
    return rules.read_token(request.headers.get("Authorization", ""))
