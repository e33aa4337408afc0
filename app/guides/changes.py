"""What differs between two versions of a guide. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.guides.terms import Guide, GuideItem

ASKED_ANEW = ("ask", "why", "citations", "proof", "licence", "good", "bad", "severity")
"""What an answer rests on. A change of the other parts (the way out, the days, the English) leaves the answer standing."""


@dataclass(frozen=True, slots=True)
class Changed:
    """An item that both versions have and say differently. ``parts`` are names of ``GuideItem`` fields."""

    before: GuideItem
    after: GuideItem
    parts: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.after.code

    @property
    def asks_anew(self) -> bool:
        """Whether an answer to the old item is no answer to the new one."""
        return any(part in ASKED_ANEW for part in self.parts)


@dataclass(frozen=True, slots=True)
class Differences:
    """In the order of asking of the newer version; ``removed`` in that of the older."""

    added: tuple[GuideItem, ...]
    removed: tuple[GuideItem, ...]
    changed: tuple[Changed, ...]

    @property
    def asked_anew(self) -> frozenset[str]:
        """Codes of the newer version for which an old answer does not count."""
        return frozenset(item.code for item in self.added) | frozenset(
            one.code for one in self.changed if one.asks_anew
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def between(old: Guide, new: Guide) -> Differences:
    """From the older to the newer version of one kind's guide. Items are the same if their codes are."""
    before, after = ({item.code: item for item in guide.items} for guide in (old, new))
    changed = [
        Changed(before[item.code], item, parts)
        for item in new.in_order()
        if item.code in before and (parts := _parts(before[item.code], item))
    ]
    return Differences(
        added=tuple(item for item in new.in_order() if item.code not in before),
        removed=tuple(item for item in old.in_order() if item.code not in after),
        changed=tuple(changed),
    )


def _parts(old: GuideItem, new: GuideItem) -> tuple[str, ...]:
    return tuple(
        name for name in GuideItem.model_fields if _meant(getattr(old, name)) != _meant(getattr(new, name))
    )


def _meant(part: object) -> object:
    """Without the courtesy: who is asked more politely is not asked something else."""
    if isinstance(part, tuple):
        return tuple(_meant(one) for one in part)
    return part.replace("您", "你") if isinstance(part, str) else part


def answers_that_stand(old: Guide, new: Guide) -> Sequence[str]:
    """Codes of items whose answers to the old version are answers to the new one as well."""
    anew = between(old, new).asked_anew
    return [item.code for item in new.items if item.code not in anew]
