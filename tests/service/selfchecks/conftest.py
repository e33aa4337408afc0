"""A live-stream shop with a seller, and ways to hurry through its self-check. Inside 长兴县."""

from collections.abc import Callable
from datetime import datetime

import pytest

from app.accounts.models import User
from app.infra.db import unit_of_work
from app.merchants.models import Merchant
from app.selfchecks import queries, service
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import AnswerValue
from tests import factories
from tests.conftest import NOW

Started = Callable[..., SelfCheck]


@pytest.fixture
def shop(here) -> Merchant:
    return factories.merchant()


@pytest.fixture
def seller(shop: Merchant) -> User:
    return factories.seller(shop)


def begin(shop: Merchant, seller: User, *scopes: str, now: datetime = NOW) -> SelfCheck:
    """A draft with its scopes said."""
    with unit_of_work():
        draft = service.start(shop, by=seller, now=now)
        service.set_scopes(draft, scopes, by=seller, now=now)
    return draft


def answer_all(draft: SelfCheck, seller: User, *unmet: str, now: datetime = NOW) -> None:
    """Everything that is asked is met, but for ``unmet``."""
    with unit_of_work():
        for item in queries.guide_of(draft).applicable(draft.scopes or ()):
            value = AnswerValue.NOT_MET if item.code in unmet else AnswerValue.MET
            service.answer(draft, item.code, value, by=seller, now=now)


def hand_in(draft: SelfCheck, seller: User, *, now: datetime = NOW) -> SelfCheck:
    with unit_of_work():
        return service.submit(draft, by=seller, now=now)
