"""The calendars that come with the program."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from app.infra.packs import FOLDER, Pack, read_yaml
from app.regions.rules import check_year


class CalendarPack(BaseModel):
    """One year's notice. Weekdays off, weekend days worked."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    year: int
    version: int
    notice: str
    days_off: tuple[date, ...]
    make_up_days: tuple[date, ...]


def packs() -> Iterator[Pack]:
    for path in sorted((FOLDER / "calendars").glob("*.yaml")):
        pack = CalendarPack.model_validate(read_yaml("calendars", path.name))
        check_year(pack.year, pack.days_off, pack.make_up_days)
        yield Pack("calendars", "national", pack.year, pack.version, pack.model_dump(mode="json"))
