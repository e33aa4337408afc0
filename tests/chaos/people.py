"""Consumers who complain over HTTP while the house is being hurt, and do what people do when a page fails: try again."""

import html
import itertools
import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import altcha
import requests
from altcha.v2 import Challenge, Payload

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
KEY = re.compile(r'name="key"[^>]*value="([^"]+)"')
CHALLENGE = re.compile(r'challenge="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
CODE = re.compile(r"TS\d\d-\w{6}")
OFTEN = 200
PAUSE = 0.15  # seconds between two tries of one person
SECONDS = 12
_numbers = itertools.count(1)
Fault = tuple[Callable[[], None], Callable[[], None]]
Files = list[tuple[str, tuple[str, bytes, str]]]


@dataclass
class Told:
    """What became of one complaint. ``code`` is there once the person has seen the page that says it was taken."""

    words: str
    code: str = ""
    met: list[str] = field(default_factory=list)  # what went wrong on the way
    words_came_back: int = 0

    @property
    def accepted(self) -> bool:
        return bool(self.code)


class Person:
    """One browser at one address. Not to be shared between threads."""

    def __init__(self, url: str, line: requests.Session | None = None) -> None:
        self.url, self.number = url, next(_numbers)
        self.line = line or requests.Session()
        self.line.trust_env = False
        self.line.headers["Referer"] = url
        self.line.headers["X-Forwarded-For"] = (
            f"10.{self.number // 62500}.{self.number // 250 % 250}.{self.number % 250}"
        )

    def complain(
        self, shop: str, *, files: Files | None = None, sent_twice: bool = False, meets: Fault | None = None
    ) -> Told:
        """Until the receipt is seen: the same form again and again, as it was, whatever comes in between.

        ``meets``: what breaks between reading the form and sending it, and how it is mended after the first answer.
        """
        told = Told(f"第 {self.number} 位消费者：茶叶发霉了，{time.monotonic_ns()}")
        address = f"{self.url}/r/330522/complaints/new?merchant={shop}"
        form = self._form(address, told)
        sent: dict[str, str] = {}
        for tries in range(OFTEN):
            sent = sent or self._fields(form, told)
            before = self.line.cookies.copy()
            if meets and not tries:
                meets[0]()
            answer = self._send(address, sent, files, told)
            if meets and not tries:
                meets[1]()
            if answer is not None and answer.status_code == 303:
                if sent_twice:  # the answer is lost, and what it wrote into the browser; with a riddle of its own, or that would refuse it
                    self.line.cookies = before
                    again = self._fields(self._form(address, told), told, key=sent["key"])
                    answer = self._send(address, again, files, told) or answer
                if self._sees_receipt(answer.headers["Location"], told):
                    return told
            elif answer is not None and answer.status_code == 503 and 'name="key"' in answer.text:
                assert told.words in html.unescape(answer.text), "the words did not come back"
                told.words_came_back += 1
                sent = {
                    html.unescape(name): html.unescape(value) for name, value in HIDDEN.findall(answer.text)
                }
            elif (
                answer is not None and answer.status_code == 400
            ):  # the form is of another time: it is opened anew
                sent = self._fields(self._form(address, told), told, key=sent["key"])
            elif answer is not None and answer.status_code == 200:  # the form again, with a sentence on it
                sent = self._fields(answer.text, told, key=sent["key"])
            time.sleep(PAUSE)
        return told

    def _form(self, address: str, told: Told) -> str:
        for _try in range(OFTEN):
            try:
                shown = self.line.get(address, timeout=SECONDS)
            except requests.RequestException as trouble:
                told.met.append(type(trouble).__name__)
            else:
                if shown.status_code == 200 and TOKEN.search(shown.text):
                    return shown.text
                told.met.append(str(shown.status_code))
            time.sleep(PAUSE)
        raise AssertionError(f"the form could not be opened: {told.met[-5:]}")

    def _fields(self, page: str, told: Told, key: str = "") -> dict[str, str]:
        token = TOKEN.search(page)
        own = KEY.search(page)
        assert token, page[:500]
        assert own, page[:500]
        return {
            "csrf_token": token.group(1), "key": key or own.group(1), "about": "quality", "happened": told.words,
            "wanted": "退款", "phone": "13812345678", "name": "王小明", "website": "", "altcha": _answered(page),
        }  # fmt: skip

    def _send(
        self, address: str, sent: dict[str, str], files: Files | None, told: Told
    ) -> requests.Response | None:
        try:
            answer = self.line.post(address, data=sent, files=files, timeout=SECONDS, allow_redirects=False)
        except requests.RequestException as trouble:
            told.met.append(type(trouble).__name__)
            return None
        if answer.status_code != 303:
            told.met.append(str(answer.status_code))
        return answer

    def _sees_receipt(self, address: str, told: Told) -> bool:
        """The number stands in the address; the page may have to be opened again."""
        for _try in range(OFTEN):
            try:
                shown = self.line.get(f"{self.url}{address}", timeout=SECONDS)
            except requests.RequestException as trouble:
                told.met.append(type(trouble).__name__)
            else:
                if shown.status_code == 200 and (found := CODE.search(address)):
                    told.code = found.group()
                    return True
                told.met.append(str(shown.status_code))
            time.sleep(PAUSE)
        return False


def _answered(page: str) -> str:
    """What the browser's own computer sends with the form."""
    found = CHALLENGE.search(page)
    if found is None:
        return ""
    challenge = Challenge.from_dict(json.loads(html.unescape(found.group(1))))
    solution = altcha.solve_challenge(challenge)
    assert solution is not None
    return str(Payload(challenge=challenge, solution=solution).to_base64())


@dataclass
class Crowd:
    """So many people, one complaint after the other, each from a browser of its own."""

    told: list[Told] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    @property
    def accepted(self) -> list[Told]:
        return [one for one in self.told if one.accepted]

    @property
    def met(self) -> list[str]:
        return [trouble for one in self.told for trouble in one.met]


@contextmanager
def complaining(
    url: str, shop: str, people: int = 4, files: Files | None = None, person: Callable[[str], Person] = Person
) -> Iterator[Crowd]:
    """They complain for as long as the block lasts, and each ends what was begun."""
    crowd, over = Crowd(), threading.Event()

    def busy() -> None:
        while not over.is_set():
            try:
                crowd.told.append(person(url).complain(shop, files=files))
            except Exception as trouble:
                crowd.troubles.append(repr(trouble))

    threads = [threading.Thread(target=busy) for _ in range(people)]
    for thread in threads:
        thread.start()
    try:
        yield crowd
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert crowd.troubles == []
