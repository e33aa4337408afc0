"""Whatever a seller can open or download, no word of a report is in it (市场监督管理投诉举报处理办法 art. 37)."""

import logging
import re
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra import audit
from app.infra.forms import fresh_key
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.notices.models import Notice
from tests import factories

NAME, PHONE, WORDS, FILE = "钱守密", "13987654321", "他家仓库里换日期", "钱守密拍的仓库.jpg"
LINK = re.compile(r'href="(/[^"#]*)"')
STARTS = ("/desk", "/complaints", "/notices", "/licences", "/selfchecks", "/labels", "/merchants")
NEVER = ("/sign-out", "/static", "/language", "/demo")
MOST = 120


def photo() -> BytesIO:
    made = BytesIO()
    Image.new("RGB", (640, 480), "darkgreen").save(made, "JPEG")
    return BytesIO(made.getvalue())


@pytest.fixture
def letter(page, inside, caplog):
    """One letter that is a complaint and a real-name report, with a photograph whose name tells who took it."""
    caplog.set_level(logging.DEBUG)
    with inside("330522"):
        shop = factories.merchant(name="小满茶叶")
        seller, officer = factories.seller(shop), factories.user(Role.OFFICER)
    sent = {
        "key": fresh_key(), "about": "quality", "happened": "茶叶发霉了", "wanted": "退款", "phone": "13812345678",
    }  # fmt: skip
    answer = page.submit(f"/r/330522/complaints/new?merchant={shop.code}", sent)
    complaint = answer.location.rpartition("/")[2]
    page.submit(
        "/r/330522/complaints/follow", {"code": complaint, "secret": secret_on(page, answer.location)}
    )
    report = {
        "key": fresh_key(), "offence": "unsafe_goods", "happened": WORDS, "name": NAME, "phone": PHONE,
        "files": (photo(), FILE),
    }  # fmt: skip
    receipt = page.submit(
        f"/r/330522/reports/new?merchant={shop.code}&complaint={complaint}", report
    ).location
    return {
        "seller": seller,
        "officer": officer,
        "complaint": complaint,
        "report": receipt.rpartition("/")[2],
    }


def secret_on(page, receipt: str) -> str:
    return re.search(r"\w{4}-\w{4}-\w{4}", page.get(receipt)).group()


def walked(visitor) -> dict[str, bytes]:
    """Everything that links lead to, pages and files alike."""
    found: dict[str, bytes] = {}
    waiting = list(STARTS)
    while waiting and len(found) < MOST:
        url = waiting.pop(0)
        if url in found or url.startswith(NEVER):
            continue
        answer = visitor.fetch(url)
        found[url] = answer.data
        if answer.mimetype == "text/html":
            links = [unescape(one) for one in LINK.findall(answer.text)]
            waiting += [one for one in links if not urlsplit(one).netloc]
        if "Location" in answer.headers:
            waiting.append(answer.headers["Location"])
    return found


def test_no_page_and_no_file_of_the_sellers_tells_of_a_report(page, letter, inside, caplog):
    found = walked(page.as_(letter["seller"]))
    assert f"/complaints/{letter['complaint']}" in found
    for word in (NAME, PHONE, WORDS, letter["report"], "钱守密拍的仓库"):
        assert [url for url, body in found.items() if word.encode() in body] == [], word
        assert word not in caplog.text or word == letter["report"]
    assert not any(one.startswith("/reports/") for one in found)


def test_the_officer_sees_that_both_belong_together(page, letter):
    officer = page.as_(letter["officer"])
    assert letter["report"] in officer.get(f"/complaints/{letter['complaint']}")
    assert letter["complaint"] in officer.get(f"/reports/{letter['report']}")


def test_no_notice_no_file_name_and_no_audit_row_names_the_reporter(letter, inside):
    with inside("330522"):
        notices = Session().scalars(select(Notice)).all()
        files = Session().scalars(select(StoredFile.name)).all()
        entries = Session().scalars(select(audit.AuditEntry)).all()
    told = [f"{one.title}{one.text}" for one in notices] + list(files)
    told += [f"{one.actor_name}{one.subject_name}{one.facts}" for one in entries]
    assert [one for one in told if NAME in one or PHONE in one or WORDS in one] == []
    assert [
        one.user_id for one in notices if letter["report"] in one.url and one.user_id == letter["seller"].id
    ] == []
