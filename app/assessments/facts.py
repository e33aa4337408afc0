"""What the house already knows of a seller, shown beside the department's form: from the other slices' reads."""

from dataclasses import dataclass
from datetime import UTC, datetime

from app.assessments.models import Assessment
from app.complaints import figures as complaints
from app.infra.i18n import _, when_text
from app.infra.phrases import word
from app.kernel.clock import SHANGHAI
from app.licences import queries as licences
from app.selfchecks import queries as selfchecks
from app.selfchecks.models import SelfCheck


@dataclass(frozen=True, slots=True)
class Known:
    """One fact: what it is about, what is so."""

    name: str
    text: str


def known_of(assessment: Assessment) -> list[Known]:
    """Licences, the last self-check, this year's complaints. Facts to look at, not answers."""
    merchant_id = assessment.merchant_id
    kinds = sorted(licences.verified_kinds(merchant_id))
    check = selfchecks.latest_submitted(merchant_id)
    since = datetime(assessment.cycle.year, 1, 1, tzinfo=SHANGHAI).astimezone(UTC)
    counts = complaints.counts_of([merchant_id], since)[merchant_id]
    return [
        Known(_("已核验且有效的证照"), _("、").join(word(kind) for kind in kinds) or _("还没有")),
        Known(_("最近一次自查"), _check_text(check)),
        Known(_("本年投诉"), _complaints_text(counts)),
    ]


def _check_text(check: SelfCheck | None) -> str:
    if check is None or check.submitted_at is None:
        return _("还没有提交过")
    if check.compliance is None:
        return when_text(check.submitted_at)
    return _("%(when)s，合规率 %(pct)s%%", when=when_text(check.submitted_at), pct=f"{check.compliance:.1f}")


def _complaints_text(counts: complaints.Counts) -> str:
    return _(
        "收到 %(received)s 件，按时答复 %(answered)s 件，解决 %(solved)s 件",
        received=counts.received, answered=counts.answered_in_time, solved=counts.solved,
    )  # fmt: skip
