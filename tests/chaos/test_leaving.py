"""Leaving without dropping anything: web and worker are told to end while they are at work; a new release is rolled out."""

from concurrent.futures import ThreadPoolExecutor

from app.infra.embedded import process
from app.infra.embedded.valkey import _free_port as free_port
from tests.chaos import family
from tests.chaos.cases import batch, is_printed_once
from tests.chaos.people import Person, Told, complaining
from tests.chaos.proxy import before
from tests.chaos.test_disk import photograph
from tests.chaos.test_line import for_a_while

AT_WORK = "select count(*) from job where state = 'running' and name = 'label.make' and done > 0"


def decoders(house) -> int:
    """Children of the web process that are cleaning a photograph just now."""
    return sum(b"app.infra.uploaded" in family.command(one) for one in house.hands["web"].family())


def test_web_told_to_end_answers_what_it_has_begun(house, shop, figures, told):
    """Guards granian's polite end (``CHAOS_WITHOUT=politely``): two letters with photographs are being taken in."""
    files = [("files", ("a.jpg", photograph(), "image/jpeg"))]
    address = f"{house.url}/r/330522/complaints/new?merchant={shop.code}"
    people = [Person(house.url) for _ in range(2)]
    letters = [Told(f"第 {one.number} 位消费者：马上关门") for one in people]
    sent = [
        one._fields(one.line.get(address, timeout=60).text, letter)
        for one, letter in zip(people, letters, strict=True)
    ]

    def send(number: int) -> int:
        return (
            people[number]
            .line.post(address, data=sent[number], files=files, timeout=90, allow_redirects=False)
            .status_code
        )

    with ThreadPoolExecutor(2) as hands:
        running = [hands.submit(send, number) for number in range(2)]
        assert process.wait_until(lambda: decoders(house) >= 1, 60)
        house.hands["web"].leave()
        figures.note("web told to end while it is at work")
        statuses = [one.exception() or one.result() for one in running]
    house.hands["web"].stop()
    house.hands["web"].start()
    house.until_well()
    assert statuses == [303, 303]


def test_worker_told_to_end_finishes_what_it_has_begun(house, figures, told):
    """Guards the worker's warm end (``CHAOS_WITHOUT=politely``): the batch is made at the first try, not at the second."""
    with house.inside():
        code = batch(house)
    assert process.wait_until(lambda: house.ask(AT_WORK) == [(1,)], 60), house.last_words()
    workers = house.hands["workers"]
    workers.leave()
    figures.note("worker told to end while it is at work")
    assert process.wait_until(lambda: workers.running.poll() is not None, 90)
    state = house.ask("select j.state, j.tries from job j where name = 'label.make' order by id desc limit 1")
    workers.start()
    house.until_idle()
    assert state == [("done", 1)]
    with house.inside():
        is_printed_once(code)


def test_a_new_release_is_rolled_out_and_nobody_notices(house, shop, figures, told):
    """Guards the polite end and the proxy's second choice (``CHAOS_WITHOUT=politely``, ``next_one``)."""
    other = house.another_web("web-2", free_port())
    port = int(other.order[other.order.index("--port") + 1])
    other.start()
    house.until_well(f"http://127.0.0.1:{port}")
    try:
        with before([house.port, port]) as proxy, complaining(proxy.url, shop.code, people=3) as crowd:
            for hand, where in ((house.hands["web"], house.port), (other, port)):
                for_a_while(house, crowd, 1)
                hand.leave()
                hand.stop()
                for_a_while(house, crowd, 1)
                hand.start()
                house.until_well(f"http://127.0.0.1:{where}")
                figures.note("release rolled out under load")
    finally:
        other.stop()
    told += crowd.told
    assert proxy.failed == 0, f"{proxy.failed} of {proxy.handed_on} requests failed"
    assert crowd.met == []
