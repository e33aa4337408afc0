"""The whole main job, told once by real clicks: sellers and consumers on a phone, officers at a desk."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.assessments.terms import Evaluation
from app.demo.people import PEOPLE, SHOPS, demo_uscc
from tests.browser import story_consumer, story_rights, story_shop, story_title, story_year
from tests.browser.conftest import SignIn, Visit
from tests.browser.live import House
from tests.browser.visitor import DESKTOP, PHONE, Visitor

ADMIN, SCORER, ANOTHER, OFFICER, INDUSTRY, MONITOR = (
    PEOPLE["330522"][place].phone for place in (0, 1, 2, 3, 5, 6)
)
SCORED, PLACE_OF_LISTED = SHOPS["330522"][2], 6
LISTED = SHOPS["330522"][PLACE_OF_LISTED - 1]
SELLER = story_shop.NAME


@contextmanager
def step(name: str, house: House, *visitors: Visitor) -> Iterator[None]:
    """A failure says in which step of the story, where everybody was, and what the house said last."""
    began = time.monotonic()
    try:
        yield
        print(f"{name}: {time.monotonic() - began:.1f} s")
    except BaseException as trouble:
        where = ", ".join(one.page.url for one in visitors)
        trouble.add_note(f"in the step “{name}”, at {where}\n{house.last_words()}")
        raise


def test_the_story_of_a_year(visit: Visit, sign_in: SignIn, house: House, tmp_path: Path):
    seller, elsewhere, consumer, citizen = (visit(PHONE) for _ in range(4))
    officer, admin = visit(DESKTOP, phone=OFFICER), visit(DESKTOP, phone=ADMIN)
    with step("1 a seller registers", house, seller):
        story_shop.registers(seller)
    with step("2 it checks itself", house, seller, elsewhere):
        sign_in(elsewhere, story_shop.PHONE, story_shop.PASSWORD)
        story_shop.checks_itself(seller, elsewhere)
    with step("3 it shows its licence", house, seller, officer):
        story_shop.shows_its_licence(seller, officer)
    with step("4 it prints labels", house, seller):
        label, other_label = story_shop.prints_labels(seller, tmp_path)[:2]
    with step("5 a consumer complains", house, consumer, seller, officer):
        story_consumer.scans(consumer, label, SELLER)
        receipt = story_consumer.complains(consumer)
        story_consumer.follows(consumer, receipt)
        story_consumer.is_answered(seller, receipt)
        story_consumer.is_not_content(consumer)
        story_consumer.is_closed(officer, consumer, receipt)
    with step("6 the year's assessment", house, admin, officer, consumer, citizen):
        panel = story_year.takes_part(admin, SELLER)
        members = [visit(DESKTOP, phone=phone) for phone in story_year.phones_of_panel(panel)]
        panelist = members[0]
        for phone, form in (
            (OFFICER, Evaluation.DEPARTMENT),
            (MONITOR, Evaluation.MONITORING),
            (INDUSTRY, Evaluation.INDUSTRY),
        ):
            story_year.is_reviewed(visit(DESKTOP, phone=phone), SELLER, form)
        story_year.is_judged_by_all(consumer, citizen, other_label, SELLER)
        score = story_year.is_scored(panelist, seller, SELLER)
    quiet, another, scorer = (
        visit(PHONE, script=False),
        visit(DESKTOP, phone=ANOTHER),
        visit(DESKTOP, phone=SCORER),
    )
    listed, scored = visit(PHONE, phone=LISTED.phone), visit(PHONE, phone=SCORED.phone)
    with step("7 the title", house, panelist, admin, citizen, seller, officer):
        black = story_rights.is_to_be_listed(officer, demo_uscc("330522", PLACE_OF_LISTED))
        story_title.is_judged(members)
        story_title.is_proposed(panelist, citizen, SELLER)
    with step("8 who disagrees", house, quiet, another, admin, scorer, scored):
        story_rights.begins_to_object(quiet, SELLER)
        claim = story_rights.asks_to_be_assessed_anew(scored)
        story_rights.is_assessed_anew(claim, admin, scorer, scored, SCORED.name)
        story_rights.objects(quiet)
        story_rights.is_answered(another, officer, quiet)
    with step("9 decided, and taken away", house, panelist, admin, citizen, seller, officer, listed):
        story_title.is_awarded(admin, SELLER)
        story_rights.is_listed(black, admin, citizen, LISTED.name)
        story_rights.is_repaired(listed, admin, citizen, LISTED.name)
        story_title.is_public(citizen, SELLER, score)
        certificate = story_title.proves_itself(seller, citizen, tmp_path, SELLER)
        story_title.is_revoked(officer, seller, admin, SELLER)
        story_title.is_no_more(citizen, seller, label, certificate, SELLER)
