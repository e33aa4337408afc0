"""What changes a report: taking it in, the reporter's further facts, checking and deciding it, forgetting who sent it."""

from app.reports.service.checking import (
    decide,
    extend,
    note,
    note_evidence_seen,
    take,
    tell_reporter,
    unmask,
)
from app.reports.service.intake import Clue, ReportReceipt, hand_over, receive
from app.reports.service.reminders import forget_reporters, tell_overdue
from app.reports.service.reporter import add_facts, change_contact, erase_contact, link, renew_secret

__all__ = [
    "Clue",
    "ReportReceipt",
    "add_facts",
    "change_contact",
    "decide",
    "erase_contact",
    "extend",
    "forget_reporters",
    "hand_over",
    "link",
    "note",
    "note_evidence_seen",
    "receive",
    "renew_secret",
    "take",
    "tell_overdue",
    "tell_reporter",
    "unmask",
]
