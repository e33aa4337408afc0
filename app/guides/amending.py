"""A guide as it stands after a law took force within its year. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.guides.schema import Amendment
from app.guides.terms import Guide, GuideItem


def due(amendments: Iterable[Amendment], guide: Guide, today: date) -> Sequence[Amendment]:
    """What has come into force by ``today`` and the guide has not taken up, the earliest first.

    On the day itself a law is in force.
    """
    waiting = [one for one in amendments if one.on <= today and one.key not in guide.amended]
    return sorted(waiting, key=lambda one: one.on)


def amended(guide: Guide, amendment: Amendment) -> Guide:
    """The next version: known items replaced where they stand, new ones at the end of their dimension."""
    coming = {item.code: item.of_kind(guide.kind) for item in amendment.items if guide.kind in item.kinds}
    kept: list[GuideItem] = [coming.pop(item.code, item) for item in guide.items]
    for item in coming.values():
        last = max((place for place, one in enumerate(kept) if one.dimension == item.dimension), default=-1)
        kept.insert(last + 1 if last >= 0 else len(kept), item)
    return guide.model_copy(
        update={
            "items": tuple(kept), "version": guide.version + 1, "as_of": max(guide.as_of, amendment.on),
            "amended": (*guide.amended, amendment.key),
        }
    )  # fmt: skip
