"""The published document: complete, and true, as a fuzzer finds."""

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.core.parameters import ParameterLocation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from app.api.terms import TokenScope
from tests.factories import labels
from tests.web.api.conftest import problem

CHECKS = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance, negative_data_rejection, unsupported_method,
]  # fmt: skip
OPERATIONS = (
    "GET /api/v1/batches", "POST /api/v1/batches", "GET /api/v1/batches/{code}", "GET /api/v1/batches/{code}/file",
    "POST /api/v1/batches/{code}/void", "GET /api/v1/merchants", "GET /api/v1/batches/{code}/ledger",
    "GET /api/v1/labels/{label}",
)  # fmt: skip
EXAMPLES = 30
PLAIN = {"Accept-Encoding": "identity"}


@pytest.fixture
def schema(db):
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", db)


def test_the_document_names_every_endpoint(schema):
    assert {one.ok().label for one in schema.get_all_operations()} == set(OPERATIONS)


def test_the_document_is_openapi_and_every_reference_in_it_leads_somewhere(page):
    said = page.fetch("/api/v1/openapi.json").json
    schemas = said["components"]["schemas"]
    assert said["openapi"] == "3.1.0"
    assert {"BatchOrder", "BatchOut", "BatchPage", "Problem", "ShopPage", "VoidOrder"} <= set(schemas)
    text = page.fetch("/api/v1/openapi.json").text
    assert {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]} <= set(schemas)


@pytest.mark.parametrize("label", OPERATIONS)
def test_a_fuzzer_finds_every_answer_in_the_document(schema, cast, order, inside, label):
    method, path = label.split()
    made = order(layout="thermal-60x40", count=2)
    with inside("330522"):
        labels.finished(made["code"])
    operation = schema[path][method]

    @given(
        case=operation.as_strategy(generation_mode=schemathesis.GenerationMode.POSITIVE)
        | operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE),
        real=...,
    )
    @settings(
        max_examples=EXAMPLES, deadline=None, database=None, derandomize=True,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def fuzz(case, real: bool) -> None:
        spoilt = {where for where, one in case.meta.components.items() if one.mode.is_negative}
        spoilt.discard(ParameterLocation.HEADER)  # replaced by ours
        if real and isinstance(case.body, dict) and "merchant" in case.body:
            case.body["merchant"] = cast["shop"].uscc  # so that some orders go all the way
        if real and case.path_parameters:
            case.path_parameters |= (
                {"code": made["code"]} if "{code}" in path else {"label": made["first_token"]}
            )
            spoilt.discard(ParameterLocation.PATH)
        checks = [one for one in CHECKS if spoilt or one is not negative_data_rejection]
        case.call_and_validate(checks=checks, headers=cast["program"].headers | PLAIN)

    fuzz()


def test_the_document_for_people_is_a_page(page):
    told = page.get("/api/v1/docs")
    assert all(path.split()[1] in told for path in OPERATIONS)
    assert page.get("/api/v1/docs?lang=en")


def test_the_problems_lead_to_where_they_are_explained(page, cast):
    said = problem(cast[TokenScope.LABELS_READ].get("/api/v1/nowhere"), 404)
    assert f'id="{said["type"].partition("#")[2]}"' in page.get("/api/v1/docs")
