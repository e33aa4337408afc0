"""PostgreSQL restarted, and killed, while people complain."""

import pytest

from tests.chaos.people import Person, complaining
from tests.chaos.test_line import for_a_while


@pytest.mark.parametrize("how", ["stop", "crash"])
def test_restarted_under_load_no_accepted_complaint_is_lost(house, shop, figures, told, how: str):
    """Guards: what was accepted was committed, and the form's own key (``CHAOS_WITHOUT=form_key``)."""
    with complaining(house.url, shop.code) as crowd:
        for _time in range(3):
            for_a_while(house, crowd, 1)
            getattr(house.database, how)()
            house.database.start()
            figures.note(f"PostgreSQL {'restarted' if how == 'stop' else 'killed'} under load")
        house.until_well()
    told += crowd.told


def test_restarted_in_a_quiet_hour_nobody_notices(house, shop, figures, told):
    """Guards lines that are asked whether they live before a page rests on them (``CHAOS_WITHOUT=fresh_lines``)."""
    for _person in range(3):
        told.append(Person(house.url).complain(shop.code))
    house.database.stop()
    house.database.start()
    figures.note("PostgreSQL restarted in a quiet hour")
    for _person in range(4):
        told.append(Person(house.url).complain(shop.code))
    assert [trouble for one in told for trouble in one.met] == []


def test_who_meets_a_dead_database_gets_the_words_back(house, shop, figures, told):
    """Guards ``app.infra.away`` (``CHAOS_WITHOUT=words_again``)."""
    person = Person(house.url)
    house.database.stop()
    figures.note("PostgreSQL away when a form is sent")
    try:
        answer = person.line.get(f"{house.url}/r/330522/complaints/new?merchant={shop.code}", timeout=30)
    finally:
        house.database.start()
    house.until_well()
    assert answer.status_code == 503
    assert "请过几秒再打开" in answer.text
    told.append(person.complain(shop.code, meets=(house.database.stop, house.database.start)))
    assert told[0].words_came_back > 0


def test_a_form_sent_twice_is_one_complaint(house, shop, figures, told):
    """Guards the form's own key (``CHAOS_WITHOUT=form_key``): the receipt is asked for again, with the same form."""
    for _person in range(3):
        told.append(Person(house.url).complain(shop.code, sent_twice=True))
        figures.note("form sent twice")
