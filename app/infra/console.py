"""How commands speak: JSON to standard output for scripts, sentences to standard error for people."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import click

from app.infra import phrases
from app.kernel.errors import DomainError


def say_json(said: object) -> None:
    """Standard output: JSON, readable, Chinese as Chinese."""
    click.echo(json.dumps(said, ensure_ascii=False, indent=2, default=str))


def refuse(told: str) -> NoReturn:
    """Standard error, exit code 1."""
    click.echo(told, err=True)
    sys.exit(1)


def refusing(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command whose refusals are sentences."""

    @wraps(command)
    def spoken(*args: Any, **kwargs: Any) -> Any:
        try:
            return command(*args, **kwargs)
        except DomainError as refusal:
            refuse(phrases.sentence(refusal))

    return spoken
