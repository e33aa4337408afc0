"""The OpenAPI 3.1 document, made from the declared operations and the models they take and give."""

from typing import Any

from flask import Flask
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from app.api.answers import Problem
from app.api.permissions import SCOPE_OF
from app.api.schemas import MOST_KEY, Code
from app.api.session import BLUEPRINT
from app.api.views.operations import KEY, Operation
from app.infra import problems
from app.infra.i18n import _

PATTERN = Code.__metadata__[0].metadata[0].pattern  # type: ignore[attr-defined]  # an Annotated's parts are untyped
REF = "#/components/schemas/{model}"
ALWAYS = (401, 403, 422, 429, 500)  # 422: an unknown word behind the question mark
Json = dict[str, Any]


def operations(app: Flask) -> list[tuple[Rule, str, Operation]]:
    """Every endpoint with its method, in the order of the addresses."""
    found = [
        (rule, method, declared)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith(f"{BLUEPRINT}.")
        and (declared := getattr(app.view_functions[rule.endpoint], "__operation__", None)) is not None
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
    ]
    return sorted(found, key=lambda one: (one[0].rule, one[1]))


def path_of(rule: Rule) -> str:
    return rule.rule.replace("<", "{").replace(">", "}")


def document(app: Flask) -> Json:
    """The whole document, in the reader's language."""
    declared = operations(app)
    paths: dict[str, Json] = {}
    for rule, method, one in declared:
        paths.setdefault(path_of(rule), {})[method.lower()] = _operation(rule, one)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": _("放心电商接口"),
            "version": "1",
            "description": _("园区的程序用令牌申领、查询、下载和作废信用标签。错误按 RFC 9457 说明。"),
        },
        "servers": [{"url": app.config["PUBLIC_URL"]}],
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "fx_330522_…"}},
            "schemas": _schemas([one for _rule, _method, one in declared]),
        },
    }


def _schemas(declared: list[Operation]) -> Json:
    taken = {(model, "validation") for one in declared for model in (one.takes, one.asks) if model}
    given = {(one.gives, "serialization") for one in declared if one.gives}
    models: Any = sorted(taken | given | {(Problem, "serialization")}, key=lambda pair: pair[0].__name__)
    _names, made = models_json_schema(models, ref_template=REF)
    asked = {one.asks.__name__ for one in declared}
    schemas: Json = {name: schema for name, schema in made["$defs"].items() if name not in asked}
    return schemas


def _operation(rule: Rule, one: Operation) -> Json:
    said: Json = {
        "operationId": rule.endpoint.partition(".")[2],
        "summary": str(one.summary),
        "description": _("需要的权限：%(scope)s", scope=SCOPE_OF[one.permission].value),
        "parameters": _parameters(rule, one),
        "responses": _responses(one),
    }
    if one.takes is not None:
        said["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(one.takes)}}}
    return said


def _parameters(rule: Rule, one: Operation) -> list[Json]:
    said: list[Json] = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "pattern": one.parts.get(name, PATTERN)},
        }
        for name in sorted(rule.arguments)
    ]
    asked = one.asks.model_json_schema(ref_template=REF)
    for name, schema in asked["properties"].items():
        bare = next(part for part in schema.get("anyOf", [schema]) if part.get("type") != "null")
        bare = {key: value for key, value in bare.items() if key != "description"}
        described = {"description": schema["description"]} if "description" in schema else {}
        said.append({"name": name, "in": "query", "schema": bare, **described})
    if one.keyed or one.may_be_keyed:
        schema = {"type": "string", "pattern": f"^[!-~]{{1,{MOST_KEY}}}$"}
        said.append({"name": KEY, "in": "header", "required": one.keyed, "schema": schema})
    return said


def _responses(one: Operation) -> Json:
    right = {"schema": _ref(one.gives)} if one.gives else {}
    good = {
        str(status): {"description": _("成功"), "content": dict.fromkeys(one.media, right)}
        for status in (one.status, *one.also)
    }
    bad = {
        str(status): {
            "description": problems.sentence_of(status),
            "content": {problems.MEDIA_TYPE: {"schema": _ref(Problem)}},
        }
        for status in sorted({*ALWAYS, *one.refuses})
    }
    return good | bad


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": REF.format(model=model.__name__)}
