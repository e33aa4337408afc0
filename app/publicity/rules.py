"""When a notice has run, who may object and until when, and what a decision has to wait for."""

from datetime import date

from app.kernel.errors import DomainError
from app.kernel.workdays import Calendar, Due, workdays_after
from app.publicity.terms import NoticeKind, NoticeState

MOVES: dict[NoticeState, frozenset[NoticeState]] = {
    NoticeState.RUNNING: frozenset({NoticeState.ENDED, NoticeState.WITHDRAWN}),
    NoticeState.ENDED: frozenset({NoticeState.DECIDED, NoticeState.WITHDRAWN}),
    NoticeState.DECIDED: frozenset(),
    NoticeState.WITHDRAWN: frozenset(),
}
UNDECIDED = frozenset({NoticeState.RUNNING, NoticeState.ENDED})


class MoveRefused(DomainError):
    """The notice is ``now`` and cannot become ``to``."""

    code = "publicity.move_refused"


class NoticeEmpty(DomainError):
    """A notice about nobody."""

    code = "publicity.notice_empty"


class NoticeStillRunning(DomainError):
    """Decided before the last day was over: ``ends_on``."""

    code = "publicity.notice_still_running"


class NoticeOver(DomainError):
    """An objection after the last day: ``ends_on``."""

    code = "publicity.notice_over"


class ObjectionsOpen(DomainError):
    """``count`` objections have no answer yet."""

    code = "publicity.objections_open"


class AnsweredAlready(DomainError):
    """An answer stands once it is given."""

    code = "publicity.answered_already"


class ObjectionSecretWrong(DomainError):
    """Number and code do not belong together; which of them is wrong is not said."""

    code = "publicity.secret_wrong"


class EraseRefused(DomainError):
    """``reason``: open (not answered yet), notice (not decided by ``ends_on``), done."""

    code = "publicity.erase_refused"


class NotOnNotice(DomainError):
    """The seller objected to is not on this notice."""

    code = "publicity.not_on_notice"


def check_move(now: NoticeState, to: NoticeState) -> None:
    if to not in MOVES[now]:
        raise MoveRefused(now=now, to=to)


def last_day(opened_on: date, workdays: int, calendar: Calendar) -> Due:
    """The last day of the notice, whole. The day of opening is not counted.

    Unit: working days of the region's calendar. Source: region policy, default seven; counting from the next
    day as in Civil Code art. 201.
    """
    return workdays_after(opened_on, workdays, calendar)


def has_run(ends_on: date, today: date) -> bool:
    """Whether the last day is over. On the last day itself anyone may still object."""
    return today > ends_on


def check_run(ends_on: date, today: date) -> None:
    """Nothing is decided before its notice has run. Raises ``NoticeStillRunning``."""
    if not has_run(ends_on, today):
        raise NoticeStillRunning(ends_on=ends_on)


def standing(state: NoticeState, ends_on: date, today: date) -> NoticeState:
    """What the notice is on ``today``: over from the first second after its last day, whoever has noted it by then."""
    return NoticeState.ENDED if state is NoticeState.RUNNING and has_run(ends_on, today) else state


def check_may_object(state: NoticeState, ends_on: date, today: date) -> None:
    """Raises ``NoticeOver`` once the last day is over or the notice was taken back."""
    if standing(state, ends_on, today) is not NoticeState.RUNNING:
        raise NoticeOver(ends_on=ends_on)


def check_all_answered(unanswered: int) -> None:
    if unanswered:
        raise ObjectionsOpen(count=unanswered)


def check_erase(state: NoticeState, ends_on: date, *, answered: bool, gone: bool) -> None:
    """Who objected is needed until the objection is answered and what it was about is decided or taken back.

    Source: 个人信息保护法 art. 47 (once the purpose is reached), art. 13 (3) meanwhile. Raises ``EraseRefused``.
    """
    if gone:
        raise EraseRefused(reason="done", ends_on=ends_on)
    if not answered and state is not NoticeState.WITHDRAWN:
        raise EraseRefused(reason="open", ends_on=ends_on)
    if state not in (NoticeState.DECIDED, NoticeState.WITHDRAWN):
        raise EraseRefused(reason="notice", ends_on=ends_on)


def shows_lines(kind: NoticeKind, state: NoticeState) -> bool:
    """Whether the public page still names the sellers.

    Bad news is shown only as long as its source is: once a black-list notice is over, names stand on the list or
    nowhere. Source: 市场监督管理信用修复管理办法 art. 17 (what fell must go), art. 26.
    """
    return kind is not NoticeKind.BLACK_LIST or state in (NoticeState.RUNNING, NoticeState.ENDED)
