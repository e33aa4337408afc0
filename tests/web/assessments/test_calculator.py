"""The public calculator: no account, and the same number as the house's."""

import json
from io import BytesIO

import pytest

from app.assessments import service
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from tests import factories
from tests.conftest import NOW
from tests.factories import assessments as stage
from tests.pages import text_of

URL = "/r/330522/calculator"
SCORES = {
    "kind": "live_stream",
    "department": "88.5",
    "monitoring": "92.25",
    "industry": "85",
    "consumer": "90 80",
    "social": "75",
}


@pytest.fixture
def export(inside):
    """An export of a stored score, and its total."""
    with inside("330522"):
        assessment = stage.assessment_of(factories.merchant())
        stage.complete(assessment, DEP_QLT_1="3", MON_ADS_1="2")
        with unit_of_work():
            service.score(stage.again(assessment), by=SYSTEM, now=NOW)
        assessment = stage.again(assessment)
        return json.dumps(service.replay_document(assessment), ensure_ascii=False), f"{assessment.total:.2f}"


def test_typed_scores_are_added_up_line_by_line(page):
    told = text_of(page.submit(URL, SCORES, expect=200).text)
    assert "87.58 分" in told  # 35.40 + 27.68 + 8.50 + 8.50 + 7.50
    assert "均分 92.2500 × 30 ÷ 100 = 27.68" in told


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"department": ""}, "部门评价没有可以计入的评价表"),
        ({"social": "75 八十"}, "社会评议里的“八十”不是 0 到 100 的数"),
        ({"kind": "wholesale"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_reckoned_is_said_and_what_was_typed_stays(page, changed, told):
    shown = page.submit(URL, SCORES | changed, expect=200).text
    assert "92.25" in shown
    assert "87.58 分" not in shown
    assert told in shown or changed.get("kind") == "wholesale"


def test_an_export_gives_the_stored_number_from_a_file_and_pasted(page, export):
    text, total = export
    loaded = page.submit(
        f"{URL}/file", {"file": (BytesIO(text.encode()), "assessment.json")}, expect=200
    ).text
    pasted = page.submit(f"{URL}/file", {"pasted": text}, expect=200).text
    assert f"{total} 分" in text_of(loaded)
    assert f"{total} 分" in text_of(pasted)


def test_an_export_that_was_touched_up_gives_what_it_says_now(page, export):
    text, total = export
    document = json.loads(text)
    department = next(one for one in document["forms"] if one["evaluation"] == "department")
    department["answers"]["DEP-QLT-1"] = "0"
    told = text_of(page.submit(f"{URL}/file", {"pasted": json.dumps(document)}, expect=200).text)
    assert f"{total} 分" not in told


@pytest.mark.parametrize("text", ["", "not: [a file", "a: &b [1]\nc: *b", "{}", '{"forms": 1}', "[1, 2]"])
def test_what_is_no_export_is_refused_with_a_sentence(page, text):
    told = page.submit(f"{URL}/file", {"pasted": text}, expect=200).text
    assert 'role="alert"' in told


def test_a_file_in_another_encoding_is_refused_with_a_sentence(page):
    told = page.submit(f"{URL}/file", {"file": (BytesIO("中文".encode("gbk")), "a.json")}, expect=200).text
    assert "不是 UTF-8 编码" in told


def test_one_form_is_reckoned_item_by_item(page):
    url = f"{URL}/live_stream/consumer"
    codes = [f"CSM-{number}" for number in range(1, 7)]
    assert "50.0000 分" in text_of(page.submit(url, dict.fromkeys(codes, "2"), expect=200).text)
    assert "请选一项" in page.submit(url, {"CSM-1": "2"}, expect=200).text
    page.get(f"{URL}/live_stream/nonsense", expect=404)
