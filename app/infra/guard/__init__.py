"""What stands before forms that strangers send in: work their computer did, a genuine label, or time spent; ceilings; a honey field.

``app.infra.limits`` holds every number. A page calls ``admit`` inside its unit of work, just before the service.
"""

from app.infra.guard.gate import (
    ComeBack,
    NotVouched,
    Shown,
    TooQuick,
    admit,
    allow_text_message,
    forget_answered,
    init_guard,
    when_again,
)
from app.infra.guard.work import Answered, challenge

__all__ = [
    "Answered",
    "ComeBack",
    "NotVouched",
    "Shown",
    "TooQuick",
    "admit",
    "allow_text_message",
    "challenge",
    "forget_answered",
    "init_guard",
    "when_again",
]
