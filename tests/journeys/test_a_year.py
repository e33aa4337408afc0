"""The main job, told once from end to end: register, self-check, licence, labels, complaint, assessment, title, lists."""

import io
import re
from collections.abc import Callable

import pypdf
import pytest
from PIL import Image

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.assessments import reviews
from app.assessments.kinds import EVALUATION_OF
from app.assessments.terms import Evaluation
from app.demo.assessments import best, even
from app.infra import audit
from app.labels.token import read
from app.merchants import queries as merchants
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import Inside
from tests.forms import forms_of
from tests.pages import Page, text_of

NAME = "长兴放心茶铺"
USCC = factories.uscc(888)
R = "/r/330522"


@pytest.fixture
def town(inside: Inside) -> dict[str, User]:
    """The people of the county, one of each."""
    with inside("330522"):
        factories.organisation(OrganisationKind.STATION, "太湖市场监管所")
        people = {role.value: factories.user(role) for role in (Role.ADMIN, Role.OFFICER)}
        for role, kind in (
            (Role.MONITOR, OrganisationKind.MONITOR),
            (Role.INDUSTRY, OrganisationKind.INDUSTRY),
        ):
            people[role.value] = factories.user(role, organisation_id=factories.organisation(kind).id)
        panel = factories.organisation(OrganisationKind.PANEL, "第一考评组")
        for place in ("panelist", "second panelist", "third panelist"):
            people[place] = factories.user(Role.PANELIST, organisation_id=panel.id)
        people["another officer"] = factories.user(Role.OFFICER)
    return people


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


def is_assessed(page: Page, town: dict[str, User], tokens: list[str], inside: Inside) -> str:
    admin = page.as_(town["admin"])
    cycle = code_in(admin.submit("/cycles/open", {"year": "2026"}).location, r"/cycles/(\w+)")
    for _ in range(3):
        form = next(one for one in forms_of(admin.get(f"/cycles/{cycle}/move")) if "to" in one.values)
        admin.submit(f"/cycles/{cycle}/move", form.values)
    with inside("330522"):
        merchant = merchants.by_uscc(USCC)
        assessment = assessments.current_of(merchant.id)
        sheets = {
            role: best(reviews.sheet_of(assessment, EVALUATION_OF[role]))
            for role in (Role.OFFICER, Role.MONITOR, Role.INDUSTRY)
        }
        public = {
            one: even(reviews.sheet_of(assessment, one), "4")
            for one in (Evaluation.CONSUMER, Evaluation.SOCIAL)
        }
    code = assessment.code
    for role, answers in sheets.items():
        reviewer = page.as_(town[role.value])
        why = {f"why-{item}": "现场看过，与记录不同" for item in answers}
        reviewer.submit(f"/reviews/{code}", {**answers, **why, "note": "现场看过，照片存档"})
        reviewer.submit(f"/reviews/{code}/check")
        reviewer.get(f"/reviews/{code}/check", expect=303)
    consumer, citizen = page.as_(None), page.as_(None)
    consumer.submit(f"{R}/reviews/new?token={tokens[1]}", public[Evaluation.CONSUMER])
    citizen.submit(f"{R}/reviews/social?merchant={merchant.code}", public[Evaluation.SOCIAL])
    admin.submit(f"/assessments/{code}/score", on=f"/assessments/{code}")
    assert "100.00" in text_of(admin.get(f"/assessments/{code}"))
    return code


