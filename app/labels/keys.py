"""The keys that seal tokens: one for each id, derived from the installation's secret."""

from collections.abc import Mapping

from app.infra import seals

CURRENT = 1
HELD = (1,)  # retired ids stay here as long as their labels are about


def key(key_id: int) -> bytes:
    """32 bytes, the same each time."""
    return seals.derive(f"label key {key_id}")


def held() -> Mapping[int, bytes]:
    """Every key that a label in somebody's hands may have been sealed with."""
    return {key_id: key(key_id) for key_id in HELD}
