"""What journeys need: the worker carrying out what waits, in this process, on the test's own rows."""

from collections.abc import Callable

import pytest
from flask import Flask

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import jobs, scope
from app.regions.terms import OrganisationKind
from tests import factories
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


@pytest.fixture
def town(inside: Inside) -> dict[str, User]:
    """The people of the county, one of each."""
    with inside("330522"):
        factories.organisation(OrganisationKind.STATION, "太湖市场监管所")
        people = {role.value: factories.user(role) for role in (Role.ADMIN, Role.OFFICER)}
        for role, kind in (
            (Role.MONITOR, OrganisationKind.MONITOR),
            (Role.INDUSTRY, OrganisationKind.INDUSTRY),
        ):
            people[role.value] = factories.user(role, organisation_id=factories.organisation(kind).id)
        panel = factories.organisation(OrganisationKind.PANEL, "第一考评组")
        for place in ("panelist", "second panelist", "third panelist"):
            people[place] = factories.user(Role.PANELIST, organisation_id=panel.id)
        people["another officer"] = factories.user(Role.OFFICER)
    return people
