"""Help: every step can be read by everybody, and leads only where the reader may go."""

import re

import pytest

from app.accounts.terms import Role
from app.complaints.deadlines import DECIDE, MEDIATE
from app.help.chapters import CHAPTERS
from app.help.reading import READER_OF
from app.help.terms import Reader, SheetName
from app.infra.db import unit_of_work
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from tests import factories
from tests.pages import text_of

LINK = re.compile(r'<a class="fx-button fx-plain" href="([^"]+)"')
OF = {
    Role.PARK: OrganisationKind.PARK,
    Role.PANELIST: OrganisationKind.PANEL,
    Role.MONITOR: OrganisationKind.MONITOR,
}
STEPS = [one for chapter in CHAPTERS.values() for part in chapter.parts for one in part.steps]


def somebody(role):
    """With the shop or the organisation that goes with the role."""
    if role is Role.MERCHANT:
        return factories.seller(factories.merchant())
    at = factories.organisation(OF[role]) if role in OF else None
    return factories.user(role, organisation_id=at and at.id)


@pytest.mark.parametrize("reader", Reader)
def test_every_page_of_help_opens_for_a_stranger_in_both_languages_with_its_numbers_filled_in(page, reader):
    for address in (f"/help/{reader}", f"/r/330522/help/{reader}"):
        told = text_of(page.get(address) + page.get(f"{address}?lang=en"))
        assert "%(" not in told


@pytest.mark.parametrize("sheet", SheetName)
def test_a_sheet_is_for_everybody_and_there_is_no_other(page, sheet):
    told = page.get(f"/r/330522/help/sheets/{sheet}")
    assert 'media="print"' in told
    assert "%(" not in told
    page.get("/help/sheets/nobody", expect=404)
    page.get("/help/nobody", expect=404)


def test_every_step_names_a_page_that_there_is(app):
    assert [one.endpoint for one in STEPS if one.endpoint and one.endpoint not in app.view_functions] == []


@pytest.mark.parametrize(
    ("role", "others"),  # the page for panels is for monitors and associations too; each has steps of its own
    [(Role.MERCHANT, 0), (Role.PARK, 0), (Role.OFFICER, 0), (Role.ADMIN, 0), (Role.PANELIST, 1), (Role.MONITOR, 3)],
)  # fmt: skip
def test_each_link_of_the_own_page_opens(page, inside, role, others):
    with inside("330522"):
        user = somebody(role)
    reader = READER_OF[role]
    desk = page.as_(user)
    own = desk.get(f"/help/{reader}")
    links = [link for link in LINK.findall(own) if not link.startswith("/help")]
    expected = [one for part in CHAPTERS[reader].parts for one in part.steps if one.endpoint]
    assert len(links) == len(expected) - others, "a step of one's own page leads to a page one may not open"
    answers = {link: desk.client.get(link).status_code for link in links}
    assert {link: said for link, said in answers.items() if said not in (200, 303)} == {}


def test_a_stranger_is_shown_no_link_that_needs_signing_in(page):
    assert "/complaints/settings" not in page.get("/help/administrator")
    assert 'href="/r/330522/complaints/new"' in page.get("/r/330522/help/consumer")


def test_the_numbers_are_the_regions_own(page, inside):
    with inside("330522"), unit_of_work():
        regions.here().policy = {**regions.here().policy, "notice_workdays": 9, "answer_hours": 36}
    told = text_of(page.get("/r/330522/help/seller"))
    assert "公示 9 个工作日" in told
    assert "36 小时内答复" in told
    assert "24 小时内答复" in text_of(page.get("/help/seller"))


def test_the_periods_of_the_law_are_those_the_clocks_run(page):
    told = text_of(page.get("/r/330522/help/sheets/stations"))
    assert f"{DECIDE.length} 个工作日" in told
    assert f"{MEDIATE.length} 天" in told


def test_a_search_finds_steps_for_all_and_the_guide_for_those_who_may_read_it(page, inside):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
    stranger = page.get("/help/search?q=营业执照")
    assert "/guides/" not in stranger
    found = page.as_(officer).get("/help/search?q=营业执照")
    assert "/guides/live_stream/" in found
    assert "/guides/group_buy/" in found


def test_a_seller_finds_the_guide_of_its_own_kind_only(page, inside):
    with inside("330522"):
        shop = factories.merchant()
        seller = factories.seller(shop)
        kind = shop.kind.value
    desk = page.as_(seller)
    found = desk.get("/help/search?q=营业执照")
    assert set(re.findall(r'href="/guides/(\w+)/', found)) == {kind}
    leads = re.search(r'href="(/guides/\w+/\w+)#([A-Z]+-\d+)"', found)
    assert leads is not None
    assert f'id="{leads.group(2)}"' in desk.get(leads.group(1))


def test_an_empty_answer_says_what_to_try(page):
    assert "换个说法" in page.get("/help/search?q=zzzz")
    assert "写几个字试试" in page.get("/help/search?q=")


def test_help_is_one_tap_away_for_everybody(page, inside):
    with inside("330522"):
        officer = factories.user(Role.OFFICER)
    assert 'href="/r/330522/help"' in page.get("/r/330522")
    assert 'href="/help"' in page.get("/sign-in")
    assert 'href="/help"' in page.as_(officer).get("/desk")
