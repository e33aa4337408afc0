"""Valkey emptied, and away for a while: people complain all the same, and the work is done when it is back."""

import os

import requests

from app.accounts.terms import Role
from app.infra.embedded import process
from tests import factories
from tests.chaos.people import TOKEN, complaining
from tests.pages import text_of

SECONDS = float(os.environ.get("CHAOS_SECONDS") or "12")
WAITS = "select count(*) from job where state = 'waiting'"


def signed_in(house) -> requests.Session:
    """The administrator, at the machine room's door."""
    with house.inside():
        admin = factories.user(Role.ADMIN)
    line = requests.Session()
    line.trust_env = False
    page = line.get(f"{house.url}/sign-in", timeout=30).text
    sent = {"csrf_token": TOKEN.search(page).group(1), "phone": admin.phone, "password": factories.PASSWORD}
    line.post(f"{house.url}/sign-in", data=sent, timeout=30)
    return line


def for_a_while(house, crowd, seconds: float) -> None:
    """Until the time is over, and at least so many have got their receipt meanwhile."""
    before = len(crowd.told)
    process.wait_until(lambda: False, seconds)
    enough = process.wait_until(lambda: len(crowd.told) >= before + 4, 120)
    assert enough, f"{crowd.met[-10:]} {crowd.troubles}\n{house.last_words()}"


def test_emptied_while_people_complain_nothing_is_lost(house, shop, figures, told):
    """Guards the row before the job and ``timetable.resend_forgotten`` (``CHAOS_WITHOUT=resend``); and, since so many
    write down what happened at once, the lock of the audit chain (``chain_lock``).
    """
    with complaining(house.url, shop.code) as crowd:
        for _time in range(4):
            for_a_while(house, crowd, 1)
            house.line.empty()
            figures.note("Valkey emptied")
    told += crowd.told
    assert crowd.met == [], "nobody should have noticed"


def test_away_for_a_while_pages_work_and_say_what_waits(house, shop, figures, told):
    """Guards ``jobs.send_one`` letting a dead queue pass (``CHAOS_WITHOUT=queue_may_fail``), and ceilings kept in memory."""
    admin = signed_in(house)
    with complaining(house.url, shop.code) as crowd:
        for_a_while(house, crowd, 1)
        house.line.stop()
        figures.note("Valkey stopped")
        before = len(crowd.accepted)
        for_a_while(house, crowd, SECONDS)
        (waiting,) = house.ask(WAITS)[0]
        machine_room = text_of(admin.get(f"{house.url}/system", timeout=30).text)
        while_away = len(crowd.accepted) - before
        house.line.start()
    told += crowd.told
    assert while_away > 0
    assert waiting > 0
    assert "任务队列连不上，工作记在库里，恢复后自动继续" in machine_room
    assert "发送站外通知" in machine_room
    assert crowd.met == [], "nobody should have noticed"
    house.until_well()
