"""Two administrators decide at the same moment, over two connections: the title is awarded once."""

import threading
from types import SimpleNamespace

import pytest
from sqlalchemy import create_engine, text

from app.infra import engine, scope
from app.infra.db import unit_of_work
from app.kernel.errors import DomainError
from app.publicity import queries as notices
from app.publicity.rules import MoveRefused
from app.regions import queries as regions
from app.titles import proposing
from tests.conftest import NOW
from tests.factories.titles import AFTER_THE_NOTICE

PEOPLE = [
    SimpleNamespace(id=-3, audit_id=None, name=name, audit_name=name, organisation_id=None)
    for name in ("阿甲", "阿乙")
]
MADE = """
insert into organisation (id, kind, name, region_id) values (-3, 'station', '同时所', 2);
insert into merchant (id, code, uscc, name, kind, contact, address, goods, scopes, station_id, registered_at, region_id)
values (-3, 'twodecide', 'TWODECIDE', '同时店', 'live_stream', '', '', '', '{}', -3, now(), 2);
insert into login (id, phone_index, password_hash, region_id, is_open, session_mark) values (-3, 'two', '', 2, true, '');
insert into account (id, name, phone, role, opened_at, region_id) values (-3, '阿丙', '\\x00', 'panelist', now(), 2);
insert into cycle (id, code, year, name, state, phases, moves, seed, opened_at, region_id)
values (-3, 'twodecide', 1999, '', 'notice', '[]', '[]', '', now(), 2);
insert into assessment (id, code, cycle_id, merchant_id, rubric_version_id, state, total, eligible, scored_at, region_id)
select -3, 'twodecide', -3, -3, max(id), 'scored', 91.50, true, now(), 2 from policy_version where family = 'rubrics';
insert into public_notice (id, code, kind, state, title, lines, minutes, cycle_id, proposer_id, proposed_by, opened_at,
 workdays, ends_on, counted, provisional, origin, stopped, region_id)
values (-3, 'twodecide', 'titles', 'running', '', '[{"merchant_id": -3, "merchant_code": "twodecide", "name": "同时店", "uscc": ""}]', '',
 -3, -3, '', now(), 7, '2026-06-10', '[]', false, 'panel', '[]', 2);
insert into title_proposal (id, notice_id, merchant_id, assessment_id, score, region_id) values (-3, -3, -3, -3, 91.50, 2);
"""
GONE = """
delete from honour_entry where merchant_id = -3; delete from honour_list where notice_id = -3;
delete from title where merchant_id = -3; delete from title_proposal where id = -3; delete from public_notice where id = -3;
delete from assessment where id = -3; delete from cycle where id = -3; delete from account where id = -3;
delete from login where id = -3; delete from open_record where merchant_id = -3; delete from merchant_card where merchant_id = -3; delete from merchant where id = -3;
delete from organisation where id = -3;
"""


@pytest.fixture
def region(app, settings):
    """A notice that has run and that other connections see too; gone afterwards."""
    owner = create_engine(engine.driver_url(settings.owner_url))
    with owner.begin() as connection:
        connection.execute(text(MADE))
    with app.app_context(), scope.house_scope():
        found = regions.ref_by_code("330523")
    yield found
    with owner.begin() as connection:
        connection.execute(text(GONE))
    owner.dispose()


def test_two_decisions_at_once_award_once(app, region):
    together, came = threading.Barrier(2), []

    def decide(person) -> None:
        with app.app_context(), scope.region_scope(region):
            notice = notices.by_code("twodecide")
            together.wait(20)
            try:
                with unit_of_work():
                    came.append(len(proposing.award(notice, by=person, now=NOW + AFTER_THE_NOTICE)))
            except DomainError as refused:
                came.append(type(refused))

    threads = [threading.Thread(target=decide, args=(person,)) for person in PEOPLE]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert sorted(came, key=str) == [1, MoveRefused]
