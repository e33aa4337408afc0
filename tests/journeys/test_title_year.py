"""The second half of the year over HTTP: lot, blind votes, notice, objection, title, certificate, revocation, lists."""

from app.accounts.models import User
from app.assessments import service as assessments
from app.infra import audit
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from tests import factories
from tests.conftest import NOW, Inside
from tests.factories import assessments as forms
from tests.factories import labels
from tests.journeys import story_title
from tests.journeys.story_shop import NAME, USCC
from tests.pages import Page


def test_a_scored_shop_earns_its_title_and_loses_it(
    page: Page, town: dict[str, User], inside: Inside, work_off
):
    with inside("330522"):
        merchant = factories.merchant(name=NAME, uscc=USCC)
        score = forms.assessment_of(merchant)
        forms.staff_form(score, town["officer"].role, by=town["officer"])
        for role in ("monitor", "industry"):
            forms.staff_form(score, town[role].role, by=town[role])
        forms.consumer_form(score)
        forms.social_form(score)
        with unit_of_work():
            assessments.score(forms.again(score), by=SYSTEM, now=NOW)
        seller, token = page.as_(factories.seller(merchant)), labels.token(labels.ready(merchant))
    number = story_title.earns_the_title(page, town, seller, work_off)
    story_title.is_revoked(number, page, town, seller, token)
    with inside("330522"):
        assert merchants.by_uscc(USCC) is not None
        assert audit.first_broken() is None
