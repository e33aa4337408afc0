"""What changes a mediation: opening the table, talking, agreeing, ending, and what comes after an agreement."""

from app.mediation.service.afterwards import (
    clear_breach,
    keep_paper,
    report_breach,
    report_kept,
    tell_overdue,
)
from app.mediation.service.agreement import confirm, propose
from app.mediation.service.table import Speaker, consent, end, open_table, refuse, speak

__all__ = [
    "Speaker",
    "clear_breach",
    "confirm",
    "consent",
    "end",
    "keep_paper",
    "open_table",
    "propose",
    "refuse",
    "report_breach",
    "report_kept",
    "speak",
    "tell_overdue",
]
