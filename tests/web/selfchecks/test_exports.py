"""Each export holds everything the model holds, but for what is left out by name and reason."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from app.infra.db import unit_of_work
from app.merchants import queries as merchants
from app.selfchecks import proofs, queries, remediation, service
from app.selfchecks.export.fields import FIELDS, REASONS
from app.selfchecks.models import Answer, Remediation, SelfCheck
from app.selfchecks.terms import AnswerValue
from tests.conftest import NOW
from tests.factories.licences import paper
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from tests.web.selfchecks.test_reading import READERS, visitor

FORMULA = '=HYPERLINK("http://evil.example","点我")'
MODELS = [SelfCheck, Answer, Remediation]


@pytest.fixture
def code(page, cast) -> str:
    """A result with a proof, an owner, steps, a comment, and a note that looks like a formula."""
    with page.inside("330522"):
        draft = begin(merchants.by_id(cast.owner.merchant_id), cast.owner)
        answer_all(draft, cast.owner)
        with unit_of_work():
            service.answer(draft, "QUA-01", AnswerValue.NOT_MET, note=FORMULA, by=cast.owner, now=NOW)
            proofs.set_proofs(draft, "QUA-02", [], [paper(name="主页截图.jpg")], by=cast.owner, now=NOW)
        hand_in(draft, cast.owner)
        (task,) = queries.open_remediation(draft.merchant_id)
        with unit_of_work():
            remediation.work_on(task, owner="小李", steps_done=[1], by=cast.owner, now=NOW)
            remediation.comment(task, "请月底前补办", by=cast.officer, now=NOW)
            proofs.add_to_task(task, [paper(name="受理单.jpg")], by=cast.owner, now=NOW)
        return draft.code


@pytest.mark.parametrize("model", list(FIELDS))
def test_every_column_is_exported_or_left_out_for_a_reason(model):
    columns = set(model.__table__.columns.keys())
    assert set(FIELDS[model]) | set(REASONS[model]) == columns
    assert set(FIELDS[model]) & set(REASONS[model]) == set()
    assert all(REASONS[model].values())


def test_the_json_holds_every_exported_column_and_value(page, cast, code):
    said = json.loads(page.as_(cast.owner).fetch(f"/self-check/{code}/result.json").text)
    items = {one["code"]: one for one in said["items"]}
    assert set(FIELDS[SelfCheck]) <= said["selfcheck"].keys()
    assert set(FIELDS[Answer]) == items["QUA-01"]["answer"].keys()
    assert set(FIELDS[Remediation]) <= said["remediation"][0].keys()
    with page.inside("330522"):
        check = queries.by_code(code)
        answers, guide = queries.answers_of(check), queries.guide_of(check)
        assert said["selfcheck"]["result"] == check.result
        assert {one: items[one]["answer"]["answer"] for one in answers} == {
            one: answer.answer.value for one, answer in answers.items()
        }
        assert list(items) == [item.code for item in guide.in_order()]
    assert items["QUA-01"]["answer"]["note"] == FORMULA
    assert items["QUA-02"]["proofs"][0]["file"]["name"] == "主页截图.jpg"
    (task,) = said["remediation"]
    assert (task["owner"], task["steps_done"], task["comments"][0]["text"]) == ("小李", [1], "请月底前补办")
    assert said["law_changes"][0]["items"]


def test_the_workbook_holds_the_same_and_no_formula(page, cast, code):
    book = load_workbook(BytesIO(page.as_(cast.owner).fetch(f"/self-check/{code}/result.xlsx").data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    values = {cell.value for cell in cells}
    assert {FORMULA, "主页截图.jpg", "受理单.jpg", "小李", "请月底前补办"} <= values
    for model in MODELS:
        headers = {str(one) for one in FIELDS[model].values()} - {"结果"}
        assert headers <= values, model
    with page.inside("330522"):
        check = queries.by_code(code)
        guide = queries.guide_of(check)
        assert {item.code for item in guide.items} | {item.ask for item in guide.items} <= values
        assert {f"{one.score:.2f}" for one in check.outcome.dimensions if one.score is not None} <= values


def test_the_paper_names_every_answer_and_task(page, cast, code):
    answer = page.as_(cast.owner).fetch(f"/self-check/{code}/result.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    text = "".join("".join(one.extract_text().split()) for one in PdfReader(BytesIO(answer.data)).pages)
    with page.inside("330522"):
        check = queries.by_code(code)
        asked = queries.guide_of(check).applicable([])
        assert [item.code for item in asked if item.code not in text] == []
        assert f"{check.compliance:.2f}" in text
        assert "".join(check.merchant.name.split()) in text
    for words in ("=HYPERLINK", "小李", "请月底前补办", "主页截图.jpg", "受理单.jpg", "整改"):
        assert words in text


@pytest.mark.parametrize(("who", "status"), READERS)
@pytest.mark.parametrize("form", ["json", "xlsx", "pdf"])
def test_exports_are_for_those_who_read_the_result(page, cast, checked, who, status, form):
    code = checked(cast.owner)
    assert visitor(page, cast, who).fetch(f"/self-check/{code}/result.{form}").status_code == status


def test_a_draft_has_nothing_to_take_along(page, cast, drafted):
    code = drafted(cast.owner)
    assert page.as_(cast.owner).fetch(f"/self-check/{code}/result.json").status_code == 303
    assert page.as_(cast.officer).fetch(f"/self-check/{code}/result.json").status_code == 403