def is_passed_by_its_panel(page: Page, town: dict[str, User], work_off: Callable[[], None]) -> None:
    """The lot, a blind vote of three, the minutes."""
    admin, people = page.as_(town["admin"]), ("panelist", "second panelist", "third panelist")
    cycle = code_in(admin.get("/panel/sittings"), r'href="/cycles/([A-Z0-9]+)/draw"')
    admin.submit(f"/cycles/{cycle}/draw", {"seed": "2026123-507", "source": "福彩 3D 第 2026123 期"})
    assert NAME in text_of(page.as_(None).get(f"{R}/draws/{cycle}"))
    members = [page.as_(town[one]) for one in people]
    sitting = members[0].submit("/panel").location
    ballot = code_in(members[0].get(sitting), r'href="(/panel/questions/\w+)"')
    said = ("台账抽查五份都齐全", "投诉处理有一次超时", "同意")
    for member, choice, reason in zip(members, ("for", "against", "for"), said, strict=True):
        for other in members:
            assert reason not in text_of(other.get(sitting))
        member.submit(ballot, {"choice": choice, "reason": reason, "no_interest": "y"})
    shown = text_of(members[0].get(sitting))
    assert all(reason in shown for reason in said)
    work_off()
    minutes = members[1].fetch(f"{sitting}/minutes.pdf")
    assert said[1] in "".join(
        sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(minutes.data)).pages
    )


def is_objected_to(page: Page, town: dict[str, User], notice: str) -> None:
    """Anyone objects; who wrote a form for the seller does not answer, somebody else does, with reasons."""
    citizen = page.as_(None)
    public = f"{R}/notices/{notice}"
    form = next(one for one in forms_of(citizen.get(public)) if "form_key" in one.values)
    told = {
        **form.values,
        "text": "去年买的茶叶短斤少两，有订单截图",
        "name": "王小明",
        "phone": "13812345678",
    }
    citizen.submit(public, told)
    assert "异议中" in text_of(citizen.get(f"{R}/merchants?words={NAME}"))
    desk = page.as_(town["another officer"])
    answer = code_in(desk.get(f"/publicity/{notice}"), r'href="(/publicity/objections/\w+)"')
    page.as_(town["officer"]).get(answer, expect=403)
    desk.submit(answer, {"upheld": "no", "answer": "抽称十件均在允差内，订单不是这家店的。"})
    shown = text_of(citizen.get(public))
    assert "抽称十件均在允差内" in shown
    assert "王小明" not in shown
    assert "13812345678" not in shown


def earns_the_title(page: Page, town: dict[str, User], seller: Page, work_off: Callable[[], None]) -> str:
    is_passed_by_its_panel(page, town, work_off)
    seller.submit("/claims/new/reply", {"text": "谢谢大家，少给一两也请来找我们。"})
    panelist, admin = page.as_(town["panelist"]), page.as_(town["admin"])
    form = next(one for one in forms_of(panelist.get("/proposals")) if "chosen" in one.choices)
    told = {**form.values, "chosen": form.choices["chosen"][0], "looked_up": "y"}
    notice = panelist.submit("/proposals", told).location
    notice = code_in(notice, r"([A-Z0-9]{6,})")
    shown = text_of(page.as_(None).get(f"{R}/notices/{notice}"))
    assert NAME in shown
    assert "少给一两也请来找我们" in shown
    is_objected_to(page, town, notice)
    decide = f"/proposals/{notice}/decide"
    assert admin.fetch(decide).status_code == 200
    early = admin.client.post(
        decide, data={"csrf_token": forms_of(admin.get("/clock"))[-1].values["csrf_token"]}
    )
    assert early.status_code in (200, 409), "nothing is awarded before the notice has run"
    assert NAME not in text_of(page.as_(None).get(f"{R}/honours/red"))
    admin.submit("/clock", {"to": "2026-06-30"})
    work_off()
    form = forms_of(admin.get(decide))[-1]
    admin.submit(decide, form.values)
    work_off()
    assert NAME in text_of(page.as_(None).get(f"{R}/honours/red"))
    edition = code_in(admin.get("/honours"), r'href="(/honours/editions/\w+)"')
    assert admin.fetch(f"{edition}/paper.pdf").mimetype == "application/pdf"
    return code_in(admin.get("/titles"), r'href="/titles/(330522-2026-\d+)"')


