"""Words of the clocks slice: what a period is counted in, and under which rule."""

import enum
from dataclasses import dataclass

from app.kernel.kinds import AuditAction, ClockName


class Unit(enum.StrEnum):
    """What a period is counted in, and what "left" and "late" are told in."""

    HOURS = "hours"
    WORKDAYS = "workdays"
    DAYS = "days"


class ClockAction(AuditAction):
    PAUSED = "clock.paused"
    RESUMED = "clock.resumed"
    EXTENDED = "clock.extended"
    REREAD = "clock.reread"


@dataclass(frozen=True, slots=True)
class Rule:
    """How long something may take.

    ``version`` says under which rule, for good: an order with its day, or a policy pack. ``extension``: how many
    units may be added, once; 0 where the law knows no extension. ``to_confirm``: the region has not yet
    confirmed the rule with its legal desk (待确认), and pages say so.
    """

    clock: ClockName
    unit: Unit
    length: int
    version: str
    extension: int = 0
    to_confirm: bool = False


def named(text: str) -> ClockName:
    """The clock of that name, in whichever slice it is. Raises ``ValueError``."""
    for kind in ClockName.__subclasses__():
        for member in kind:
            if member.value == text:
                return member
    raise ValueError(text)
