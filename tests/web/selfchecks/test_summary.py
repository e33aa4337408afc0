"""The two pages of a result: as many however much was found, and whoever holds them can check them."""

from io import BytesIO

import pytest
from flask_babel import force_locale
from pypdf import PdfReader

from app.infra import clock
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.selfchecks import comparison, queries
from app.selfchecks.export import paper, seal, whole
from tests.pages import text_of
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from tests.web.selfchecks.test_reports import the_job
from worker.jobs import selfchecks as work


def pages_of(pdf: bytes) -> list[str]:
    return ["".join(one.extract_text().split()) for one in PdfReader(BytesIO(pdf)).pages]


def test_the_summary_is_two_pages_made_by_the_worker_and_says_what_to_do_until_when(page, cast, code):
    owner = page.as_(cast.owner)
    shown, asking = f"/self-check/{code}/result", f"/self-check/{code}/reports"
    address = owner.submit(asking, {"form": "short"}, on=shown, expect=303).headers["Location"]
    assert address == owner.submit(asking, {"form": "short"}, on=shown, expect=303).headers["Location"]
    assert "自查概要（两页）" in owner.get(address)
    with page.inside("330522"):
        work.make_report(the_job())
        check = queries.by_code(code)
        (task,) = queries.open_remediation(check.merchant_id)
        compliance, due, mark = check.compliance, task.due_on, seal.mark_of(check)
    assert address != owner.submit(asking, {}, on=shown, expect=303).headers["Location"], (
        "the long one is another"
    )
    first, second = pages_of(owner.fetch(f"{address}/file").data)
    assert f"达标率{compliance:.2f}%" in first
    assert "没有。一票否决的条目都做到了。" in first
    for words in (f"{due.year}年{due.month}月{due.day}日", "小李", "商家（签章）和日期", mark):
        assert words in second


def test_it_stays_two_pages_when_nothing_is_met_in_both_languages(page, cast):
    with page.inside("330522"):
        draft = begin(merchants.by_id(cast.owner.merchant_id), cast.owner)
        asked = queries.guide_of(draft).applicable([])
        answer_all(draft, cast.owner, *(item.code for item in asked))
        check = queries.by_code(hand_in(draft, cast.owner).code)
        found = whole.gather(check, today=local_day(clock.now()), now=clock.now())
        for language, rest in (("zh", "见完整报告"), ("en", "seethefullreport")):
            with force_locale(language):
                written = pages_of(paper.summary(found, comparison.of(check)))
            assert len(written) == 2, [one[:40] for one in written]
            assert rest in written[1]


@pytest.mark.parametrize("wrong", ["another", "case"])
def test_whoever_holds_the_paper_sees_that_its_figures_are_ours(page, cast, checked, wrong):
    code, other = checked(cast.owner, "QUA-01"), checked(cast.other_shop)
    with page.inside("330522"):
        check, another = queries.by_code(code), queries.by_code(other)
        mark, name, compliance = seal.mark_of(check), check.merchant.name, check.compliance
        told = {"another": seal.mark_of(another), "case": mark.lower()}[wrong]
    shown = text_of(page.get(f"/r/330522/self-checks/{code}/{mark}"))
    assert f"达标率 {compliance:.2f} %" in shown
    assert name in shown
    page.get(f"/r/330522/self-checks/{code}/{told}", expect=404)
    page.get(f"/r/330523/self-checks/{code}/{mark}", expect=404)
