"""The public calculator: the number again from an export, or from scores that somebody types."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.assessments import replay, scoring
from app.assessments.answers import plain_number
from app.assessments.errors import ScoresRefused
from app.assessments.packs import packed_rubric
from app.assessments.reading import mapping_at, read_document
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation, Form, ScoringPolicy
from app.kernel.numbers import HUNDRED, ZERO

MOST_BYTES = 3_000_000
SEPARATORS = re.compile(r"[\s,，、;；]+")
MOST_FORMS = 2000


def from_file(text: str) -> tuple[Rubric, dict[str, Any]]:
    """The rubric and the result of an export, as ``replay.dump`` says it. Raises the refusals of ``errors``."""
    document = read_document(text)
    rubric = replay.rubric_in(mapping_at(document, "document").get("rubric"), packed_rubric)
    return rubric, replay.dump(replay.replay(document, packed_rubric))


def from_scores(rubric: Rubric, typed: Mapping[Evaluation, str], policy: ScoringPolicy) -> dict[str, Any]:
    """The result of forms of which only the scores are known. Raises ``ScoresRefused``, ``Incomplete``."""
    forms = [
        Form(f"{name.value}-{number}", name, score=points)
        for name in Evaluation
        for number, points in enumerate(scores_in(typed.get(name, ""), name), 1)
    ]
    return replay.dump(scoring.score(rubric, forms, policy))


def scores_in(text: str, name: Evaluation) -> list[Decimal]:
    """Numbers from 0 to 100, four places at most, set apart by blanks or commas."""
    found = []
    for piece in SEPARATORS.split(text.strip())[:MOST_FORMS]:
        if not piece:
            continue
        points = plain_number(piece)
        if points is None or not ZERO <= points <= HUNDRED or points != round(points, 4):
            raise ScoresRefused(name=name, got=piece[:20])
        found.append(points)
    return found
