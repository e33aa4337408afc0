"""Words of the reports slice. A report (举报) is not a complaint (投诉): nobody asks for anything for themselves."""

import enum

from app.clocks.terms import Rule, Unit
from app.kernel.kinds import AuditAction, ClockName, Permission

SIGNS, PHONES = "reports", "report phones"  # what the receipt's secret and the phone's index are derived for


class ReportState(enum.StrEnum):
    """Where a report stands. Only ``service`` changes it, along ``rules.MOVES``."""

    RECEIVED = "clue_received"
    CHECKING = "clue_checking"
    DECIDED = "clue_decided"


class ReportOutcome(enum.StrEnum):
    """What the bureau decided: 市场监督管理投诉举报处理办法 art. 34 and 35, 市场监督管理行政处罚程序规定 art. 18."""

    FILED = "filed"
    NOT_FILED = "not_filed"
    NOT_OURS = "elsewhere"
    REPEATED = "repeated"


class ReportGround(enum.StrEnum):
    """Why no case was filed: 市场监督管理行政处罚程序规定 art. 20; or nothing unlawful was found (art. 19)."""

    NOTHING_FOUND = "nothing_found"
    MINOR = "minor"
    FIRST_TIME = "first_time"
    NO_FAULT = "no_fault"
    OTHER_LAW = "other"


class Offence(enum.StrEnum):
    """What is reported, in the reporter's words."""

    ADVERTISING = "false_advertising"
    UNSAFE = "unsafe_goods"
    NO_LICENCE = "no_licence"
    PRICE = "false_price"
    FAKE = "fake_goods"
    FAKE_PRAISE = "fake_praise"
    LABELS = "wrong_labels"
    OTHER = "other_offence"


class ReportChannel(enum.StrEnum):
    """How it came. ``HANDED``: an officer found the clue in a complaint (art. 27)."""

    QR = "label_scanned"
    PUBLIC = "open_page"
    HOTLINE = "taken_down"
    HANDED = "handed_over"


class ReportSide(enum.StrEnum):
    REPORTER = "reporter"
    BUREAU = "bureau"


class ReportStep(enum.StrEnum):
    """What a line of the history is."""

    RECEIVED = "reported"
    ADDED = "facts_added"
    ASKED = "asked"
    TAKEN = "taken_up"
    EXTENDED = "time_extended"
    DECIDED = "decided_on"
    TOLD = "result_told"
    NOTE = "noted"


class ReportClock(ClockName):
    CHECK = "report.check"


class ReportAction(AuditAction):
    RECEIVED = "report.received"
    FACTS_ADDED = "report.facts_added"
    TAKEN = "report.taken"
    EXTENDED = "report.extended"
    DECIDED = "report.decided"
    TOLD = "report.told"
    NOTED = "report.noted"
    UNMASKED = "report.unmasked"
    COPY_TAKEN = "report.copy_taken"
    EVIDENCE_SEEN = "report.evidence_seen"
    CONTACT_CHANGED = "report.contact_changed"
    FORGOTTEN = "report.forgotten"
    LINKED = "report.linked"
    SECRET_RENEWED = "report.secret_renewed"


class ReportPermission(Permission):
    LIST = "reports:list"
    READ = "reports:read"
    HANDLE = "reports:handle"
    UNMASK = "reports:unmask"
    TAKE_DOWN = "reports:take_down"


CHECK_RULE = Rule(  # 市场监督管理行政处罚程序规定 art. 18, by way of 市场监督管理投诉举报处理办法 art. 35
    ReportClock.CHECK, Unit.WORKDAYS, 15, "order-121/2026-04-15", extension=15
)
