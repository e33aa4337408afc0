"""Forms as others read them, evidence, corrections, weights, phases: in the browser."""

import re
from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace

import pytest

from app.accounts.terms import Role
from app.assessments import duties, form_queries, queries, service
from app.assessments.terms import Evaluation
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from tests.factories.licences import photo
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    with inside("330523"):
        elsewhere = factories.user(Role.OFFICER)
    with inside("330522"):
        shop = factories.merchant(name="小满茶叶")
        assessment = stage.assessment_of(shop)
        people = {
            role.value: factories.user(role)
            for role in (Role.ADMIN, Role.OFFICER, Role.MONITOR, Role.INDUSTRY)
        }
        filled = stage.staff_form(assessment, Role.MONITOR, by=people["monitor"])
        public = stage.consumer_form(assessment)
        return SimpleNamespace(
            shop=shop, assessment=assessment, seller=factories.seller(shop), elsewhere=elsewhere, stranger=None,
            other_monitor=factories.user(Role.MONITOR), form=f"/review-forms/{filled.code}", public=f"/review-forms/{public.code}",
            fill=f"/reviews/{assessment.code}", url=f"/assessments/{assessment.code}", public_code=public.code, **people,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "status"),
    [("admin", 200), ("officer", 200), ("monitor", 200), ("other_monitor", 403), ("industry", 403), ("seller", 403), ("elsewhere", 404), ("stranger", 303)],
)  # fmt: skip
def test_who_reads_a_submitted_form_before_the_score(page, cast, who, status):
    page.as_(getattr(cast, who)).get(cast.form, expect=status)


def test_the_shop_reads_every_form_once_there_is_a_score(page, cast, inside):
    with inside("330522"):
        stage.staff_form(cast.assessment, Role.OFFICER)
        with unit_of_work():
            service.score(stage.again(cast.assessment), by=SYSTEM, now=NOW)
    visitor = page.as_(cast.seller)
    assert "签名核对一致" in visitor.get(cast.form)
    assert "记下权重" not in visitor.get(cast.public)
    assert "看每一份评价表" in visitor.get(cast.url)
    visitor.get(f"{cast.url}/forms")


def test_an_officer_weighs_a_public_form_and_nobody_else_does(page, cast, inside):
    officer = page.as_(cast.officer)
    assert (
        "按多少计"
        in officer.submit(f"{cast.public}/weight", {"weight": "0.5"}, on=cast.public, expect=200).text
    )
    officer.submit(f"{cast.public}/weight", {"weight": "0.5", "reason": "订单只有一半收到"}, on=cast.public)
    assert "订单只有一半收到" in officer.get(cast.public)
    assert "订单只有一半收到" in officer.get(f"{cast.url}/forms")
    with inside("330522"):
        assert form_queries.by_code(cast.public_code).weight == Decimal("0.5")
    page.as_(cast.monitor).submit(
        f"{cast.form}/weight", {"weight": "0", "reason": "x"}, on=cast.fill + "/correct", expect=403
    )


def test_a_monitor_proves_corrects_and_reads_both_versions(page, cast, inside):
    monitor = page.as_(cast.monitor)
    monitor.submit(f"{cast.fill}/correct", {"reason": "录屏晚到了"})
    assert "这是一份更正" in monitor.get(cast.fill)
    upload = {"item": "MON-QUA-1", "files": (BytesIO(photo("one")), "录屏.jpg")}
    monitor.submit(f"{cast.fill}/proofs", upload)
    monitor.submit(
        f"{cast.fill}/proofs", {"item": "MON-QUA-1", "files": (BytesIO(photo("one")), "录屏.jpg")}
    )  # twice is once
    assert monitor.get(f"{cast.fill}/proofs").count("录屏.jpg") == 1
    monitor.submit(f"{cast.fill}/check")

    with inside("330522"):
        new = queries.own_form(cast.assessment.id, Evaluation.MONITORING, cast.monitor.id)
        (proof,) = form_queries.proofs_of(new.id)
    told = text_of(monitor.get(f"/review-forms/{new.code}"))
    assert told.count("录屏晚到了") == 2  # on top, and in the list of versions
    assert "已由新的一份代替" in monitor.get(cast.form)
    file = f"/review-forms/{new.code}/files/{proof.file.code}"
    assert page.as_(cast.officer).fetch(file).mimetype == "image/jpeg"
    page.as_(cast.other_monitor).get(file, expect=403)
    page.as_(cast.officer).get(f"{cast.form}/files/{proof.file.code}", expect=404)  # not of that form


