"""The index of laws that may be cited: what they are called, how long they are, what will replace them."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

LAWS = Path(__file__).parents[1] / "packs" / "laws"
OFFICIAL = r"^https://([a-z0-9-]+\.)+gov\.cn/"


class Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Successor(Entry):
    """What changes, and from which day. ``title`` names the text that takes over, if it is in the index; ``ends``: the old
    one is no law any more from then on.
    """

    on: Annotated[date, Field(alias="date")]
    note: str
    note_en: str
    title: str | None = None
    ends: bool = False


class Law(Entry):
    """One text in force.

    ``title`` is the short name that citations use, ``title_en`` what it is called in English. ``number`` is the order it was issued by, where the text tells.
    ``binding`` is false for guidance: it may explain an item, never be the ground of a duty or a penalty.
    ``area`` is the province a local text holds for. ``read`` lists the articles that were read, if not all were.
    """

    title: str
    title_en: str
    full_title: str
    issuer: str
    number: str | None = None
    in_force_since: date | None = None
    amended_since: date | None = None
    articles: Annotated[int, Field(gt=0)]
    official_page: Annotated[str, Field(pattern=OFFICIAL)] | None = None
    binding: bool = True
    area: str | None = None
    read: tuple[int, ...] = ()
    successor: Successor | None = None

    def holds(self, article: int) -> bool:
        """Whether the article exists and was read, so that it may be cited."""
        return article in self.read if self.read else 1 <= article <= self.articles


class LawIndex(Entry):
    """``laws``: in force on ``as_of``. ``coming``: promulgated, in force later; not to be cited before."""

    year: int
    version: int
    as_of: date
    laws: tuple[Law, ...]
    coming: tuple[Law, ...]

    @model_validator(mode="after")
    def keeps_now_and_later_apart(self) -> Self:
        titles = [law.title for law in (*self.laws, *self.coming)]
        twice = sorted({title for title in titles if titles.count(title) > 1})
        if twice:
            raise ValueError(f"named twice: {', '.join(twice)}")
        wrong = [law.title for law in self.laws if law.in_force_since and law.in_force_since > self.as_of]
        wrong += [
            law.title for law in self.coming if not law.in_force_since or law.in_force_since <= self.as_of
        ]
        wrong += [
            law.title for law in self.laws if law.successor and law.successor.title not in {None, *titles}
        ]
        if wrong:
            raise ValueError(f"wrong list, or a successor that is not here: {', '.join(wrong)}")
        return self

    def on(self, day: date) -> "LawIndex":
        """The index as it stands on a later day: what has come by then is in force, what was ended is gone."""
        if day <= self.as_of:
            return self
        over = {law.title for law in self.laws if (after := law.successor) and after.ends and after.on <= day}
        come = [law for law in self.coming if law.in_force_since and law.in_force_since <= day]
        return self.model_copy(
            update={
                "as_of": day,
                "laws": (*(law for law in self.laws if law.title not in over), *come),
                "coming": tuple(law for law in self.coming if law not in come),
            }
        )

    @property
    def by_title(self) -> Mapping[str, Law]:
        return {law.title: law for law in self.laws}

    def citable(self, title: str, article: int) -> bool:
        """Whether 《title》第article条 is held and in force on ``as_of``."""
        law = self.by_title.get(title)
        return law is not None and law.holds(article)


@lru_cache
def law_index(year: int = 2026) -> LawIndex:
    """The packed index of a year."""
    return LawIndex.model_validate(yaml.safe_load((LAWS / f"{year}.yaml").read_text(encoding="utf-8")))


def laws_on(year: int, day: date) -> LawIndex:
    """The packed index of a year as it stands on a day."""
    return law_index(year).on(day)
