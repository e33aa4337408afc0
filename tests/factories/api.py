"""Tokens for tests, made as a park makes them. Call inside a region scope."""

from itertools import count
from typing import Any

from app.accounts.models import User
from app.api import service
from app.api.models import ApiToken
from app.api.terms import TokenScope
from app.infra import clock
from app.infra.db import unit_of_work

_keys = count(1)


def token(keeper: User, *scopes: TokenScope, name: str = "发货系统") -> tuple[ApiToken, str]:
    """A new token of the keeper's park, with every scope unless told, and its text."""
    assert keeper.organisation_id is not None
    with unit_of_work():
        made, text = service.create(
            name, list(scopes or TokenScope), park_id=keeper.organisation_id, by=keeper,
            request_key=f"test {next(_keys)}", now=clock.now(),
        )  # fmt: skip
    return made, str(text)


class Program:
    """A program of a park: it has a token and no cookies."""

    def __init__(self, page: Any, text: str) -> None:
        self.client = page.app.test_client()
        self.headers = {"Authorization": f"Bearer {text}"}

    def get(self, url: str, **more: Any) -> Any:
        return self.client.get(url, headers=self.headers | more.pop("headers", {}), **more)

    def post(self, url: str, json: Any = None, *, key: str | None = None, **more: Any) -> Any:
        keyed = {"Idempotency-Key": key} if key else {}
        return self.client.post(
            url, json=json, headers=self.headers | keyed | more.pop("headers", {}), **more
        )
