"""A park with a shop and a program; and all who have no business there."""

import pytest

from app.accounts.terms import Role
from app.api.terms import TokenScope
from app.regions.terms import OrganisationKind
from tests import factories
from tests.factories import api
from tests.factories.api import Program


@pytest.fixture
def cast(inside, page):
    made = {}
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        made["shop"] = factories.merchant(park_id=park.id)
        made["keeper"] = factories.user(Role.PARK, organisation_id=park.id)
        made["token"], made["text"] = api.token(made["keeper"])
        for scope in TokenScope:
            made[scope] = Program(page, api.token(made["keeper"], scope)[1])
        other = factories.organisation(OrganisationKind.PARK)
        made["other_shop"] = factories.merchant(park_id=other.id)
        made["other_keeper"] = factories.user(Role.PARK, organisation_id=other.id)
        made["other_park"] = Program(page, api.token(made["other_keeper"])[1])
        made["officer"] = factories.user(Role.OFFICER)
        made["seller"] = factories.seller(made["shop"])
    with inside("330523"):
        abroad = factories.organisation(OrganisationKind.PARK)
        made["abroad_keeper"] = factories.user(Role.PARK, organisation_id=abroad.id)
        made["abroad"] = Program(page, api.token(made["abroad_keeper"])[1])
    made["program"] = Program(page, made["text"])
    return made


@pytest.fixture
def order(cast):
    """Order one batch as the program; its JSON."""

    def ordering(key="k1", **changed):
        answer = cast["program"].post(
            "/api/v1/batches", {"merchant": cast["shop"].uscc, "count": 48, **changed}, key=key
        )
        assert answer.status_code in (200, 201), answer.text
        return answer.json

    return ordering


def problem(answer, status, code=None):
    """The answer's problem, checked for what RFC 9457 asks."""
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    said = answer.json
    assert said["status"] == status
    assert said["detail"]
    assert said.get("code") == code
    return said
