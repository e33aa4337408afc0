"""What laws are called in the reader's language."""

from collections.abc import Mapping
from functools import lru_cache

from app.guides.laws import law_index
from app.infra.i18n import say


def law_name(title: str) -> str:
    """By the short name that citations use; as it was written, if it is not in the index."""
    return say(title, _english().get(title, ""))


@lru_cache
def _english() -> Mapping[str, str]:
    index = law_index()
    return {law.title: law.title_en for law in (*index.laws, *index.coming)}
