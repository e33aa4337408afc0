"""What has to hold before an entry is repaired, one by one. Pure.

Source: 市场监督管理信用修复管理办法 art. 11 (penalties), art. 12 (abnormal list), art. 13 (serious list), art. 18 (public
interest), art. 23 (honesty).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.honours import rules
from app.honours.terms import Condition, SourceKind

OF_PENALTIES = (
    Condition.WAITED, Condition.FULFILLED, Condition.MENDED, Condition.NOT_AGAIN, Condition.HONEST, Condition.HARMLESS,
)  # fmt: skip
OF_THE_SERIOUS_LIST = tuple(
    Condition.NO_HEAVIER if one is Condition.NOT_AGAIN else one for one in OF_PENALTIES
)
OF_THE_ABNORMAL_LIST = (Condition.CURED, Condition.HONEST, Condition.HARMLESS)
COMPUTED = frozenset({Condition.WAITED})
SHOWN_IF_FAILING = frozenset({Condition.HONEST, Condition.HARMLESS})  # that nothing is wrong needs no paper


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one condition holds, and what shows it."""

    condition: Condition
    met: bool
    shown: str

    def kept(self) -> dict[str, Any]:
        return {"condition": self.condition.value, "met": self.met, "shown": self.shown}

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Finding":
        return cls(Condition(kept["condition"]), bool(kept["met"]), str(kept["shown"]))


def of(kind: SourceKind | None) -> tuple[Condition, ...]:
    """What is asked before an entry of this kind is repaired, in the law's order."""
    if kind is SourceKind.ABNORMAL:
        return OF_THE_ABNORMAL_LIST
    return OF_THE_SERIOUS_LIST if kind is SourceKind.SERIOUS_LIST else OF_PENALTIES


def told(kind: SourceKind | None) -> tuple[Condition, ...]:
    """Those that somebody has to look at."""
    return tuple(one for one in of(kind) if one not in COMPUTED)


def failing(findings: Collection[Finding]) -> tuple[Condition, ...]:
    return tuple(one.condition for one in findings if not one.met)


def check_complete(kind: SourceKind | None, findings: Sequence[Finding]) -> None:
    """Each condition has its answer. Raises ``rules.ConditionsMissing`` with the first that has none."""
    said = {one.condition for one in findings}
    for condition in of(kind):
        if condition not in said:
            raise rules.ConditionsMissing(condition=condition)


def check_agrees(findings: Sequence[Finding], *, grants: bool) -> None:
    """The decision follows from the conditions. Raises ``rules.ConditionFails``, ``rules.NothingFails``."""
    fails = failing(findings)
    if grants and fails:
        raise rules.ConditionFails(condition=fails[0])
    if not grants and not fails:
        raise rules.NothingFails


def again_on(findings: Sequence[Finding], decided_on: date) -> date | None:
    """From when the seller may ask again, where a law names the day: after deceit, three years (art. 23)."""
    return rules.after_deceit(decided_on) if Condition.HONEST in failing(findings) else None
