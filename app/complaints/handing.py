"""From a complaint to a report: by hand when a clue is found, and by itself when a case ends at enforcement."""

from datetime import datetime

from app.accounts.models import User
from app.complaints.models import Complaint
from app.complaints.terms import About, ComplaintAction
from app.infra import audit
from app.reports import service as reports
from app.reports.models import Report
from app.reports.terms import Offence

OFFENCES = {
    About.QUALITY: Offence.UNSAFE,
    About.SAFETY: Offence.UNSAFE,
    About.ADVERTISING: Offence.ADVERTISING,
    About.PRICE: Offence.PRICE,
}


def hand_over(
    complaint: Complaint, *, offence: Offence, text: str, form_key: str, by: User, now: datetime
) -> Report:
    """The same form sent twice is one report. The seller sees nothing of it (市场监督管理投诉举报处理办法 art. 37)."""
    report = reports.hand_over(
        complaint_code=complaint.code, merchant_id=complaint.merchant_id, offence=offence, text=text,
        form_key=form_key, by=by, now=now,
    )  # fmt: skip
    audit.record(ComplaintAction.HANDED_OVER, complaint, by=by, now=now, report=report.code)
    return report


def to_enforcement(complaint: Complaint, *, by: User, text: str, now: datetime) -> Report:
    """A case that ends with "handed to enforcement" has a report to show for it; closing twice makes one."""
    offence = OFFENCES.get(complaint.about, Offence.OTHER)
    key = f"enforcement {complaint.code}"
    return hand_over(complaint, offence=offence, text=text, form_key=key, by=by, now=now)
