"""The main job, told once from end to end: register, self-check, licence, labels, complaint, assessment, title, lists."""

from collections.abc import Callable

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import audit
from app.merchants import queries as merchants
from tests import factories
from tests.conftest import Inside
from tests.journeys.story_shop import (
    USCC,
    checks_itself,
    code_in,
    complains,
    is_settled,
    prints_labels,
    registers,
    shows_its_licence,
)
from tests.journeys.story_title import earns_the_title, is_assessed, is_revoked
from tests.pages import Page


def test_the_story_of_a_year(page: Page, town: dict[str, User], inside: Inside, work_off: Callable[[], None]):
    seller, officer, stranger = registers(page.as_(None)), page.as_(town["officer"]), page.as_(None)
    checks_itself(seller)
    shows_its_licence(seller, officer)
    tokens = prints_labels(seller, work_off)
    number, secret = complains(stranger, tokens[0])
    is_settled(number, secret, seller, page, officer, page.as_(town["another officer"]))
    is_assessed(page, town, tokens, inside)
    title = earns_the_title(page, town, seller, work_off)
    is_revoked(title, page, town, seller, tokens[0])
    with inside("330522"):
        assert audit.first_broken() is None


def test_another_regions_officer_finds_none_of_it(
    page: Page, town: dict[str, User], inside: Inside, work_off: Callable[[], None]
):
    """Everything the seller has made, asked for by code from the county next door."""
    seller = registers(page.as_(None))
    result = checks_itself(seller)
    shows_its_licence(seller, page.as_(town["officer"]))
    tokens = prints_labels(seller, work_off)
    number, _ = complains(page.as_(None), tokens[0])
    assessment = is_assessed(page, town, tokens, inside)
    with inside("330522"):
        shop = merchants.by_uscc(USCC).code
    batch = code_in(seller.get("/labels"), r'href="/labels/(\w{8,})"')
    licence = code_in(seller.get("/shop/licences"), r"/licences/(\w{8,})")
    with inside("330523"):
        neighbour = page.as_(factories.user(Role.OFFICER))
    for url in (
        result, f"/merchants/{shop}", f"/labels/{batch}", f"/labels/{batch}/file", f"/licences/{licence}", f"/licences/{licence}/file",
        f"/complaints/{number}", f"/assessments/{assessment}", f"/assessments/{assessment}/replay.json", f"/merchants/{shop}/licences",
        f"/r/330523/merchants/{shop}",
    ):  # fmt: skip
        neighbour.get(url, expect=404)
