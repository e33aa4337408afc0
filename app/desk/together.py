"""What first pages rest on, asked for together before each slice asks for its own: the same few statements for any county."""

from collections.abc import Iterable
from datetime import datetime

from flask import Flask, current_app

from app.accounts.models import User
from app.clocks import queries as clocks
from app.honours.models import RepairRequest
from app.infra import counts
from app.infra.counts import Counts
from app.mediation.models import Mediation
from app.reports.models import Report
from app.rights.models import Claim
from app.titles.models import TitleCase

COUNTERS = "fangxin.counts"
WAITED_FOR = (
    Report,
    Mediation,
    Claim,
    RepairRequest,
    TitleCase,
)  # whose clocks the office's first page names


def init_counts(app: Flask, counters: Iterable[Counts]) -> None:
    app.extensions[COUNTERS] = tuple(counters)


def read(user: User, now: datetime) -> None:
    """Afterwards to-dos and sights find these at hand; without it they would ask one by one."""
    counts.ask_together(one for counter in current_app.extensions[COUNTERS] for one in counter(user, now))
    if user.is_regulator:
        clocks.read_together(*(one.__tablename__ for one in WAITED_FOR))
