"""The kin of names that slices add to. House tests walk every member of every kind."""

import enum


class AuditAction(enum.StrEnum):
    """Something that happened: ``noun.past_tense``. Each has its sentence in ``phrases``."""


class JobName(enum.StrEnum):
    """Work for the queue: ``noun.verb``. Each has its function in ``worker/jobs``."""


class Permission(enum.StrEnum):
    """Who may: ``noun:verb``. Each has its row in an ``ACCESS`` table; no row means no."""


class ClockName(enum.StrEnum):
    """Something that runs out: ``noun.verb``. Each has its word in ``phrases`` and, in its slice's plan, where it comes from."""

    @property
    def is_a_right(self) -> bool:
        """A time in which somebody may act, but need not: when it is over, nobody is late."""
        return False
