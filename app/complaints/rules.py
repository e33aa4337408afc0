"""What may follow what, and who may say "solved"."""

from datetime import datetime, timedelta

from app.complaints.terms import Channel, ConsumerWord, Outcome, State
from app.kernel.errors import DomainError

S, End = State, Outcome

MOVES: dict[State, frozenset[State]] = {
    S.RECEIVED: frozenset({S.ANSWERED, S.SETTLED, S.AT_STATION, S.TO_BUREAU, S.CLOSED}),
    S.ANSWERED: frozenset({S.SETTLED, S.DISPUTED, S.AT_STATION, S.TO_BUREAU, S.CLOSED}),
    S.SETTLED: frozenset({S.DISPUTED, S.AT_STATION, S.TO_BUREAU, S.CLOSED}),
    S.DISPUTED: frozenset({S.ANSWERED, S.SETTLED, S.AT_STATION, S.TO_BUREAU, S.CLOSED}),
    S.AT_STATION: frozenset({S.SETTLED, S.DISPUTED, S.TO_BUREAU, S.CLOSED}),
    S.TO_BUREAU: frozenset({S.ACCEPTED, S.CLOSED}),
    S.ACCEPTED: frozenset({S.MEDIATING, S.CLOSED}),
    S.MEDIATING: frozenset({S.CLOSED}),
    S.CLOSED: frozenset(),
}
AT_BUREAU = frozenset({S.TO_BUREAU, S.ACCEPTED, S.MEDIATING})
OPEN = frozenset(S) - {S.CLOSED}
TALKING_ON = AT_BUREAU | {S.AT_STATION}  # the seller answers without moving the case

BEFORE_BUREAU = frozenset(
    {End.SOLVED, End.PARTLY_SOLVED, End.WITHDRAWN, End.REFUSED_BY_MERCHANT, End.TO_ENFORCEMENT, End.SILENT}
)
ENDS: dict[State, frozenset[Outcome]] = {
    S.RECEIVED: BEFORE_BUREAU - {End.SILENT},
    S.ANSWERED: BEFORE_BUREAU,
    S.SETTLED: BEFORE_BUREAU,
    S.DISPUTED: BEFORE_BUREAU,
    S.AT_STATION: BEFORE_BUREAU,
    S.TO_BUREAU: frozenset(
        {End.SOLVED, End.PARTLY_SOLVED, End.WITHDRAWN, End.TO_ENFORCEMENT, End.NOT_ACCEPTED}
    ),
    S.ACCEPTED: frozenset(
        {End.SOLVED, End.PARTLY_SOLVED, End.WITHDRAWN, End.TO_ENFORCEMENT, End.MEDIATION_ENDED}
    ),
    S.MEDIATING: frozenset(
        {End.SOLVED, End.PARTLY_SOLVED, End.WITHDRAWN, End.TO_ENFORCEMENT, End.MEDIATION_ENDED}
    ),
    S.CLOSED: frozenset(),
}
AGREES = {End.SOLVED: ConsumerWord.SOLVED, End.PARTLY_SOLVED: ConsumerWord.PARTLY_SOLVED}
LEAST_REASON = 10


class MoveRefused(DomainError):
    """It stands elsewhere by now."""

    code = "complaints.move_refused"


class EndRefused(DomainError):
    """This outcome is not open from where the complaint stands."""

    code = "complaints.end_refused"


class WordMissing(DomainError):
    """Only the consumer can say that it is solved, and has not."""

    code = "complaints.word_missing"


class ReasonMissing(DomainError):
    """Closing against the consumer's word needs a reason that can be read later."""

    code = "complaints.reason_missing"


class SilenceTooShort(DomainError):
    """The consumer has not been silent for long enough, or has spoken."""

    code = "complaints.silence_too_short"


class Ended(DomainError):
    """The complaint has ended; nothing more is added."""

    code = "complaints.ended"


class Merged(DomainError):
    """It is handled under another number; nothing is done here."""

    code = "complaints.merged"


class SecretWrong(DomainError):
    """Number and code do not belong together; which of them is wrong is not said."""

    code = "complaints.secret_wrong"


def check_move(now: State, to: State) -> None:
    """Raises ``MoveRefused``."""
    if to not in MOVES[now]:
        raise MoveRefused(now=now, to=to)


def check_open(state: State) -> None:
    """Raises ``Ended``."""
    if state is State.CLOSED:
        raise Ended


def check_end(state: State, outcome: Outcome) -> None:
    """Raises ``MoveRefused`` for a closed complaint, ``EndRefused`` for an outcome not open from here."""
    check_move(state, State.CLOSED)
    if outcome not in ENDS[state]:
        raise EndRefused(now=state, outcome=outcome)


def check_word(outcome: Outcome, said: ConsumerWord | None, reason: str) -> None:
    """The consumer's word decides "solved"; against it a reason is needed, without it there is none.

    Raises ``WordMissing``, ``ReasonMissing``.
    """
    wanted = AGREES.get(outcome)
    if wanted is not None and said is None:
        raise WordMissing(outcome=outcome)
    against = said is not None and said is not wanted and outcome is not Outcome.WITHDRAWN
    if against and len(reason.strip()) < LEAST_REASON:
        raise ReasonMissing(said=said, outcome=outcome, least=LEAST_REASON)


def check_silence(answered_at: datetime | None, spoke_at: datetime | None, days: int, now: datetime) -> None:
    """Silence: ``days`` without a word after the seller's answer (region policy). Raises ``SilenceTooShort``."""
    if (
        answered_at is None
        or (spoke_at is not None and spoke_at >= answered_at)
        or now - answered_at < timedelta(days=days)
    ):
        raise SilenceTooShort(days=days)


def reaches_bureau(channel: Channel, *, qr_is_published: bool) -> bool:
    """Whether coming this way is coming to the bureau.

    A scan is not by itself a statutory complaint; the hotline is a published channel, the QR only
    where the region has said so. Source: 市场监督管理投诉举报处理办法 art. 8 and 40.
    """
    return channel is Channel.HOTLINE or (channel is Channel.QR and qr_is_published)
