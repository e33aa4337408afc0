"""The keys that seal tokens: one for each id, derived from the installation's secret."""

from collections.abc import Iterator, Mapping

from app.infra import seals

FIRST, LAST = 1, 7  # a token has three bits for the id; nought is never used
#: Every id is held, so that no scan has to ask which are. What was let go of is said by the last day of its batches.
HELD = tuple(range(FIRST, LAST + 1))


def key(key_id: int) -> bytes:
    """32 bytes, the same each time."""
    return seals.derive(f"label key {key_id}")


class _Held(Mapping[int, bytes]):
    """Derives a key when somebody asks for it: a scan wants one of them."""

    def __getitem__(self, key_id: int) -> bytes:
        if key_id not in HELD:
            raise KeyError(key_id)
        return key(key_id)

    def __iter__(self) -> Iterator[int]:
        return iter(HELD)

    def __len__(self) -> int:
        return len(HELD)


def held() -> Mapping[int, bytes]:
    """Every key that a label in somebody's hands may have been sealed with."""
    return _Held()
