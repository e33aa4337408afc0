"""What may follow what, and who may say "solved"."""

from collections.abc import Collection
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
LAWFUL_ENDS = frozenset({End.MEDIATION_ENDED, End.NOT_ACCEPTED, End.TO_ENFORCEMENT})
REOPENS: dict[Outcome, State] = {  # a lawful end stays an end: the consumer has other ways then (art. 15, 23)
    End.SOLVED: S.DISPUTED,
    End.PARTLY_SOLVED: S.DISPUTED,
    End.REFUSED_BY_MERCHANT: S.DISPUTED,
    End.SILENT: S.DISPUTED,
}
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


class NotEnded(DomainError):
    """This is said after the end, and it has not ended."""

    code = "complaints.not_ended"


class SettingRefused(DomainError):
    """``reason``: announcement (a published channel names it) or pack (no promises of that name)."""

    code = "complaints.setting_refused"


class SamePerson(DomainError):
    """The second pair of eyes cannot be the first."""

    code = "complaints.same_person"


class ReopenRefused(DomainError):
    """``reason``: open, lawful (an end that the law names) or late."""

    code = "complaints.reopen_refused"


class AppealRefused(DomainError):
    """``reason``: open, once or late."""

    code = "complaints.appeal_refused"


class NotImpartial(DomainError):
    """This officer had a hand in the case."""

    code = "complaints.not_impartial"


class MergeRefused(DomainError):
    """``reason``: itself, already, chain, seller or person."""

    code = "complaints.merge_refused"


class LinkRefused(DomainError):
    """``reason``: nobody (no such number) or itself."""

    code = "complaints.link_refused"


class AlreadyDecided(DomainError):
    """Somebody else has decided it meanwhile."""

    code = "complaints.already_decided"


class ProposalWaits(DomainError):
    """An end has been proposed already and waits for the second officer."""

    code = "complaints.proposal_waits"


class NoSuchOne(DomainError):
    """``what``: officer, station or region; it is not among those that may be chosen."""

    code = "complaints.no_such_one"


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


def needs_second(outcome: Outcome, said: ConsumerWord | None) -> bool:
    """Whether ending it so goes against the consumer's word: then a second officer confirms.

    The ends that the law itself names need none.
    """
    return said is not None and said is not AGREES.get(outcome) and outcome not in LAWFUL_ENDS


def check_second(proposer_id: int, decider_id: int) -> None:
    """Four eyes are two people. Raises ``SamePerson``."""
    if proposer_id == decider_id:
        raise SamePerson


def check_silence(answered_at: datetime | None, spoke_at: datetime | None, days: int, now: datetime) -> None:
    """Silence: ``days`` without a word after the seller's answer (region policy). Raises ``SilenceTooShort``."""
    if (
        answered_at is None
        or (spoke_at is not None and spoke_at >= answered_at)
        or now - answered_at < timedelta(days=days)
    ):
        raise SilenceTooShort(days=days)


def reopens_to(outcome: Outcome | None, closed_at: datetime | None, days: int, now: datetime) -> State:
    """Where a case goes that the consumer opens again, within ``days`` of its end. Raises ``ReopenRefused``."""
    if outcome is None or closed_at is None:
        raise ReopenRefused(reason="open", days=days)
    if outcome not in REOPENS:
        raise ReopenRefused(reason="lawful", days=days)
    if now - closed_at > timedelta(days=days):
        raise ReopenRefused(reason="late", days=days)
    return REOPENS[outcome]


def check_appeal(
    closed_at: datetime | None, *, made_before: bool, is_counted: bool, days: int, now: datetime
) -> None:
    """A seller appeals once, after the end and within ``days``, against what is counted. Raises ``AppealRefused``."""
    if closed_at is None:
        raise AppealRefused(reason="open", days=days)
    if made_before or not is_counted:
        raise AppealRefused(reason="once", days=days)
    if now - closed_at > timedelta(days=days):
        raise AppealRefused(reason="late", days=days)


def check_impartial(decider_id: int, acted_ids: Collection[int | None]) -> None:
    """Who handled the case does not decide the appeal. Raises ``NotImpartial``."""
    if decider_id in acted_ids:
        raise NotImpartial


def check_merge(
    *, same_seller: bool, same_person: bool, into_merged: bool, is_itself: bool, is_merged: bool
) -> None:
    """Only the same person's complaint about the same seller is a duplicate. Raises ``MergeRefused``."""
    for holds, reason in (
        (is_itself, "itself"), (is_merged, "already"), (into_merged, "chain"), (not same_seller, "seller"),
        (not same_person, "person"),
    ):  # fmt: skip
        if holds:
            raise MergeRefused(reason=reason)


def reaches_bureau(channel: Channel, *, qr_is_published: bool) -> bool:
    """Whether coming this way is coming to the bureau.

    A scan is not by itself a statutory complaint; the hotline is a published channel, the QR only
    where the region has said so. Source: 市场监督管理投诉举报处理办法 art. 8 and 40.
    """
    return channel is Channel.HOTLINE or (channel is Channel.QR and qr_is_published)


def check_setting(*, qr_is_published: bool, announcement: str, is_known: bool) -> None:
    """A published channel can show its announcement (art. 8). Raises ``SettingRefused``."""
    if qr_is_published and not announcement.strip():
        raise SettingRefused(reason="announcement")
    if not is_known:
        raise SettingRefused(reason="pack")
