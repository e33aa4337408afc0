"""A test or an appraisal takes its time out of the sixty days of mediation.

Source: 市场监督管理投诉举报处理办法 art. 22 para. 3.
"""

from collections.abc import Sequence
from datetime import datetime

from app.accounts.models import User
from app.clocks import queries as running
from app.clocks import service as clocks
from app.clocks.models import Deadline
from app.clocks.rules import PauseRefused
from app.complaints import attachments
from app.complaints.models import Complaint, Message
from app.complaints.service import steps
from app.complaints.terms import Clock, Step
from app.infra.i18n import _l
from app.infra.uploads import Clean


def pause_mediation(
    complaint: Complaint, *, by: User, why: str, paper: str, files: Sequence[Clean] = (), now: datetime
) -> None:
    """The goods went to be tested: until they are back no day counts. ``files``: the paper. Raises ``PauseRefused``."""
    steps.hold(complaint)
    clocks.pause(_mediation(complaint), why=why, paper=paper, by=by, now=now)
    line = _say(complaint, Step.PAUSED, by, f"{why}（{paper}）", now)
    attachments.keep(complaint, line, files, now=now)


def resume_mediation(complaint: Complaint, *, by: User, text: str, now: datetime) -> None:
    """The result is there: the days count again. Raises ``PauseRefused``."""
    steps.hold(complaint)
    clocks.resume(_mediation(complaint), by=by, now=now)
    _say(complaint, Step.RESUMED, by, text, now)


def _mediation(complaint: Complaint) -> Deadline:
    found = running.running(complaint, Clock.MEDIATE)
    if not found:
        raise PauseRefused(reason="over")
    return found[0]


def _say(complaint: Complaint, step: Step, by: User, text: str, now: datetime) -> Message:
    line = steps.write(complaint, step, side=steps.side_of(by), author=by.audit_name, text=text, now=now)
    steps.tell_shop(
        complaint,
        _l("投诉 %(code)s 的调解期限有变化", code=complaint.code),
        text,
        key=f"{step.value} {now}",
        now=now,
    )
    return line
