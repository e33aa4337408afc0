"""The second half: assessed, before its panel, objected to, titled, and the title taken away."""

import io
from collections.abc import Callable

import pypdf
from PIL import Image

from app.accounts.models import User
from app.accounts.terms import Role
from app.assessments import queries as assessments
from app.assessments import reviews
from app.assessments.kinds import EVALUATION_OF
from app.assessments.terms import Evaluation
from app.demo.assessments import best, even
from app.merchants import queries as merchants
from tests.conftest import Inside
from tests.forms import forms_of
from tests.journeys.story_shop import NAME, USCC, R, code_in
from tests.pages import Page, text_of


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
    answer = code_in(desk.get(f"/publicity/{notice}"), r'href="(/publicity/objections/[\w-]+)"')
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
    another.get(f"{case}/decide", expect=303)
    assert "商家还没有陈述申辩" in text_of(another.get(case))
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
