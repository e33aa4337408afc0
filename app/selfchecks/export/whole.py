"""Everything that belongs to one submitted self-check, read once; and as plain data."""

import enum
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.guides.calendar import LawChange, coming
from app.guides.laws import laws_on
from app.guides.terms import Guide, GuideItem
from app.infra.i18n import say
from app.infra.phrases import word
from app.licences.kind_queries import kind_name
from app.licences.models import Licence
from app.selfchecks import proof_queries, queries
from app.selfchecks.export.fields import told
from app.selfchecks.models import (
    Answer,
    AnswerProof,
    Remediation,
    RemediationComment,
    RemediationProof,
    SelfCheck,
)
from app.selfchecks.terms import Result

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """A task with what hangs on it."""

    row: Remediation
    proofs: Sequence[RemediationProof]
    comments: Sequence[RemediationComment]


@dataclass(frozen=True, slots=True)
class Whole:
    """``items`` are all items of the guide in the order of asking; those without an answer did not apply."""

    check: SelfCheck
    guide: Guide
    result: Result
    items: Sequence[GuideItem]
    answers: Mapping[str, Answer]
    proofs: Mapping[str, Sequence[AnswerProof]]
    tasks: Sequence[Task]
    updates: SelfCheck | None
    changes: Sequence[LawChange]
    made_at: datetime


def gather(check: SelfCheck, *, today: date, now: datetime) -> Whole | None:
    """None for a draft: there is nothing to hand to anyone yet."""
    result = check.outcome
    if result is None:
        return None
    guide = queries.guide_of(check)
    codes = [gap.code for gap in result.gaps]
    rows = dict.fromkeys([*queries.remediation_for(check, codes).values(), *queries.tasks_on(check)])
    tasks = [
        Task(row, proof_queries.task_proofs(row), proof_queries.comments_on(row))
        for row in sorted(rows, key=lambda one: (one.due_on, one.item_code))
    ]
    asked = guide.applicable(check.scopes or ())
    return Whole(
        check=check, guide=guide, result=result, items=guide.in_order(), answers=queries.answers_of(check),
        proofs=proof_queries.proofs_of(check), tasks=tasks, updates=queries.updated_by(check),
        changes=coming(asked, laws_on(guide.year, guide.as_of), today), made_at=now,
    )  # fmt: skip


def as_json(whole: Whole) -> str:
    """Everything, for programs. Enums by their values and, beside each as ``…_word``, as people read them; times in UTC,
    scores as text so that nothing is rounded.
    """
    return json.dumps(_worded(document(whole)), ensure_ascii=False, indent=2, default=_plain)


def _worded(said: Any) -> Any:
    """The same with a word beside each enum."""
    if isinstance(said, dict):
        words = {f"{name}_word": word(one) for name, one in said.items() if isinstance(one, enum.Enum)}
        return {name: _worded(one) for name, one in said.items()} | words
    return [_worded(one) for one in said] if isinstance(said, list | tuple) else said


def document(whole: Whole) -> JsonObject:
    shop, guide = whole.check.merchant, whole.guide
    return {
        "made_at": whole.made_at,
        "shop": {"code": shop.code, "name": shop.name, "uscc": shop.uscc, "kind": shop.kind},
        "guide": {
            "kind": guide.kind, "year": guide.year, "version": guide.version, "as_of": guide.as_of,
            "name": guide.name.zh, "name_en": guide.name.en,
        },
        "selfcheck": told(whole.check) | {
            "scopes_words": [say(one.zh, one.en) for one in guide.scopes if one.code in (whole.check.scopes or ())],
            "result": whole.check.result, "updates": whole.updates.code if whole.updates else None,
        },
        "items": [_item(whole, item) for item in whole.items],
        "remediation": [_task(task) for task in whole.tasks],
        "law_changes": [
            {"law": one.law, "on": one.on, "note": one.note, "note_en": one.note_en, "items": one.items}
            for one in whole.changes
        ],
    }  # fmt: skip


def _item(whole: Whole, item: GuideItem) -> JsonObject:
    answer = whole.answers.get(item.code)
    return {
        "code": item.code, "dimension": item.dimension, "question": item.ask, "question_en": item.ask_en,
        "severity": item.severity, "citations": [one.model_dump() for one in item.citations],
        "applies": item.applies_to(whole.check.scopes or ()), "answer": told(answer) if answer else None,
        "proofs": [_proof(one) for one in whole.proofs.get(item.code, ())],
    }  # fmt: skip


def _proof(proof: AnswerProof) -> JsonObject:
    return told(proof) | {
        "file": _file(proof.file) if proof.file else None,
        "licence": _licence(proof.licence) if proof.licence else None,
    }


def _licence(paper: Licence) -> JsonObject:
    return {
        "code": paper.code,
        "kind": paper.kind,
        "kind_word": kind_name(paper.kind),
        "number": paper.number,
    }


def _task(task: Task) -> JsonObject:
    return told(task.row) | {
        "because_a_paper_ended": task.row.licence_id is not None,
        "proofs": [told(one) | {"file": _file(one.file)} for one in task.proofs],
        "comments": [told(one) for one in task.comments],
    }


def _file(file: Any) -> JsonObject:
    return {"code": file.code, "name": file.name, "sha256": file.sha256, "size": file.size}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
