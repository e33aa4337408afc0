"""The keys that seal tokens: one for each id, derived from the installation's secret."""

from collections.abc import Mapping

from app.infra import seals

FIRST, LAST = 1, 7  # a token has three bits for the id; nought is never used
#: Every id is held, so that no scan has to ask which are. What was let go of is said by the last day of its batches.
HELD = tuple(range(FIRST, LAST + 1))


def key(key_id: int) -> bytes:
    """32 bytes, the same each time."""
    return seals.derive(f"label key {key_id}")


def held() -> Mapping[int, bytes]:
    """Every key that a label in somebody's hands may have been sealed with."""
    return {key_id: key(key_id) for key_id in HELD}
