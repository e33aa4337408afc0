"""Every sentence that code says. A slice lists its words in ``phrases.py``; here they are found again."""

import enum
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, TypeAlias

from flask import current_app
from flask_wtf import FlaskForm

from app.infra.i18n import _, day_text, when_text
from app.infra.watch import asked
from app.kernel.errors import DomainError

Words: TypeAlias = Mapping[Any, Any]
log = logging.getLogger(__name__)
ERRORS = "fangxin.errors"
WORDS = "fangxin.words"


def word(member: enum.Enum | None) -> str:
    """The word for a state, an action, a role. A house test asks one for each."""
    words: Words = current_app.extensions[WORDS]
    return "" if member is None else str(words.get((type(member), member), member.value))


def sentence(refusal: DomainError) -> str:
    """What is so and what to do next, in the reader's language."""
    errors: Words = current_app.extensions[ERRORS]
    pattern = errors.get(refusal.code)
    if pattern is None:
        return _("现在不能这样做。请刷新页面，看看最新情况。")
    if callable(pattern):
        return str(pattern(**refusal.facts))
    return str(pattern) % {name: _fact(value) for name, value in refusal.facts.items()}


def _fact(value: object) -> object:
    if isinstance(value, enum.Enum):
        return word(value)
    if isinstance(value, datetime):
        return when_text(value)
    return day_text(value) if isinstance(value, date) else value


@contextmanager
def sentence_on(form: FlaskForm, field: str | None = None) -> Iterator[None]:
    """A refusal inside becomes an error on the form (or on one field), and the page is shown again."""
    try:
        yield
    except DomainError as refusal:
        log.info("said no: %s at %s", refusal.code, asked())
        told = sentence(refusal)
        if field is None:
            form.form_errors.append(told)
        else:
            form[field].errors = [*form[field].errors, told]


def keyed(*tables: Mapping[Any, Any]) -> dict[tuple[type, enum.Enum], Any]:
    """Enum members of two kinds may be equal as text; their type keeps them apart."""
    return {(type(member), member): said for words in tables for member, said in words.items()}
