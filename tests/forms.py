"""Reads the forms on a page as a browser does, so that journeys can fill them in without knowing every field."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

ON = {"checkbox", "radio"}


@dataclass
class Form:
    """One form: where it goes, what it would send untouched, what may be chosen for each name, and what kind of field it is."""

    action: str
    values: dict[str, Any] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def forms_of(html: str) -> list[Form]:
    """Every form that posts, in order."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    return [_read(one) for one in tree.iter("form") if (one.get("method") or "get").lower() == "post"]


def _read(form: Element) -> Form:
    read = Form(form.get("action") or "")
    read.files = [one.get("name") or "" for one in form.iter("input") if one.get("type") == "file"]
    for name, value, kind, chosen in _fields(form):
        read.kinds[name] = kind
        if kind in ON or kind == "option":
            read.choices.setdefault(name, []).append(value)
        if chosen:
            read.values[name] = [*read.values.get(name, []), value] if kind == "checkbox" else value
    return read


def _fields(form: Element) -> Iterator[tuple[str, str, str, bool]]:
    for one in form.iter():
        name = one.get("name")
        if name is None:
            continue
        if one.tag == "input":
            kind = one.get("type") or "text"
            if kind not in ("file", "submit"):
                yield (
                    name,
                    one.get("value") or ("on" if kind in ON else ""),
                    kind,
                    kind not in ON or one.get("checked") is not None,
                )
        elif one.tag == "textarea":
            yield name, one.text or "", "textarea", True
        elif one.tag == "select":
            options = list(one.iter("option"))
            picked = next(
                (option for option in options if option.get("selected") is not None),
                options[0] if options else None,
            )
            for option in options:
                yield name, option.get("value") or "", "option", option is picked