def is_revoked(number: str, page: Page, town: dict[str, User], seller: Page, token: str) -> None:
    stranger = page.as_(None)
    paper = seller.fetch(f"/titles/{number}/certificate.pdf")
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
    assert number in "".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(paper.data)).pages)
    assert "有效" in text_of(stranger.get(f"{R}/certificates/{number}"))
    officer, another = page.as_(town["officer"]), page.as_(town["another officer"])
    form = next(one for one in forms_of(officer.get(f"/titles/{number}/revoke")) if "ground" in one.choices)
    assert len(form.choices["ground"]) == 6
    picture = io.BytesIO()
    Image.new("RGB", (400, 300), "white").save(picture, "JPEG")
    told = {
        **form.values,
        "ground": form.choices["ground"][3],
        "reason": "经查实刷单炒信",
        "evidence": "处罚决定书 演示 1 号",
        "files": (io.BytesIO(picture.getvalue()), "决定书.jpg"),
    }
    case = officer.submit(f"/titles/{number}/revoke", told).location
    assert "有效" in text_of(stranger.get(f"{R}/certificates/{number}")), "nothing is decided yet"
    early = another.submit(f"{case}/decide", {"revokes": "no", "why": "再看看"}, expect=200)
    assert "商家还没有陈述申辩" in text_of(early.text)
    seller.submit(f"{case}/statement", {"statement": "那是测试订单，没有算进销量。"})
    decided = {"revokes": "yes", "why": "测试订单公开计入了销量，申辩不予采纳。"}
    asked = another.submit(f"{case}/decide", decided, expect=200)
    confirmed = next(one for one in forms_of(asked.text) if one.values.get("confirmed"))
    another.client.post(f"{case}/decide", data=confirmed.values)
    for url in (
        f"/Q/{token}",
        f"{R}/certificates/{number}",
        f"{R}/merchants/{code_in(stranger.get(f'{R}/merchants?words={NAME}'), r'/merchants/([A-Z0-9]+)')}",
    ):
        assert "撤销" in text_of(stranger.get(url)), url
    assert NAME not in text_of(stranger.get(f"{R}/honours/red"))


def test_the_story_of_a_year(page: Page, town: dict[str, User], inside: Inside, work_off: Callable[[], None]):
    seller, officer, stranger = registers(page.as_(None)), page.as_(town["officer"]), page.as_(None)
    checks_itself(seller)
    shows_its_licence(seller, officer)
    tokens = prints_labels(seller, work_off)
    number, secret = complains(stranger, tokens[0])
    is_settled(number, secret, seller, page, officer, page.as_(town["another officer"]))
    is_assessed(page, town, tokens, inside)
    title = earns_the_title(page, town, seller, work_off)
    is_revoked(title, page, town, seller, tokens[0])
    with inside("330522"):
        assert audit.first_broken() is None


def test_another_regions_officer_finds_none_of_it(
    page: Page, town: dict[str, User], inside: Inside, work_off: Callable[[], None]
):
    """Everything the seller has made, asked for by code from the county next door."""
    seller = registers(page.as_(None))
    result = checks_itself(seller)
    shows_its_licence(seller, page.as_(town["officer"]))
    tokens = prints_labels(seller, work_off)
    number, _ = complains(page.as_(None), tokens[0])
    assessment = is_assessed(page, town, tokens, inside)
    with inside("330522"):
        shop = merchants.by_uscc(USCC).code
    batch = code_in(seller.get("/labels"), r'href="/labels/(\w{8,})"')
    licence = code_in(seller.get("/shop/licences"), r"/licences/(\w{8,})")
    with inside("330523"):
        neighbour = page.as_(factories.user(Role.OFFICER))
    for url in (
        result, f"/merchants/{shop}", f"/labels/{batch}", f"/labels/{batch}/file", f"/licences/{licence}", f"/licences/{licence}/file",
        f"/complaints/{number}", f"/assessments/{assessment}", f"/assessments/{assessment}/replay.json", f"/merchants/{shop}/licences",
        f"/r/330523/merchants/{shop}",
    ):  # fmt: skip
        neighbour.get(url, expect=404)
