"""A seller's first half of the year over HTTP: registered, checked, its paper shown, labels printed, a complaint settled."""

import io
import re
from collections.abc import Callable

import pypdf
from PIL import Image

from app.labels.token import read
from tests import factories
from tests.forms import forms_of
from tests.pages import Page, text_of

NAME = "长兴放心茶铺"
USCC = factories.uscc(888)
R = "/r/330522"


def code_in(html: str, pattern: str) -> str:
    found = re.search(pattern, html)
    assert found is not None, f"no {pattern} in {text_of(html)[:500]}"
    return found.group(1)


def registers(page: Page) -> Page:
    page.submit(
        "/register",
        {"region": "330522", "name": "陈茶", "phone": "13700000001", "password": "tea and rain 2026"},
    )
    station = code_in(page.get("/shop/register"), r'<option[^>]*value="(\d+)"[^>]*>太湖市场监管所')
    shop = {
        "kind": "live_stream", "name": NAME, "contact": "陈茶", "address": "测试路 8 号", "station_id": station, "park_id": 0,
        "goods": "紫笋茶", "rooms-0-platform": "douyin", "rooms-0-name": "放心说茶",
    }  # fmt: skip
    wrong = USCC[:-1] + next(one for one in "0123456789" if one != USCC[-1])
    refused = page.submit("/shop/register", {**shop, "uscc": wrong}, expect=200)
    assert f"应为“{USCC[-1]}”" in text_of(refused.text)
    page.submit("/shop/register", {**shop, "uscc": USCC})
    return page


def checks_itself(seller: Page) -> str:
    """Stops after three items, comes back, answers two of them with no, hands it in."""
    there = seller.submit("/self-check/start", on="/self-check").location
    check = code_in(there, r"/self-check/(\w+)")
    place = seller.submit(there, {"scopes": ["food", "promotions"]}).location
    place = code_in(seller.get(place), rf'href="(/self-check/{check}/[A-Z]+-\d+)')
    for _number in range(3):
        place = seller.submit(place, {"answer": "met"}).location
    assert "继续" in text_of(seller.get("/desk"))
    answered = 3
    while not place.endswith("/review"):
        answer = "not_met" if answered in (5, 9) else "met"
        place = seller.submit(place, {"answer": answer}).location
        answered += 1
    assert answered >= 40
    result = seller.submit(place).location
    shown = text_of(seller.get(result))
    assert "准入资质" in shown
    assert len(re.findall(r'href="/remediation/\w+"', seller.get("/remediation"))) >= 2
    return result


def shows_its_licence(seller: Page, officer: Page) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (800, 600), "white").save(picture, "JPEG")
    seller.submit(
        "/shop/licences/new",
        {
            "kind": "business_licence", "holder_name": NAME, "number": USCC, "uscc": USCC, "long_term": "y",
            "file": (io.BytesIO(picture.getvalue()), "执照.jpg"),
        },
    )  # fmt: skip
    queue = officer.get("/licences")
    licence = code_in(queue, r'href="/licences/(\w+)"')
    shown = officer.get(f"/licences/{licence}")
    form = next(one for one in forms_of(shown) if one.action.endswith("/verify"))
    officer.submit(f"/licences/{licence}/verify", form.values, on=f"/licences/{licence}")
    assert "已核验" in text_of(seller.get("/shop/licences"))


def prints_labels(seller: Page, work_off: Callable[[], None]) -> list[str]:
    form = forms_of(seller.get("/labels/new"))[-1]
    batch = seller.submit("/labels/new", {**form.values, "count": "24", "layout": "a4-3x8"}).location
    again = seller.client.post("/labels/new", data={**form.values, "count": "24", "layout": "a4-3x8"})
    assert again.location == batch, "the second click is the same batch"
    work_off()
    code = code_in(batch, r"/labels/(\w+)")
    paper = seller.fetch(f"/labels/{code}/file")
    words = "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(paper.data)).pages)
    tokens = [
        "".join(found) for found in re.findall(r"\b" + r" ".join([r"([0-9A-Z]{4})"] * 5) + r"\b", words)
    ]
    assert len(tokens) == 24
    assert read(tokens[0], {}).token == tokens[0]
    return tokens


def complains(stranger: Page, token: str) -> tuple[str, str]:
    tag = stranger.get(f"/Q/{token}")
    assert NAME in text_of(tag)
    form = next(
        one for one in forms_of(stranger.get(f"{R}/complaints/new?token={token}")) if "happened" in one.values
    )
    about = form.choices["about"][-1]
    told = {
        **form.values,
        "about": about,
        "happened": "收到的茶叶受潮了",
        "wanted": "请换一罐",
        "phone": "13600000001",
        "name": "李买",
        "may_pass_on": "y",
    }
    receipt = stranger.submit(f"{R}/complaints/new?token={token}", told).location
    twice = stranger.client.post(f"{R}/complaints/new?token={token}", data=told)
    assert twice.location == receipt, "the second click is the same complaint"
    shown = text_of(stranger.get(receipt))
    number = code_in(receipt, r"receipt/([\w-]+)")
    secret = code_in(shown, r"\b([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b")
    return number, secret


def is_settled(number: str, secret: str, seller: Page, page: Page, officer: Page, second: Page) -> None:
    assert "13600000001" not in seller.get(f"/complaints/{number}")
    seller.submit(
        f"/complaints/{number}/answer",
        {
            "stance": forms_of(seller.get(f"/complaints/{number}/answer"))[-1].choices["stance"][0],
            "text": "非常抱歉，马上换一罐。",
        },
    )
    elsewhere = page.as_(None)
    case = elsewhere.submit(f"{R}/complaints/follow", {"code": number, "secret": secret}).location
    assert "马上换一罐" in text_of(elsewhere.get(case))
    elsewhere.submit(f"{case}/word", {"word": "it_is_not_solved"}, on=case)
    close = officer.get(f"/complaints/{number}/close")
    outcomes = forms_of(close)[-1].choices["outcome"]
    refused = officer.submit(f"/complaints/{number}/close", {"outcome": "solved", "text": "好"}, expect=200)
    assert "fx-error" in refused.text, "closing against the consumer's word needs a reason"
    assert "refused_by_merchant" in outcomes
    officer.submit(
        f"/complaints/{number}/close",
        {"outcome": "refused_by_merchant", "text": "商家换过一罐，不同意再退款，已告知其他途径。"},
    )
    assert "商家不同意" not in text_of(elsewhere.get(case)), (
        "against the consumer's word a second officer confirms"
    )
    second.submit(f"/complaints/{number}/confirm", {"decision": "yes"})
    assert "商家不同意" in text_of(elsewhere.get(case))
