"""Tokens: one a click, only a digest kept, dead once revoked."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from app.accounts.terms import Role
from app.api import queries, rules, service
from app.api.terms import ApiAction, TokenScope
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import api


@pytest.fixture
def keeper(here):
    return factories.user(Role.PARK, organisation_id=factories.organisation(OrganisationKind.PARK).id)


def create(keeper, key="one form", now=NOW, scopes=(TokenScope.LABELS_READ,)):
    with unit_of_work():
        return service.create(
            "发货", list(scopes), park_id=keeper.organisation_id, by=keeper, request_key=key, now=now
        )


def test_of_the_secret_only_a_digest_is_kept(keeper):
    token, written = create(keeper)
    row = Session().execute(text("select * from api_token")).one()
    audited = Session().execute(text("select facts::text || subject_name from audit")).scalars().all()
    assert written.secret not in " ".join(map(str, [*row, *audited]))
    assert "one form" not in " ".join(map(str, row))  # the secret could be made again from it
    assert [one.action for one in audit.of(token)] == [ApiAction.TOKEN_CREATED]


def test_a_second_click_is_the_same_token_and_a_late_one_shows_nothing(keeper):
    first, written = create(keeper)
    second, again = create(keeper, now=NOW + service.SHOWN_FOR)
    assert (first.id, str(written)) == (second.id, str(again))
    with pytest.raises(rules.ShownAlready):
        create(keeper, now=NOW + service.SHOWN_FOR + timedelta(seconds=1))
    assert len(queries.tokens_of(keeper.organisation_id)) == 1


def test_two_forms_and_two_people_get_different_secrets(keeper):
    other = factories.user(Role.PARK, organisation_id=keeper.organisation_id)
    secrets = {create(keeper)[1].secret, create(keeper, key="another")[1].secret, create(other)[1].secret}
    assert len(secrets) == 3


def test_every_secret_reads_back(keeper):
    for turn in range(40):  # every letter of the alphabet comes up
        written = service._secret(keeper.id, f"form {turn}")
        assert rules.read_token(f"Bearer {rules.TokenText('330522', '0' * 10, written)}") is not None


def test_only_the_right_secret_proves_and_only_while_it_is_open(keeper):
    token, written = create(keeper)
    assert service.proved(written) is token
    assert service.proved(rules.TokenText("330522", token.code, "0" * 32)) is None
    assert service.proved(rules.TokenText("330522", "0" * 10, written.secret)) is None
    for _ in range(2):
        with unit_of_work():
            service.revoke(token, by=keeper, now=NOW)
    assert service.proved(written) is None
    assert [one.action for one in audit.of(token)] == [ApiAction.TOKEN_CREATED, ApiAction.TOKEN_REVOKED]
    with pytest.raises(rules.ShownAlready):
        create(keeper)


def test_use_is_noted_once_a_minute(keeper):
    token, _ = api.token(keeper)
    assert service.is_use_due(token, NOW)
    service.note_use(token, NOW)
    assert not service.is_use_due(token, NOW + timedelta(seconds=59))
    assert service.is_use_due(token, NOW + timedelta(seconds=60))
