"""What is held of a person, to take away: for programs as JSON, for people on paper. Both say the same.

A slice gathers the copy (a dictionary of plain values); here it gets its words. Source: 个人信息保护法 art. 45.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask import Response

from app.infra import pdf
from app.infra.i18n import _, _l
from app.kernel.clock import minute_text

Copy = Mapping[str, Any]


class Form(StrEnum):
    """How a copy is taken away."""

    JSON = "json"
    PDF = "pdf"


OUR_OWN = "id"  # a number that means nothing to people
LABELS = {
    "number": _l("编号"), "about": _l("对象"), "offence": _l("举报类别"), "state": _l("进展"), "outcome": _l("决定"), "reason": _l("理由"),
    "submitted_at": _l("提交时间"), "seller": _l("商家"), "contact": _l("联系方式"), "name": _l("姓名"), "phone": _l("手机号"),
    "address": _l("地址"), "order": _l("订单号"), "may_pass_on": _l("同意告诉商家"), "happened": _l("发生了什么"), "wanted": _l("要求"),
    "amount_yuan": _l("金额（元）"), "history": _l("经过"), "at": _l("时间"), "who": _l("谁"), "step": _l("做了什么"), "text": _l("内容"),
    "files": _l("提交的材料"), "file": _l("文件"), "bytes": _l("字节数"), "sha256_as_sent": _l("提交时的 SHA-256"), "messages_sent": _l("发给您的短信"),
    "way": _l("方式"), "told": _l("您提交时看到的说明"), "mark": _l("版本"), "paragraphs": _l("说明"), "consent": _l("同意的话"),
    "kept_until": _l("最晚什么时候自动删除"), "erased_at": _l("删除时间"), "notice": _l("公示"), "answer": _l("答复"), "upheld": _l("异议是否成立"),
    "answered_at": _l("答复时间"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A chapter of the paper: facts one below the other, or lines of a table, or words."""

    heading: str
    facts: Sequence[tuple[str, str]] = ()
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    words: Sequence[str] = ()


def hand_out(copy: Copy, form: Form, *, now: datetime) -> Response:
    """As an attachment that nobody keeps on the way. Raises ``pdf.PaperNotMade``."""
    if form is Form.PDF:
        answer = Response(paper(copy, now=now), mimetype="application/pdf")
    else:
        said = json.dumps(copy, ensure_ascii=False, indent=2, default=str)
        answer = Response(said + "\n", mimetype="application/json")
    answer.headers["Content-Disposition"] = f'attachment; filename="{copy["number"]}.{form.value}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def paper(copy: Copy, *, now: datetime) -> bytes:
    """Written in a child with a ceiling on memory and time; nothing of it is kept here."""
    return pdf.render_apart(
        "pdf/own_copy.html", number=copy["number"], parts=list(parts_of(copy)), made_at=minute_text(now)
    )


def parts_of(copy: Copy) -> Sequence[Part]:
    """Every value of the copy, under its name."""
    plain = {key: one for key, one in copy.items() if not isinstance(one, Mapping | list | tuple)}
    first = Part(_("基本情况"), facts=_facts(plain))
    rest = (_part(str(LABELS[key]), one) for key, one in copy.items() if key not in plain)
    return [first, *rest]


def _part(heading: str, held: Any) -> Part:
    if isinstance(held, Mapping):
        plain = {
            key: one for key, one in held.items() if not isinstance(one, list | tuple) and key != OUR_OWN
        }
        lists = [one for one in held.values() if isinstance(one, list | tuple)]
        return Part(heading, facts=_facts(plain), words=[str(one) for some in lists for one in some])
    names = list(held[0]) if held else []
    return Part(
        heading,
        columns=[str(LABELS[name]) for name in names],
        rows=[[_said(one[name]) for name in names] for one in held],
    )


def _facts(plain: Copy) -> list[tuple[str, str]]:
    return [(str(LABELS[key]), _said(one)) for key, one in plain.items()]


def _said(value: object) -> str:
    """Something that is not there is a dash, so that the paper says it too."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return str(value)
