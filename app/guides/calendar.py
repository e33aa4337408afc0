"""The calendar of coming law: which items a change touches, and from when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.guides.laws import LawIndex
from app.guides.terms import GuideItem

TOLD_AHEAD = timedelta(days=60)
"""How long before a change takes force shops are told of it. Source: this programme's own choice."""


@dataclass(frozen=True, slots=True)
class LawChange:
    """From ``on``, what ``law`` says is another matter. ``items``: the codes of the items that rest on it.

    ``takes_over`` is the text that comes in its place or beside it, if the index knows it.
    """

    law: str
    on: date
    note: str
    note_en: str
    takes_over: str | None
    items: tuple[str, ...]

    @property
    def key(self) -> str:
        """Names the change for good, so that it is told once."""
        return f"law:{self.law}:{self.on.isoformat()}"

    def is_near(self, today: date) -> bool:
        """Close enough to tell shops of it."""
        return today < self.on <= today + TOLD_AHEAD


def coming(items: Iterable[GuideItem], index: LawIndex, today: date) -> Sequence[LawChange]:
    """The changes of law after ``today`` that touch any of these items, the soonest first.

    An item rests on what it cites, for its duty as well as for its leniency. On the day itself a change is no
    longer coming: it is in force.
    """
    laws, touched = index.by_title, dict[str, dict[str, None]]()
    for item in items:
        for citation in (*item.citations, *item.leniency.citations):
            touched.setdefault(citation.law, {})[item.code] = None
    changes = [
        LawChange(title, next_.on, next_.note, next_.note_en, next_.title, tuple(codes))
        for title, codes in touched.items()
        if title in laws and (next_ := laws[title].successor) is not None and next_.on > today
    ]
    return sorted(changes, key=lambda one: (one.on, one.law))
