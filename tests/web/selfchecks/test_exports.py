"""Each export holds everything the model holds, but for what is left out by name and reason."""

import json
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.selfchecks import queries
from app.selfchecks.export.fields import FIELDS, REASONS
from app.selfchecks.models import Answer, Remediation, SelfCheck
from tests.web.selfchecks.conftest import FORMULA
from tests.web.selfchecks.test_reading import READERS, visitor

MODELS = [SelfCheck, Answer, Remediation]


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
    assert set(FIELDS[Answer]) | {"answer_word"} == items["QUA-01"]["answer"].keys()
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


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["没做到", "待整改", "监管人员"]), ("en", ["Not done", "To put right", "Regulator"])],
)
def test_the_json_says_each_value_in_words_as_well(page, cast, code, lang, words):
    said = json.loads(page.as_(cast.owner).fetch(f"/self-check/{code}/result.json?lang={lang}").text)
    answer = next(one["answer"] for one in said["items"] if one["code"] == "QUA-01")
    (task,) = said["remediation"]
    found = [answer["answer_word"], task["state_word"], task["comments"][0]["said_as_word"]]
    assert (answer["answer"], task["state"]) == ("not_met", "open")
    assert found[: len(words)] == words
    assert said["shop"]["kind_word"]


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


@pytest.mark.parametrize(("who", "status"), READERS)
@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_exports_are_for_those_who_read_the_result(page, cast, checked, who, status, form):
    code = checked(cast.owner)
    assert visitor(page, cast, who).fetch(f"/self-check/{code}/result.{form}").status_code == status


def test_a_draft_has_nothing_to_take_along(page, cast, drafted):
    code = drafted(cast.owner)
    assert page.as_(cast.owner).fetch(f"/self-check/{code}/result.json").status_code == 303
    assert page.as_(cast.officer).fetch(f"/self-check/{code}/result.json").status_code == 403
