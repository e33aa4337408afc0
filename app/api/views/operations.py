"""How an endpoint is declared: who may, what it takes, what it gives. The guard and the document read the same line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from app.api import reading, service, session
from app.api.models import ApiToken
from app.api.schemas import Asked
from app.api.terms import ApiPermission
from app.infra import clock
from app.infra.access import Refused, may
from app.infra.db import unit_of_work

MOST_BYTES = 64 * 1024
KEY = "Idempotency-Key"


@dataclass(frozen=True, slots=True)
class Operation:
    """One endpoint. ``gives`` None is a file, of one of the kinds ``media``; ``status`` is what success answers, ``also`` what a repeat does."""

    permission: ApiPermission
    summary: str
    gives: type[BaseModel] | None
    takes: type[BaseModel] | None = None
    asks: type[Asked] = Asked
    status: int = 200
    also: tuple[int, ...] = ()
    keyed: bool = False
    may_be_keyed: bool = False
    refuses: tuple[int, ...] = ()
    most_bytes: int = MOST_BYTES
    parts: Mapping[str, str] = field(default_factory=dict)  # what parts of the address look like
    media: tuple[str, ...] = ("application/json",)


View = Callable[..., ResponseReturnValue]


def operation(declared: Operation) -> Callable[[View], View]:
    """Checks the token, then the query, then the body; the view gets the token and what was read, as ``sent`` and ``asked``."""

    def declare(view: View) -> View:
        @wraps(view)
        def guarded(**parts: Any) -> ResponseReturnValue:
            token = session.bearer() or abort(401)
            if not may(token, declared.permission):
                raise Refused(declared.permission)
            _note_use(token)
            asked = _asked(declared.asks)
            if declared.asks is not Asked:
                parts["asked"] = asked
            if declared.keyed:
                parts["key"] = reading.idempotency_key(request.headers.get(KEY))
            elif declared.may_be_keyed:
                parts["key"] = (
                    reading.idempotency_key(request.headers[KEY]) if KEY in request.headers else None
                )
            if declared.takes is not None:
                parts["sent"] = _sent(declared.takes, declared.most_bytes)
            return view(token, **parts)

        guarded.__access__ = declared.permission  # type: ignore[attr-defined]  # a mark on the function
        guarded.__operation__ = declared  # type: ignore[attr-defined]  # the same
        return guarded

    return declare


def answer(said: BaseModel, status: int = 200, **headers: str) -> Response:
    """The model as JSON."""
    return Response(said.model_dump_json(), status, headers, mimetype="application/json")


def _note_use(token: ApiToken) -> None:
    now = clock.now()
    if service.is_use_due(token, now):
        with unit_of_work():
            service.note_use(token, now)


def _asked(model: type[Asked]) -> Asked:
    given: MultiDict[str, str] = request.args
    try:
        return model.model_validate(given.to_dict())
    except ValidationError as wrong:
        raise reading.NotValid(wrong) from wrong


def _sent(model: type[BaseModel], most_bytes: int) -> BaseModel:
    """The body as the model, or 413, 415, 400 and 422, in that order."""
    if (request.content_length or 0) > most_bytes:
        abort(413)
    if request.mimetype != "application/json":
        abort(415)
    request.max_content_length = most_bytes
    try:
        return model.model_validate_json(request.get_data(cache=False))
    except ValidationError as wrong:
        if wrong.errors()[0]["type"] == "json_invalid":
            abort(400)
        raise reading.NotValid(wrong) from wrong
