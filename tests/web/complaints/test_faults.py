"""The database gone in the middle of a complaint, and a disk that takes nothing more: a sentence, and nothing lost."""

import html
import re
import resource
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine, select

from app.complaints.models import Complaint
from app.infra import engine, phrases, storage
from app.infra.db import unit_of_work
from app.infra.room import NoRoom
from app.infra.scope import Session
from app.infra.storage import StoredFile
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import photo
from tests.pages import inspect, text_of
from tests.web.complaints.test_public import NEW, fields

NOBODY = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"  # no server listens there
HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
SMALL = 2_000  # bytes; a photograph is larger


@pytest.fixture
def at(inside) -> str:
    with inside("330522"):
        return f"{NEW}?merchant={factories.merchant().code}"


@contextmanager
def database_away() -> Iterator[None]:
    """Whoever asks now finds nobody there."""
    here, dead = engine.bound(), create_engine(NOBODY)
    engine._factory.configure(bind=dead)
    try:
        yield
    finally:
        engine.bind_to(here)


@contextmanager
def disk_full() -> Iterator[None]:
    """The kernel itself refuses this process any larger file, as it refuses on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def complaints(inside) -> list[str]:
    with inside("330522"):
        return list(Session().scalars(select(Complaint.happened)).all())


def test_who_met_a_dead_database_finds_her_words_again_and_is_there_once(page, at, inside):
    """Guards ``app.infra.away``: without it the page is a bare error and the words are gone."""
    shown = page.get(at)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', shown).group(1)
    with database_away():
        answer = page.client.post(at, data={"csrf_token": token, **fields(happened="<b>茶叶</b>发霉了")})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    inspect(answer.text, at)
    assert "刚才可能没有存上" in text_of(answer.text)
    assert "<p>quality</p>" not in answer.text
    assert "&lt;b&gt;茶叶&lt;/b&gt;发霉了" in answer.text
    again = {html.unescape(name): html.unescape(value) for name, value in HIDDEN.findall(answer.text)}
    assert complaints(inside) == []
    for _click in range(2):
        assert page.client.post(at, data=again).status_code == 303
    assert complaints(inside) == ["<b>茶叶</b>发霉了"]


def test_a_form_that_may_not_be_sent_twice_is_not_offered_again(page, at):
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.get("/sign-in")).group(1)
    words = {"phone": "13800000000", "password": "tea and rain", "csrf_token": token}
    with database_away():
        answers = [page.client.post("/sign-in", data=words), page.client.get(at)]
    for answer in answers:
        assert answer.status_code == 503
        inspect(answer.text, at)
        assert "tea and rain" not in answer.text
        assert "再提交一次" not in answer.text


def test_a_full_disk_is_a_sentence_and_keeps_nothing_half_written(here):
    """Guards ``room.write_whole``: without it a 500, and half a photograph beside the whole ones."""
    picture = photo("a full disk")
    kept = {"media_type": "image/jpeg", "name": "a.jpg", "now": NOW}
    with disk_full(), pytest.raises(NoRoom) as refused, unit_of_work():
        storage.keep(picture, **kept)
    assert "存储空间暂时不够" in phrases.sentence(refused.value)
    assert Session().scalars(select(StoredFile.id)).all() == []
    assert list(storage.folder_here().rglob("*.part*")) == []
    with unit_of_work():
        file = storage.keep(picture, **kept)
    assert storage.path_of(file).read_bytes() == picture
