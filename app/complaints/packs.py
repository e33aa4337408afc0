"""The promises that come with the program: what sellers, stations and the office hold themselves to."""

from collections.abc import Iterator

from pydantic import BaseModel, ConfigDict, Field

from app.clocks.terms import Unit
from app.complaints.terms import SettleFrom
from app.complaints.weights import burst_packs
from app.infra.packs import Pack, read_yaml

FAMILY, YEAR = "promises", 2026
Days = Field(ge=1, le=365)


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Names(Strict):
    zh: str
    en: str


class Answer(Strict):
    unit: Unit
    length: int = Days


class Settle(Answer):
    from_: SettleFrom = Field(alias="from")


class PromisePack(Strict):
    """One set of promises. Workdays and days as named; ``silence_days``, ``reopen_days`` and ``appeal_days`` are calendar days."""

    name: str
    version: int
    names: Names
    source: Names
    to_confirm: bool
    answer: Answer
    settle: Settle
    station_workdays: int = Days
    silence_days: int = Days
    reopen_days: int = Days
    appeal_days: int = Days
    appeal_workdays: int = Days
    assist_workdays: int = Days


def promise_packs() -> Iterator[PromisePack]:
    for entry in read_yaml("complaints", f"{YEAR}.yaml")["promises"]:
        yield PromisePack.model_validate(entry)


def packs() -> Iterator[Pack]:
    for one in promise_packs():
        yield Pack(FAMILY, one.name, YEAR, one.version, one.model_dump(mode="json", by_alias=True))
    yield from burst_packs()
