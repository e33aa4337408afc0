"""One shop in a park, its people and everybody else who might look; ids only, since requests have their own sessions."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.regions.terms import OrganisationKind
from app.selfchecks import proofs, queries, remediation, service
from app.selfchecks.terms import AnswerValue
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import paper
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

FORMULA = '=HYPERLINK("http://evil.example","点我")'


@dataclass
class Cast:
    shop: str
    owner: User
    colleague: User
    officer: User
    park: User
    other_park: User
    other_shop: User
    monitor: User
    elsewhere: User


@pytest.fixture
def cast(inside) -> Cast:
    with inside("330522"):
        park, other_park = (factories.organisation(OrganisationKind.PARK) for _ in range(2))
        shop = factories.merchant(park_id=park.id)
        made = {
            "shop": shop.code,
            "owner": factories.seller(shop),
            "colleague": factories.seller(shop),
            "officer": factories.user(Role.OFFICER),
            "park": factories.user(Role.PARK, organisation_id=park.id),
            "other_park": factories.user(Role.PARK, organisation_id=other_park.id),
            "other_shop": factories.seller(factories.merchant()),
            "monitor": factories.user(Role.MONITOR),
        }
    with inside("330523"):
        return Cast(**made, elsewhere=factories.user(Role.OFFICER))


@pytest.fixture
def checked(inside) -> Callable[..., str]:
    """``checked(owner, "QUA-01")``: the code of a submitted self-check in which these items are not met."""

    def make(owner: User, *unmet: str) -> str:
        with inside("330522"):
            shop = merchants.by_id(owner.merchant_id)
            draft = begin(shop, owner)
            answer_all(draft, owner, *unmet)
            return hand_in(draft, owner).code

    return make


@pytest.fixture
def drafted(inside) -> Callable[..., str]:
    """The code of a draft whose scopes were said."""

    def make(owner: User, *scopes: str) -> str:
        with inside("330522"):
            return begin(merchants.by_id(owner.merchant_id), owner, *scopes).code

    return make


@pytest.fixture
def code(page, cast) -> str:
    """A result with a proof, an owner, steps, a comment, and a note that looks like a formula."""
    with page.inside("330522"):
        draft = begin(merchants.by_id(cast.owner.merchant_id), cast.owner)
        answer_all(draft, cast.owner)
        with unit_of_work():
            service.answer(draft, "QUA-01", AnswerValue.NOT_MET, note=FORMULA, by=cast.owner, now=NOW)
            proofs.set_proofs(draft, "QUA-02", [], [paper(name="主页截图.jpg")], by=cast.owner, now=NOW)
        hand_in(draft, cast.owner)
        (task,) = queries.open_remediation(draft.merchant_id)
        with unit_of_work():
            remediation.work_on(task, owner="小李", steps_done=[1], by=cast.owner, now=NOW)
            remediation.comment(task, "请月底前补办", by=cast.officer, now=NOW)
            proofs.add_to_task(task, [paper(name="受理单.jpg")], by=cast.owner, now=NOW)
        return draft.code
