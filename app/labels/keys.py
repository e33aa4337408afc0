"""The keys that seal tokens: one for each id, derived from the installation's secret."""

from collections.abc import Iterator, Mapping

from app.infra import seals
from app.labels import token
from app.labels.terms import Reading, Verdict

FIRST, LAST = 1, 7  # a token has three bits for the id; nought is never used
#: Every id is held, so that no scan has to ask which are. What was let go of is said by the last day of its batches.
HELD = tuple(range(FIRST, LAST + 1))


def key(key_id: int) -> bytes:
    """32 bytes, the same each time, of today's secret: what new labels are sealed with."""
    return seals.derive(f"label key {key_id}")


class _Held(Mapping[int, bytes]):
    """Derives a key when somebody asks for it: a scan wants one of them. ``age``: 0 of today's secret, 1 of the one before."""

    def __init__(self, age: int = 0) -> None:
        self._age = age

    def __getitem__(self, key_id: int) -> bytes:
        if key_id not in HELD:
            raise KeyError(key_id)
        return seals.derive_each(f"label key {key_id}")[self._age]

    def __iter__(self) -> Iterator[int]:
        return iter(HELD)

    def __len__(self) -> int:
        return len(HELD)


def held() -> Mapping[int, bytes]:
    """Every key of today's secret that a label in somebody's hands may have been sealed with."""
    return _Held()


def read(written: str) -> Reading:
    """What a token is under today's secret, or under an earlier one: paper outlives a secret."""
    first = token.read(written, held())
    if first.verdict is not Verdict.FORGED:
        return first
    older = (token.read(written, _Held(age)) for age in range(1, seals.secrets_held()))
    return next((one for one in older if one.verdict is Verdict.GENUINE), first)
