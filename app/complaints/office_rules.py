"""Rules of the office beside the way of a case: second looks, reopening, appeals, duplicates, settings."""

from collections.abc import Collection
from datetime import datetime, timedelta

from app.complaints.rules import AGREES
from app.complaints.terms import ConsumerWord, Outcome, State
from app.kernel.errors import DomainError

LAWFUL_ENDS = frozenset({Outcome.MEDIATION_ENDED, Outcome.NOT_ACCEPTED, Outcome.TO_ENFORCEMENT})
REOPENS: dict[Outcome, State] = {  # a lawful end stays an end: the consumer has other ways then (art. 15, 23)
    Outcome.SOLVED: State.DISPUTED,
    Outcome.PARTLY_SOLVED: State.DISPUTED,
    Outcome.REFUSED_BY_MERCHANT: State.DISPUTED,
    Outcome.SILENT: State.DISPUTED,
}


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


def needs_second(outcome: Outcome, said: ConsumerWord | None) -> bool:
    """Whether ending it so goes against the consumer's word: then a second officer confirms.

    The ends that the law itself names need none.
    """
    return said is not None and said is not AGREES.get(outcome) and outcome not in LAWFUL_ENDS


def check_second(proposer_id: int, decider_id: int) -> None:
    """Four eyes are two people. Raises ``SamePerson``."""
    if proposer_id == decider_id:
        raise SamePerson


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


def check_setting(*, qr_is_published: bool, announcement: str, is_known: bool) -> None:
    """A published channel can show its announcement (art. 8). Raises ``SettingRefused``."""
    if qr_is_published and not announcement.strip():
        raise SettingRefused(reason="announcement")
    if not is_known:
        raise SettingRefused(reason="pack")
