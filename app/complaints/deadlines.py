"""Which clock runs how long, and under which rule. The counting itself is in ``app.clocks``.

The seller's, the station's and the office's own promises come from the region's policy. The law's start only when
the complaint has reached the bureau by a channel it has published (市场监督管理投诉举报处理办法 art. 8).
"""

from app.clocks.terms import Rule, Unit
from app.complaints.packs import PromisePack
from app.complaints.terms import Clock

ORDER_121 = "order-121/2026-04-15"
PROMISES = frozenset({Clock.ANSWER, Clock.SETTLE})
STATUTORY = frozenset({Clock.DECIDE, Clock.MEDIATE, Clock.NOTIFY})
OFFICE = STATUTORY | {Clock.APPEAL}
DECIDE = Rule(Clock.DECIDE, Unit.WORKDAYS, 7, ORDER_121)  # art. 15
MEDIATE = Rule(Clock.MEDIATE, Unit.DAYS, 60, ORDER_121)  # art. 23 para. 1 item 5
NOTIFY = Rule(Clock.NOTIFY, Unit.WORKDAYS, 7, ORDER_121)  # art. 23 para. 2


def answer_rule(promises: PromisePack, version: str) -> Rule:
    """When the seller has promised to answer. Source: region policy."""
    said = promises.answer
    return Rule(Clock.ANSWER, said.unit, said.length, version, to_confirm=promises.to_confirm)


def settle_rule(promises: PromisePack, version: str) -> Rule:
    """When the seller has promised to settle. Source: region policy."""
    said = promises.settle
    return Rule(Clock.SETTLE, said.unit, said.length, version, to_confirm=promises.to_confirm)


def station_rule(promises: PromisePack, version: str) -> Rule:
    """How long the park's station tries. Source: region policy."""
    return Rule(Clock.STATION, Unit.WORKDAYS, promises.station_workdays, version)


def appeal_rule(promises: PromisePack, version: str) -> Rule:
    """How long the office takes to decide a seller's appeal. Source: region policy."""
    return Rule(Clock.APPEAL, Unit.WORKDAYS, promises.appeal_workdays, version)


def assist_rule(promises: PromisePack, version: str) -> Rule:
    """How long another region takes to answer a request. Source: region policy."""
    return Rule(Clock.ASSIST, Unit.WORKDAYS, promises.assist_workdays, version)
