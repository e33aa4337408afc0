"""Reading a hand-written file: YAML or JSON, decimals as they were typed, no key twice."""

import json
from collections.abc import Mapping
from decimal import Decimal

import yaml

from app.assessments.answers import plain_number
from app.assessments.errors import FieldRefused, FileUnreadable, NumberRefused, ShapeRefused
from app.assessments.terms import Unread


class PlainLoader(yaml.SafeLoader):
    """Safe YAML without surprises: 87.45 stays 87.45, a key written twice is refused, no aliases."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for number, key in enumerate(keys):
            if not isinstance(key, str | int) or key in keys[:number]:
                line = node.value[number][0].start_mark.line + 1
                raise FileUnreadable(line=line, problem=Unread.TWICE)
        return super().construct_mapping(node, deep)

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise FileUnreadable(line=self.line + 1, problem=Unread.ELSEWHERE)
        return super().compose_node(parent, index)


def typed_decimal(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Decimal | str:
    """The number exactly as typed; anything that is none (infinity, not-a-number) stays a word."""
    number = plain_number(node.value)
    return str(node.value) if number is None else number


PlainLoader.add_constructor("tag:yaml.org,2002:float", typed_decimal)


def read_document(text: str) -> Mapping[str, object]:
    """The file as plain data.

    Raises ``FileUnreadable`` with the line.
    """
    try:
        document = json.loads(text, parse_float=Decimal, object_pairs_hook=once)
    except ValueError:
        document = read_yaml(text)
    except RecursionError:
        raise FileUnreadable(line=1, problem=Unread.DEEP) from None
    return mapping_at(document, "document")


def read_yaml(text: str) -> object:
    try:
        return yaml.load(text, Loader=PlainLoader)  # noqa: S506 - PlainLoader is a SafeLoader
    except yaml.MarkedYAMLError as refusal:
        line = refusal.problem_mark.line + 1 if refusal.problem_mark else 1
        raise FileUnreadable(line=line, problem=Unread.FORM) from refusal
    except RecursionError:
        raise FileUnreadable(line=1, problem=Unread.DEEP) from None
    except (yaml.YAMLError, ValueError) as refusal:
        raise FileUnreadable(line=1, problem=Unread.FORM) from refusal


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise FileUnreadable(line=1, problem=Unread.TWICE)
    return found


def mapping_at(value: object, place: str, known: frozenset[str] | None = None) -> Mapping[str, object]:
    """The keyed part of a file at ``place``; with ``known``, no other keys. Raises ``ShapeRefused``, ``FieldRefused``."""
    if not isinstance(value, Mapping):
        raise ShapeRefused(place=place, got=shown(value))
    strange = [] if known is None else [str(key) for key in value if str(key) not in known]
    if strange:
        raise FieldRefused(
            place=f"{place}.{strange[0]}", got=strange[0], allowed=", ".join(sorted(known or ()))
        )
    return {str(key): entry for key, entry in value.items()}


def list_at(value: object, place: str) -> list[object]:
    if not isinstance(value, list):
        raise ShapeRefused(place=place, got=shown(value))
    return value


def number_at(value: object, place: str, low: int, high: int, places: int) -> Decimal:
    """A decimal between ``low`` and ``high`` with at most ``places`` after the point. Raises ``NumberRefused``."""
    number = plain_number(value)
    if number is not None and low <= number <= high and number == round(number, places):
        return number
    raise NumberRefused(place=place, got=shown(value), low=low, high=high, places=places)


def shown(value: object) -> str:
    return "-" if value is None else str(value)[:60]
