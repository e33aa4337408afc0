"""What visitors bring along, and later hours, for the tests of the gate."""

import json
from datetime import timedelta

import altcha
from altcha.v2 import Challenge, Payload

from app.infra import clock
from app.kernel import codes
from tests.conftest import NOW


def solved(told: str) -> str:
    challenge = Challenge.from_dict(json.loads(told))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return Payload(challenge, solution).to_base64()


def kind() -> str:
    """Counted by itself, so that tests do not fill each other's ceilings."""
    return codes.fresh(8)


def waited(seconds: float):
    """Later, by the clock on the wall."""
    return clock.standing_at(NOW + timedelta(seconds=seconds))
