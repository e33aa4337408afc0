"""Deadlines of any slice as days of somebody's calendar."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import Select

from app.clocks import queries
from app.infra.desk import Due
from app.infra.i18n import _
from app.infra.phrases import word
from app.kernel.kinds import ClockName

Named = Callable[[Sequence[int]], Mapping[int, tuple[str, str]]]


def of_kind(
    kind: str,
    first: date,
    last: date,
    named: Named,
    *,
    all_url: str,
    among: Select[int] | None = None,
    clocks: Collection[ClockName] | None = None,
) -> Iterator[Due]:
    """What ticks for one kind of subject. ``named`` gives words and address for some of them; where a day holds more than
    are named one by one, the rest stands as one line that leads to ``all_url``."""
    rows = queries.between(kind, first, last, among=among, clocks=clocks)
    known = named([one.deadline.subject_id for one in rows]) if rows else {}
    shown: dict[tuple[date, ClockName], int] = {}
    whole: dict[tuple[date, ClockName], int] = {}
    for one in rows:
        key = (one.day, one.deadline.clock)
        whole[key] = one.of_day
        if one.deadline.subject_id in known:
            shown[key] = shown.get(key, 0) + 1
            text, url = known[one.deadline.subject_id]
            yield Due(one.day, word(one.deadline.clock), url, text)
    for (day, clock), count in whole.items():
        rest = count - shown.get((day, clock), 0)
        if rest:
            yield Due(day, word(clock), all_url, _("其余 %(count)s 件", count=rest), count=rest)
