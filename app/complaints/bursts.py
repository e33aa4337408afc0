"""Complaints that come too densely for one seller: each is dealt with, and counts a little less. Pure.

Source: region policy, default (``app/packs/bursts``). It never touches whether a complaint is accepted: the factors of
市场监督管理投诉举报处理办法 art. 17 are for an officer to weigh.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

WHOLE = Decimal(1)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Names(Strict):
    zh: str
    en: str


class Step(Strict):
    """From ``already`` complaints within ``minutes`` on, the next one counts ``weight``."""

    minutes: int = Field(ge=1, le=100_000)
    already: int = Field(ge=1)
    weight: Decimal = Field(ge=0, le=1)


class BurstPack(Strict):
    name: str
    version: int
    names: Names
    source: Names
    spares_first_of_a_parcel: bool
    steps: tuple[Step, ...]

    @property
    def reach(self) -> timedelta:
        """How far back anything matters."""
        return timedelta(minutes=max(step.minutes for step in self.steps))


@dataclass(frozen=True, slots=True)
class Weight:
    """How much it counts, and the numbers behind that; none for a whole one."""

    weight: Decimal
    why: dict[str, Any] | None


def weigh(pack: BurstPack, earlier: Sequence[datetime], now: datetime, *, first_of_a_parcel: bool) -> Weight:
    """The least weight of all steps that are reached. A genuine parcel's first complaint always counts whole."""
    if first_of_a_parcel and pack.spares_first_of_a_parcel:
        return Weight(WHOLE, None)
    reached = [(step, count) for step in pack.steps if (count := _within(step, earlier, now)) >= step.already]
    if not reached:
        return Weight(WHOLE, None)
    step, count = min(reached, key=lambda one: (one[0].weight, one[0].minutes))
    return Weight(step.weight, {"minutes": step.minutes, "already": step.already, "count": count})


def _within(step: Step, earlier: Sequence[datetime], now: datetime) -> int:
    return sum(now - at <= timedelta(minutes=step.minutes) for at in earlier)
