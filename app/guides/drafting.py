"""Reading what an administrator wrote: YAML of one dimension or of the whole guide. It comes from outside, so carefully."""

from typing import Any

import yaml
from pydantic import ValidationError

from app.guides import rules
from app.guides.laws import LawIndex
from app.guides.rules import DraftRefused, Problem
from app.guides.terms import Guide

MOST_CHARACTERS = 1_000_000
DEEPEST = 12
MOST_TOLD = 12
SET_BY_US = ("kind", "year", "version", "as_of", "family", "amended")


def written(guide: Guide, dimension: str | None = None) -> str:
    """The guide, or one dimension's items, as the text that is edited."""
    if dimension is None:
        said: Any = {k: v for k, v in guide.model_dump(mode="json").items() if k not in SET_BY_US}
    else:
        said = [item.model_dump(mode="json") for item in guide.items if item.dimension == dimension]
    return yaml.dump(said, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)


def read(text: str, base: Guide, index: LawIndex) -> Guide:
    """The next version: a list is the items of its dimensions, put in their place; a mapping is the whole guide.

    Raises ``DraftRefused``.
    """
    said = _loaded(text)
    fixed = {
        "kind": base.kind,
        "year": base.year,
        "version": base.version + 1,
        "as_of": index.as_of,
        "amended": base.amended,
    }
    if isinstance(said, list):
        whole = base.model_dump(mode="json") | {"items": _in_place(said, base)}
    elif isinstance(said, dict):
        whole = {key: value for key, value in said.items() if key not in SET_BY_US}
    else:
        raise _refused(("", "shape", ""))
    try:
        guide = Guide.model_validate(whole | fixed)
    except ValidationError as trouble:
        raise DraftRefused(problems=[_told(one, whole) for one in trouble.errors()[:MOST_TOLD]]) from trouble
    rules.check_whole(guide, index)
    return guide


def _in_place(items: list[Any], base: Guide) -> list[Any]:
    """The dimensions that the items belong to are replaced whole; the others stay, in the guide's order."""
    by_dimension: dict[str, list[Any]] = {}
    for item in items:
        code = item.get("code") if isinstance(item, dict) else None
        if not isinstance(code, str):
            raise _refused((str(code), "no_code", ""))
        by_dimension.setdefault(code.split("-")[0], []).append(item)
    strange = [code for code in by_dimension if base.dimension(code) is None]
    if strange or not by_dimension:
        raise _refused((strange[0] if strange else "", "dimension" if strange else "shape", ""))
    placed: list[Any] = []
    for one in base.dimensions:
        kept = [item.model_dump(mode="json") for item in base.items if item.dimension == one.code]
        placed += by_dimension.get(one.code, kept)
    return placed


def _loaded(text: str) -> Any:
    if len(text) > MOST_CHARACTERS:
        raise _refused(("", "too_long", ""))
    try:
        _check_plain(text)
        return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError) as trouble:
        mark = getattr(trouble, "problem_mark", None)
        raise _refused((str(mark.line + 1) if mark else "", "yaml", "")) from trouble


def _check_plain(text: str) -> None:
    """No references (a few lines of them unfold into gigabytes) and no deep nesting, before anything is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST or isinstance(event, yaml.AliasEvent):
            mark = event.start_mark
            raise _refused((str(mark.line + 1) if mark else "", "not_plain", ""))


def _refused(problem: Problem) -> DraftRefused:
    return DraftRefused(problems=[problem])


def _told(error: Any, whole: dict[str, Any]) -> Problem:
    """Where pydantic stumbled, by the item's code, and over what."""
    path = [str(part) for part in error["loc"]]
    place = ".".join(path)
    if len(path) > 1 and path[0] == "items":
        item = whole["items"][int(path[1])]
        code = item.get("code", path[1]) if isinstance(item, dict) else path[1]
        place = f"{code} {'.'.join(path[2:])}".strip()
    return place, str(error["type"]), ""