def test_files_of_a_draft_are_its_authors_alone(page, cast, inside):
    industry = page.as_(cast.industry)
    assert "请先选照片或 PDF" in industry.submit(f"{cast.fill}/proofs", {"item": "IND-4"}, expect=200).text
    industry.submit(f"{cast.fill}/proofs", {"item": "IND-4", "files": (BytesIO(photo("one")), "会议.jpg")})
    with inside("330522"):
        draft = queries.own_form(cast.assessment.id, Evaluation.INDUSTRY, cast.industry.id)
        (proof,) = form_queries.proofs_of(draft.id)
    assert industry.fetch(f"{cast.fill}/proofs/{proof.file.code}").status_code == 200
    page.as_(cast.monitor).get(f"{cast.fill}/proofs/{proof.file.code}", expect=404)
    page.as_(cast.officer).get(f"/review-forms/{draft.code}", expect=404)
    industry.submit(f"{cast.fill}/proofs/remove", {"proof": str(proof.id)}, on=f"{cast.fill}/proofs")
    industry.get(f"{cast.fill}/proofs/{proof.file.code}", expect=404)


def test_the_records_fill_in_an_answer_and_changing_it_asks_why(page, cast):
    officer = page.as_(cast.officer)
    assert "系统按记录已填" in officer.get(cast.fill)
    untold = officer.submit(cast.fill, {"DEP-AFT-1": "6"}, expect=200).text
    assert re.search(r"第 \d+ 项：系统里的记录是另一个答案，改动请写明理由", untold)
    told = officer.submit(cast.fill, {"DEP-AFT-1": "6", "why-DEP-AFT-1": "有两件电话投诉"}, expect=200).text
    assert "改动请写明理由" not in told


def test_who_was_given_the_form_fills_it_in_and_others_may_not(page, cast, inside):
    with inside("330522"):
        chosen = factories.user(Role.OFFICER)
        bureau = factories.organisation(OrganisationKind.BUREAU, "县局")
        stand_in = factories.user(Role.OFFICER, organisation_id=bureau.id)
    page.as_(cast.admin).submit(f"{cast.url}/duty", {"people": str(chosen.id)})
    page.as_(chosen).get(cast.fill)
    page.as_(stand_in).get(cast.fill)  # of the bureau itself: takes anybody's place
    page.as_(cast.officer).get(cast.fill, expect=403)
    page.as_(cast.officer).get(f"{cast.url}/duty", expect=403)
    with inside("330522"), unit_of_work():
        duties.give(
            stage.again(cast.assessment), None, evaluation=Evaluation.DEPARTMENT, by=cast.admin, now=NOW
        )
    page.as_(cast.officer).get(cast.fill)


def test_an_administrator_assesses_anew_and_both_scores_can_be_downloaded(page, cast, inside):
    with inside("330522"):
        stage.staff_form(cast.assessment, Role.OFFICER)
        with unit_of_work():
            service.score(stage.again(cast.assessment), by=SYSTEM, now=NOW)
    admin = page.as_(cast.admin)
    assert "请写明理由" in admin.submit(f"{cast.url}/reassess", expect=200).text
    admin.submit(f"{cast.url}/reassess", {"reason": "店家申请复评"})
    assert "正在重新评定" in page.as_(cast.seller).get(cast.url)
    with inside("330522"):
        stage.social_form(cast.assessment, "0")
    admin.submit(f"{cast.url}/reassess/finish")
    assert "每一次算分" in page.as_(cast.seller).get(cast.url)
    for number in (1, 2):
        assert page.as_(cast.seller).fetch(f"{cast.url}/scores/{number}/replay.json").status_code == 200
    page.as_(cast.seller).get(f"{cast.url}/scores/3/replay.json", expect=404)
    page.as_(cast.officer).get(f"{cast.url}/reassess", expect=403)


def test_days_of_coming_phases_are_changed_in_the_browser(page, cast, inside):
    with inside("330522"):
        code = queries.current_cycle().code
    admin = page.as_(cast.admin)
    shown = admin.get(f"/cycles/{code}/phases")
    assert ('name="first-mobilise"' in shown, 'name="last-self_check"' in shown) == (False, True)
    days = {
        f"{end}-{state}": day
        for state, first, last in PLAN
        for end, day in (("first", first), ("last", last))
    }
    admin.submit(f"/cycles/{code}/phases", days)
    assert "8月5日 至 9月30日" in text_of(admin.get(f"/cycles/{code}"))
    told = admin.submit(f"/cycles/{code}/phases", days | {"last-self_check": "2026-08-05"}, expect=200).text
    assert "一个结束后下一个才开始" in told
    page.as_(cast.officer).get(f"/cycles/{code}/phases", expect=403)


PLAN = (
    ("self_check", "2026-07-01", "2026-07-31"), ("treatment", "2026-08-05", "2026-09-30"), ("evaluation", "2026-10-01", "2026-11-15"),
    ("notice", "2026-11-16", "2026-11-30"), ("summary", "2026-12-01", "2026-12-31"),
)  # fmt: skip
