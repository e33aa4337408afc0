"""The kinds of paper that come with the program."""

from collections.abc import Iterator
from typing import Any

from app.infra.packs import FOLDER, Pack, read_yaml
from app.licences.kinds import Kinds

FAMILY, NAME = "licences", "kinds"


def read_kinds(content: Any) -> Kinds:
    """Raises pydantic's ``ValidationError`` naming the place."""
    return Kinds.model_validate(content)


def packs() -> Iterator[Pack]:
    for file in sorted((FOLDER / FAMILY).glob("*.yaml")):
        kinds = read_kinds(read_yaml(FAMILY, file.name))
        yield Pack(FAMILY, NAME, kinds.year, kinds.version, kinds.model_dump(mode="json"))
