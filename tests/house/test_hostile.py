"""Hostile files: every form that takes one is known, all of them hand it to the same few readers, and those refuse each
sample with a sentence, inside their ceilings. Every sample at every door, over HTTP: ``make trust``.
"""

import re
import resource
from dataclasses import dataclass
from io import BytesIO
from typing import IO

import pytest
from flask_wtf import FlaskForm
from wtforms import FileField, MultipleFileField

from app.accounts.terms import Role
from app.infra import phrases, uploads
from app.infra.media import MOST_NAME, plain_name
from app.kernel.errors import DomainError
from app.labels import waybill_lists
from app.merchants.terms import MerchantKind
from app.settings import ROOT
from tests import factories
from tests.factories.licences import photo
from tests.hostile import samples
from tests.hostile.doors import DOORS
from tests.pages import TOKEN

HOME = "330522"
MOST_MEMORY = 1600 * 1024  # kilobytes that a child may have held: its ceiling and a little
READERS = re.compile(
    r"papers\.read\(|storage\.take\(|Image\.open\(.*(?:stream|filename)|load_workbook\(|PdfReader\("
)


@dataclass
class Sent:
    content: bytes
    filename: str = "IMG_0001.jpg"

    @property
    def stream(self) -> IO[bytes]:
        return BytesIO(self.content)


def every_form(kind: type) -> set[type]:
    return {one for sub in kind.__subclasses__() for one in {sub, *every_form(sub)}}


def test_every_form_that_takes_a_file_is_a_known_door(app):
    found = {
        f"{one.__module__.split('.')[1]}.{one.__name__}"
        for one in every_form(FlaskForm)
        if one.__module__.startswith("app.")
        and any(
            issubclass(getattr(getattr(one, name, None), "field_class", int), FileField | MultipleFileField)
            for name in dir(one)
        )
    }
    assert found - {"infra.WithFiles"} == set(DOORS)


def test_no_page_opens_a_file_of_others_by_itself():
    """Whatever decodes runs in a child: pages call ``uploads``, the lists of waybills their own child."""
    pages = [*ROOT.glob("app/*/views/**/*.py"), *ROOT.glob("app/*/views.py"), *ROOT.glob("app/*/forms.py")]
    assert [str(one.relative_to(ROOT)) for one in pages if READERS.search(one.read_text("utf-8"))] == []
    assert len(pages) > 100


TABLES = {  # what writes tables for spreadsheets, and where its formulas are shown to be words
    "app/statistics/sheets.py": "tests/unit/statistics/test_rules.py",
    "app/selfchecks/export/sheets.py": "tests/web/selfchecks/test_exports.py",
    "app/opendata/writing.py": "tests/unit/opendata/test_rules.py",
}


def test_whatever_writes_tables_for_spreadsheets_has_a_test_with_a_formula():
    writes = re.compile(r"csv\.(?:Dict)?[Ww]riter\(|\bWorkbook\(")
    found = {
        str(one.relative_to(ROOT))
        for one in ROOT.glob("app/**/*.py")
        if writes.search(one.read_text("utf-8"))
    }
    assert found == set(TABLES)
    assert [
        one for one in TABLES.values() if not re.search(r"no_formula|[\"']=", (ROOT / one).read_text("utf-8"))
    ] == []


@pytest.mark.parametrize("name", samples.PAPERS)
def test_a_hostile_paper_is_refused_with_a_sentence(name: str, app):
    with app.test_request_context(), pytest.raises(DomainError) as refusal:
        uploads.paper(Sent(samples.made(name)))
    with app.test_request_context():
        told = phrases.sentence(refusal.value)
    assert told.endswith("。")
    assert not told.startswith("现在不能这样做")  # the sentence for what has none of its own
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY


@pytest.mark.parametrize("name", samples.TAKEN)
def test_what_is_two_things_at_once_is_kept_as_the_harmless_one(name: str):
    (kept,) = uploads.clean_all([Sent(samples.made(name))])
    for other in (b"<script", b"PK\x03\x04", b"run.sh"):
        assert other not in kept.content
    assert b"<script" in samples.made(name) or b"PK\x03\x04" in samples.made(name)


@pytest.mark.parametrize("name", samples.NAMES)
def test_a_name_is_a_name_and_nothing_else(name: str):
    kept = plain_name(name)
    assert 0 < len(kept) <= MOST_NAME
    assert not set(kept) & set("/\\\0\r\n\u202e\u200e")
    assert kept not in ("..", ".")


@pytest.mark.parametrize("name", samples.SHEETS)
def test_a_hostile_list_is_refused_with_its_reason(name: str, app):
    with pytest.raises(waybill_lists.WaybillsRefused) as refusal:
        waybill_lists.from_file(samples.made(name))
    with app.test_request_context():
        assert phrases.sentence(refusal.value).endswith("。")
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MOST_MEMORY


def test_hostile_words_get_a_sentence_at_every_door_for_words(page, inside):
    with inside(HOME):
        admin = page.as_(factories.user(Role.ADMIN))
    kind = next(iter(MerchantKind)).value
    doors = [
        (page, f"/r/{HOME}/calculator/file"),
        (page, "/receipts/verify"),
        (admin, f"/guides/{kind}/edit"),
    ]
    wrong = []
    for visitor, url in doors:
        token = TOKEN.search(visitor.client.get(url).text).group(1)
        for name in samples.TEXTS:
            sent = {"file": (BytesIO(samples.made(name)), "rubric.yaml"), "csrf_token": token}
            answer = visitor.client.post(url, data=sent)
            if answer.status_code != 200 or not re.search(r"error|callout|notice", answer.text):
                wrong.append(f"{url} {name}: {answer.status_code}")
    assert wrong == []


def test_a_bomb_and_a_tricky_name_sent_through_a_page(page, inside):
    """As a consumer: the page is shown again with the sentence, and what was written is still there."""
    with inside(HOME):
        shop = factories.merchant()
    at = f"/r/{HOME}/complaints/new?merchant={shop.code}"
    told = {"about": "quality", "happened": "茶叶发霉了", "wanted": "退款", "phone": "13812345678"}
    bomb = (BytesIO(samples.made("png of 3.6 thousand million pixels")), "../../a.png")
    again = page.submit(at, {**told, "files": [bomb]}, expect=200).text
    assert "这张照片太大了" in again
    assert "茶叶发霉了" in again
    assert photo()  # a decent one is taken in tests/web/complaints
