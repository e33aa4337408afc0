"""The rubrics that come with the program."""

from functools import lru_cache
from pathlib import Path

import yaml

from app.assessments.errors import RubricUnknown
from app.assessments.rubric import Rubric, read_rubric

RUBRICS = Path(__file__).parents[1] / "packs" / "rubrics"


@lru_cache
def packed_rubric(kind: str, year: int) -> Rubric:
    """The packed rubric of a kind of business and a year. Raises ``RubricUnknown``."""
    known = {(path.stem, path.parent.name): path for path in RUBRICS.glob("*/*.yaml")}
    path = known.get((kind, str(year)))
    if path is None:
        raise RubricUnknown(kind=kind, year=year)
    return read_rubric(yaml.safe_load(path.read_text(encoding="utf-8")), place=f"{kind}/{year}")
