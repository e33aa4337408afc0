"""What changes a complaint: taking it in, the consumer's acts, the seller's, the regulator's, the timetable's."""

from app.complaints.service.bureau import (
    accept,
    close,
    decline,
    note,
    start_mediation,
    unmask,
)
from app.complaints.service.consumer import say_word, send_to_bureau, withdraw
from app.complaints.service.intake import Receipt, Told, receive
from app.complaints.service.reminders import forget_consumers, recount, tell_overdue
from app.complaints.service.seller import Stance, answer, settle
from app.complaints.service.steps import side_of
from app.complaints.service.talk import leave_message

__all__ = [
    "Receipt",
    "Stance",
    "Told",
    "accept",
    "answer",
    "close",
    "decline",
    "forget_consumers",
    "leave_message",
    "note",
    "receive",
    "recount",
    "say_word",
    "send_to_bureau",
    "settle",
    "side_of",
    "start_mediation",
    "tell_overdue",
    "unmask",
    "withdraw",
]
