"""What is wrong with a request, in sentences: one for each field that wants mending."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from app.api.schemas import MOST_KEY
from app.infra.i18n import _

BOUNDS = {"greater_than_equal": "ge", "less_than_equal": "le", "less_than": "lt"}
_KEY = re.compile(rf"[\x21-\x7e]{{1,{MOST_KEY}}}")


class NotValid(Exception):
    """The body or the query does not fit its description. Becomes a 422 that names every field."""

    def __init__(self, wrong: ValidationError) -> None:
        self.errors = [{"field": _name(one), "told": _told(one)} for one in wrong.errors()]
        super().__init__(self.errors)


class KeyMissing(Exception):
    """No Idempotency-Key, or one that is too long or has blanks."""


def idempotency_key(written: str | None) -> str:
    """Raises ``KeyMissing``."""
    if written is None or not _KEY.fullmatch(written):
        raise KeyMissing
    return written


def _name(error: Mapping[str, Any]) -> str:
    return ".".join(str(step) for step in error["loc"])


def _told(error: Mapping[str, Any]) -> str:
    """Our sentence for one of pydantic's findings."""
    kind, facts = str(error["type"]), error.get("ctx", {})
    if kind == "missing":
        return _("缺少这一项。")
    if kind == "extra_forbidden":
        return _("没有这一项，请检查名称，或者去掉它。")
    if kind.startswith("int_"):
        return _("应是一个整数，不加引号。")
    if kind.startswith("float_") or kind == "finite_number":
        return _("应是一个数，不加引号。")
    if kind == "string_type":
        return _("应是一段文字。")
    if kind in BOUNDS:
        return _bounded(kind, facts)
    if kind == "list_type":
        return _("应是一个列表。")
    if kind in ("string_too_long", "too_long"):
        return _("最多 %(most)s 个。", most=facts["max_length"])
    if kind == "literal_error":
        return _("只能是 %(expected)s。", expected=str(facts["expected"]).replace(" or ", "、"))
    return _("写法不对，请对照接口文档检查。")


def _bounded(kind: str, facts: Mapping[str, Any]) -> str:
    bound = facts[BOUNDS[kind]]
    text = f"{bound:g}" if isinstance(bound, float) else str(bound)
    return {
        "ge": _("不能小于 %(bound)s。", bound=text),
        "le": _("不能大于 %(bound)s。", bound=text),
        "lt": _("应小于 %(bound)s。", bound=text),
    }[BOUNDS[kind]]
