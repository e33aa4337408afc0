"""What changes a complaint: taking it in, the consumer's acts, the seller's, the station's, the office's, the timetable's."""

from app.complaints.service.after import object_to_end, rate, reopen
from app.complaints.service.appeals import acted, appeal, decide_appeal
from app.complaints.service.assigning import assign, transfer
from app.complaints.service.bureau import accept, decline, note, start_mediation, unmask
from app.complaints.service.closing import close, confirm, refuse, tell_end
from app.complaints.service.consumer import say_word, send_to_bureau, withdraw
from app.complaints.service.helping import answer as answer_request
from app.complaints.service.helping import ask
from app.complaints.service.intake import Receipt, Told, receive
from app.complaints.service.joining import link, merge, name_product, unlink, unmerge
from app.complaints.service.marking import mark, unmark
from app.complaints.service.pausing import pause_mediation, resume_mediation
from app.complaints.service.reminders import forget_consumers, tell_overdue
from app.complaints.service.seller import Stance, answer, settle
from app.complaints.service.settings import enter_setting, enter_wording
from app.complaints.service.station import send_to_station, station_tried
from app.complaints.service.steps import side_of
from app.complaints.service.talk import leave_message

__all__ = [
    "Receipt",
    "Stance",
    "Told",
    "accept",
    "acted",
    "answer",
    "answer_request",
    "appeal",
    "ask",
    "assign",
    "close",
    "confirm",
    "decide_appeal",
    "decline",
    "enter_setting",
    "enter_wording",
    "forget_consumers",
    "leave_message",
    "link",
    "mark",
    "merge",
    "name_product",
    "note",
    "object_to_end",
    "pause_mediation",
    "rate",
    "receive",
    "refuse",
    "reopen",
    "resume_mediation",
    "say_word",
    "send_to_bureau",
    "send_to_station",
    "settle",
    "side_of",
    "start_mediation",
    "station_tried",
    "tell_end",
    "tell_overdue",
    "transfer",
    "unlink",
    "unmark",
    "unmask",
    "unmerge",
    "withdraw",
]
