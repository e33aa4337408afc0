"""The dated chore of the selfchecks slice."""

from datetime import datetime

from app.selfchecks import remediation


def remind_of_remediation(now: datetime) -> None:
    """Tell shops what they have to put right within two days or should have put right already, each once."""
    remediation.remind(now)
