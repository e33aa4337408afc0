"""The rubrics that come with the program."""

from collections.abc import Iterator
from functools import lru_cache

import yaml

from app.assessments.errors import RubricUnknown
from app.assessments.rubric import Rubric, read_rubric
from app.infra.packs import FOLDER, Pack, PolicyVersion, read_yaml
from app.infra.scope import Session

RUBRICS = FOLDER / "rubrics"
FAMILY = "rubrics"


@lru_cache
def packed_rubric(kind: str, year: int) -> Rubric:
    """The packed rubric of a kind of business and a year. Raises ``RubricUnknown``."""
    known = {(path.stem, path.parent.name): path for path in RUBRICS.glob("*/*.yaml")}
    path = known.get((kind, str(year)))
    if path is None:
        raise RubricUnknown(kind=kind, year=year)
    return read_rubric(yaml.safe_load(path.read_text(encoding="utf-8")), place=f"{kind}/{year}")


def packs() -> Iterator[Pack]:
    """Every packed rubric, as written in its file, once the schema has accepted it."""
    for path in sorted(RUBRICS.glob("*/*.yaml")):
        content = read_yaml(FAMILY, path.parent.name, path.name)
        rubric = read_rubric(content, place=f"{path.parent.name}/{path.name}")
        yield Pack(FAMILY, rubric.kind, rubric.year, rubric.version, content)


@lru_cache(maxsize=64)
def rubric_of(version_id: int) -> Rubric:
    """The rubric of a loaded version; versions never change, so it is read once a process."""
    return read_rubric(Session().get_one(PolicyVersion, version_id).content)
