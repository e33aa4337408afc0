"""One paper of one shop in a park, and everybody who may come to look at it."""

import pytest

from app.accounts.terms import Role
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories.licences import licence


class Cast:
    """Who comes to look at one paper of one shop in a park."""


@pytest.fixture
def cast(inside):
    made = Cast()
    with inside("330522"):
        park, other_park = (
            factories.organisation(OrganisationKind.PARK),
            factories.organisation(OrganisationKind.PARK),
        )
        made.shop = factories.merchant(park_id=park.id)
        made.owner = factories.seller(made.shop)
        made.neighbour = factories.seller(factories.merchant(park_id=park.id))
        made.officer = factories.user(Role.OFFICER)
        made.park = factories.user(Role.PARK, organisation_id=park.id)
        made.other_park = factories.user(Role.PARK, organisation_id=other_park.id)
        made.monitor = factories.user(Role.MONITOR)
        made.licence = licence(made.shop)
    with inside("330523"):
        made.officer_elsewhere = factories.user(Role.OFFICER)
    made.stranger = None
    return made
