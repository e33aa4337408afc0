"""The one family of refusals. A page, a job, a command and the API all know what to do with it."""

from typing import ClassVar


class DomainError(Exception):
    """A rule said no. ``code`` names the sentence in ``phrases``; ``facts`` fill it in.

    The message of the exception itself is for logs; people read the phrase.
    """

    code: ClassVar[str] = "domain.refused"

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(f"{self.code} {facts}" if facts else self.code)


class NotHere(DomainError):
    """Nothing by that name inside the open region. A page answers 404, never 403."""

    code = "domain.not_here"
