"""``make proxy-check``: the proxy of ``deploy/`` before two web processes. Needs Caddy (``CADDY=``, else on the path)."""

import os
import socket
import ssl
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests

from app.infra.embedded.valkey import _free_port as free_port
from app.infra.headers import FIXED
from tests import factories
from tests.chaos.caddy import Proxy, before
from tests.chaos.people import CODE, TOKEN, Person, Told, complaining
from tests.chaos.test_disk import photograph
from tests.chaos.test_line import for_a_while

PORT = int(os.environ.get("PORT") or free_port())
FORGED = "203.0.113.9"
SHUT = "select address from user_session order by id desc limit 1"


@pytest.fixture(scope="module")
def webs(house) -> Iterator[list]:
    """As behind a proxy in earnest: the address people use is the proxy's."""
    made = []
    for name in ("web-1", "web-2"):
        port = free_port()
        hand = house.another_web(name, port)
        hand.env = {**house.env, "PUBLIC_URL": f"https://localhost:{PORT}"}
        hand.start()
        made.append((hand, port))
    for _hand, port in made:
        house.until_well(f"http://127.0.0.1:{port}")
    yield made
    for hand, _port in made:
        hand.stop()


@pytest.fixture(scope="module")
def proxy(house, webs) -> Iterator[Proxy]:
    with before([port for _hand, port in webs], house.folder, PORT) as made:
        yield made


def test_the_programs_headers_come_through_and_the_proxy_does_not_name_itself(proxy: Proxy):
    got = proxy.line().get(f"{proxy.secure}/", timeout=30).headers
    assert {name: got.get(name) for name in FIXED} == FIXED
    assert "nonce-" in got["Content-Security-Policy"]
    assert got["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert got["X-Request-Id"]
    assert "Server" not in got


def test_cookies_bear_the_mark_that_only_https_may_set(proxy: Proxy):
    line = proxy.line()
    line.get(f"{proxy.secure}/sign-in", timeout=30)
    assert len(line.cookies) > 0
    assert [one.name for one in line.cookies if not (one.name.startswith("__Host-") and one.secure)] == []


def test_tls_is_1_2_or_1_3_and_nothing_older(proxy: Proxy):
    assert spoken(proxy, ssl.TLSVersion.TLSv1_3) == "TLSv1.3"
    assert spoken(proxy, ssl.TLSVersion.TLSv1_2) == "TLSv1.2"
    with pytest.raises((ssl.SSLError, ConnectionError)):
        spoken(proxy, ssl.TLSVersion.TLSv1_1)


def test_people_are_led_to_https_and_programs_are_told(proxy: Proxy):
    line = proxy.line()
    led = line.get(f"{proxy.plain}/labels?x=1", timeout=30, allow_redirects=False)
    assert led.status_code == 308
    assert led.headers["Location"].startswith("https://localhost")
    assert led.headers["Location"].endswith("/labels?x=1")
    assert line.get(f"{proxy.plain}/api/v1/merchants", timeout=30, allow_redirects=False).status_code == 403


def test_figures_are_not_for_outside(proxy: Proxy):
    assert proxy.line().get(f"{proxy.secure}/metrics", timeout=30).status_code == 404


def test_who_asks_is_the_proxys_word_whatever_the_visitor_writes(proxy: Proxy, house):
    with house.inside():
        user = factories.user()
    line = proxy.line("127.77.5.6")
    line.headers.update({"X-Forwarded-For": FORGED, "Referer": proxy.secure})
    page = line.get(f"{proxy.secure}/sign-in", timeout=30).text
    sent = {"csrf_token": TOKEN.search(page).group(1), "phone": user.phone, "password": factories.PASSWORD}
    line.post(f"{proxy.secure}/sign-in", data=sent, timeout=30)
    assert house.ask(SHUT) == [("127.77.5.*",)]


def test_photographs_go_through_and_too_much_is_refused_at_the_door(proxy: Proxy, house, shop, told):
    files = [("files", ("a.jpg", photograph(), "image/jpeg"))]
    told.append(proxy.person(proxy.secure).complain(shop.code, files=files))
    person = proxy.person(proxy.secure)
    address = f"{proxy.secure}/r/330522/complaints/new?merchant={shop.code}"
    sent = person._fields(person.line.get(address, timeout=60).text, Told("第 0 位消费者：太大"))
    huge = [("files", ("a.jpg", b"\xff" * 24_000_000, "image/jpeg"))]
    assert refused(person, address, sent, huge)
    assert house.ask("select count(*) from complaint where happened like '第 0 位%%太大'") == [(0,)]


def refused(person: Person, address: str, sent: dict[str, str], files) -> bool:
    """With a status, or by hanging up on who goes on sending."""
    try:
        answer = person.line.post(address, data=sent, files=files, timeout=60, allow_redirects=False)
    except requests.ConnectionError:
        return True
    return answer.status_code in (413, 502)


def test_a_release_is_rolled_out_behind_it_and_nobody_notices(proxy: Proxy, webs, house, shop, told):
    """As docs/operations.md has it: each machine is taken from the proxy, told to end, started, and put back when it is ready."""
    ports = [port for _hand, port in webs]
    with complaining(proxy.secure, shop.code, people=3, person=proxy.person) as crowd:
        for hand, port in webs:
            for_a_while(house, crowd, 1)
            proxy.sends_to([one for one in ports if one != port])
            hand.leave()
            hand.stop()
            for_a_while(house, crowd, 1)
            hand.start()
            house.until_well(f"http://127.0.0.1:{port}")
            proxy.sends_to(ports)
        for_a_while(house, crowd, 1)
    told += crowd.told
    log = (house.folder / "caddy.log").read_text()[-3000:]
    assert crowd.met == [], f"{len(crowd.met)} of {len(crowd.told)}\n{log}"
    assert all(CODE.fullmatch(one.code) for one in crowd.told)


def spoken(proxy: Proxy, version: ssl.TLSVersion) -> str | None:
    """Which version is agreed on by somebody who speaks just this one."""
    wanted = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    wanted.load_verify_locations(proxy.root)
    wanted.set_ciphers("DEFAULT:@SECLEVEL=0")
    wanted.minimum_version = wanted.maximum_version = version
    port = urlsplit(proxy.secure).port
    with (
        socket.create_connection(("127.0.0.1", port), timeout=10) as plain,
        wanted.wrap_socket(plain, server_hostname="localhost") as line,
    ):
        return line.version()
