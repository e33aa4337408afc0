"""What journeys need: the worker carrying out what waits, in this process, on the test's own rows."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.infra import jobs, scope
from tests.conftest import Inside
from worker import main as worker


@pytest.fixture
def work_off(db: Flask, inside: Inside, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Carry out every waiting job of 长兴县, as a worker would."""
    monkeypatch.setattr(worker, "_app", db)

    def work() -> None:
        while True:
            with inside("330522") as region:
                waiting = [
                    job.id for job in scope.Session().query(jobs.Job).filter_by(state=jobs.JobState.WAITING)
                ]
            if not waiting:
                return
            for number in waiting:
                worker.carry_out(region.id, number)

    return work
