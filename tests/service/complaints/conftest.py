"""A seller in a park, and the people around it."""

import pytest

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made

AN_HOUR_LATER = NOW.replace(hour=NOW.hour + 1)


@pytest.fixture
def park(here):
    return factories.organisation(OrganisationKind.PARK)


@pytest.fixture
def in_park(park):
    """A shop that a park's station looks after."""
    return factories.merchant(park_id=park.id)


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


@pytest.fixture
def second(here):
    return factories.user(Role.OFFICER)


@pytest.fixture
def does():
    """``does(service.accept, complaint, by=…)``: one act in one unit of work; the complaint as a page would load it after."""

    def act(what, complaint, *told, **said):
        with unit_of_work():
            what(complaint, *told, now=said.pop("now", AN_HOUR_LATER), **said)
        return made.whole(complaint)

    return act
