"""What each column is called where it is exported, and which columns are left out and why. A test holds it complete."""

from collections.abc import Mapping
from typing import Any

from app.infra.i18n import _l
from app.selfchecks.models import (
    Answer,
    AnswerProof,
    Remediation,
    RemediationComment,
    RemediationProof,
    SelfCheck,
)

FIELDS: Mapping[type, Mapping[str, Any]] = {
    SelfCheck: {
        "code": _l("编号"),
        "state": _l("状态"),
        "scopes": _l("经营范围"),
        "started_at": _l("开始时间"),
        "submitted_at": _l("提交时间"),
        "submitted_by": _l("提交人"),
        "result": _l("结果"),
    },
    Answer: {
        "item_code": _l("条目"),
        "answer": _l("回答"),
        "note": _l("说明"),
        "reason": _l("不适用的理由"),
        "carried": _l("沿用上次"),
        "answered_at": _l("回答时间"),
        "answered_by": _l("谁答的"),
    },
    Remediation: {
        "code": _l("编号"),
        "item_code": _l("条目"),
        "due_on": _l("最晚哪天"),
        "state": _l("状态"),
        "owner": _l("谁来改"),
        "steps_done": _l("做完的步骤"),
        "opened_at": _l("列入时间"),
        "closed_at": _l("改好时间"),
        "closed_by": _l("谁记的"),
        "closed_how": _l("怎么了结的"),
        "note": _l("怎么改的"),
    },
    RemediationComment: {
        "text": _l("留言"),
        "said_at": _l("留言时间"),
        "said_by": _l("谁说的"),
        "said_as": _l("身份"),
    },
    AnswerProof: {"item_code": _l("条目"), "added_at": _l("添加时间"), "added_by": _l("谁加的")},
    RemediationProof: {"added_at": _l("添加时间"), "added_by": _l("谁加的")},
}

INNER = "a number inside the database; the thing is named by its public code"
SCOPE = "the region of the whole export"
NAMED = "said in full beside it: the shop, the guide, the file, the paper or the self-check that it points to"
REASONS: Mapping[type, Mapping[str, str]] = {
    SelfCheck: {
        "id": INNER,
        "region_id": SCOPE,
        "merchant_id": NAMED,
        "guide_version_id": NAMED,
        "updates_id": NAMED,
        "first_pass": "what a draft said half way; the result that is exported holds every answer",
        "first_pass_at": "when the draft said so",
    },
    Answer: {"id": INNER, "region_id": SCOPE, "selfcheck_id": NAMED},
    Remediation: {
        "id": INNER,
        "region_id": SCOPE,
        "selfcheck_id": NAMED,
        "merchant_id": NAMED,
        "licence_id": NAMED,
        "reminded": "how loudly the house has reminded so far: its own bookkeeping, nothing the shop did",
    },
    RemediationComment: {"id": INNER, "region_id": SCOPE, "remediation_id": NAMED, "writer_id": NAMED},
    AnswerProof: {
        "id": INNER,
        "region_id": SCOPE,
        "selfcheck_id": NAMED,
        "file_id": NAMED,
        "licence_id": NAMED,
    },
    RemediationProof: {"id": INNER, "region_id": SCOPE, "remediation_id": NAMED, "file_id": NAMED},
}


def told(row: Any) -> dict[str, Any]:
    """The row's exported columns with their values."""
    return {name: getattr(row, name) for name in FIELDS[type(row)]}
