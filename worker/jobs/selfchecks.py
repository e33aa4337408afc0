"""The dated chores of the selfchecks slice."""

from datetime import datetime

from app.infra.audit import SYSTEM
from app.selfchecks import remediation, reopening


def remind_of_remediation(now: datetime) -> None:
    """Tell shops what they have to put right within two days or should have put right already, each once."""
    remediation.remind(now)


def reopen_what_rested_on_papers(now: datetime) -> None:
    """Items whose paper has expired or was replaced are to be looked at again, each once."""
    reopening.reopen(by=SYSTEM, now=now)
