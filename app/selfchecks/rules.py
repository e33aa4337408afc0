"""How answers become a score, and when a self-check may be submitted. Values only."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType

from app.guides.terms import Guide, GuideItem, Severity
from app.kernel.errors import DomainError
from app.kernel.numbers import HUNDRED, half_up
from app.selfchecks.terms import (
    AnswerValue,
    DimensionScore,
    Gap,
    Progress,
    RemediationState,
    Result,
    SelfCheckState,
)

WEIGHTS: Mapping[Severity, int] = MappingProxyType(
    {Severity.VETO: 8, Severity.SERIOUS: 5, Severity.ORDINARY: 3, Severity.MINOR: 1}
)
"""What an item of each severity counts. Source: this programme's own choice, shown beside every score."""

FIRST = frozenset({Severity.VETO, Severity.SERIOUS})
"""What a first pass asks: about half of the items, and nearly all of what closes a shop or costs it a penalty."""

SOON_DAYS = 2
Answers = Mapping[str, AnswerValue]


class AlreadySubmitted(DomainError):
    """A submitted self-check stands as it was handed in."""

    code = "selfchecks.already_submitted"


class NotAsked(DomainError):
    """The item is not in the guide, or does not apply to this shop."""

    code = "selfchecks.not_asked"


class ReasonMissing(DomainError):
    """``not_applicable`` without a reason."""

    code = "selfchecks.reason_missing"


class Unanswered(DomainError):
    """``count`` applicable items have no answer yet."""

    code = "selfchecks.unanswered"


class NoGuide(DomainError):
    """There is no guide for this kind of seller yet."""

    code = "selfchecks.no_guide"


class UnknownScope(DomainError):
    """A scope that this guide does not know."""

    code = "selfchecks.unknown_scope"


class ProofUnknown(DomainError):
    """A file or paper that is not among those the shop may choose from."""

    code = "selfchecks.proof_unknown"


class TooManyProofs(DomainError):
    """More than ``most`` proofs for one item or task."""

    code = "selfchecks.too_many_proofs"


class TaskClosed(DomainError):
    """A task that is done is not worked on any more."""

    code = "selfchecks.task_closed"


MOST_PROOFS = 12


def check_proofs(count: int) -> None:
    """Raises ``TooManyProofs``."""
    if count > MOST_PROOFS:
        raise TooManyProofs(most=MOST_PROOFS)


def check_open(state: SelfCheckState) -> None:
    """Raises ``AlreadySubmitted``."""
    if state is not SelfCheckState.DRAFT:
        raise AlreadySubmitted


def check_asked(guide: Guide, scopes: Sequence[str], code: str) -> None:
    """Raises ``NotAsked``."""
    item = guide.item(code)
    if item is None or not item.applies_to(scopes):
        raise NotAsked(item=code)


def check_task_open(state: RemediationState) -> None:
    """Raises ``TaskClosed``."""
    if state is not RemediationState.OPEN:
        raise TaskClosed


def check_answer(guide: Guide, scopes: Sequence[str], code: str, answer: AnswerValue, reason: str) -> None:
    """Raises ``NotAsked``, ``ReasonMissing``."""
    check_asked(guide, scopes, code)
    if answer is AnswerValue.NOT_APPLICABLE and not reason.strip():
        raise ReasonMissing


def check_scopes(guide: Guide, scopes: Iterable[str]) -> None:
    """Raises ``UnknownScope``."""
    known = {one.code for one in guide.scopes}
    strange = sorted(set(scopes) - known)
    if strange:
        raise UnknownScope(scope=strange[0])


def unanswered(items: Iterable[GuideItem], answers: Answers) -> Sequence[GuideItem]:
    return [item for item in items if item.code not in answers]


def check_complete(items: Sequence[GuideItem], answers: Answers) -> None:
    """Raises ``Unanswered``."""
    missing = unanswered(items, answers)
    if missing:
        raise Unanswered(count=len(missing))


def progress(items: Sequence[GuideItem], answers: Answers) -> Progress:
    return Progress(answered=len(items) - len(unanswered(items, answers)), applicable=len(items))


def first_pass(items: Iterable[GuideItem]) -> Sequence[GuideItem]:
    """The items of a first pass, all vetoes before the serious ones, else in the order of asking."""
    return sorted((item for item in items if item.severity in FIRST), key=lambda item: item.rank[0])


def next_item(items: Sequence[GuideItem], answers: Answers, after: str | None = None) -> GuideItem | None:
    """The next item without an answer, looking on from ``after`` and then from the start; None when all are answered."""
    place = next((n for n, item in enumerate(items, start=1) if item.code == after), 0)
    return next(iter(unanswered((*items[place:], *items[:place]), answers)), None)


def score_pct(met_weight: int, applicable_weight: int) -> Decimal | None:
    """Unit: per cent, two places, half up. None when no weight applies: nothing asked is not a hundred."""
    if not applicable_weight:
        return None
    return half_up(Decimal(met_weight) * HUNDRED / Decimal(applicable_weight))


def weight(items: Iterable[GuideItem]) -> int:
    return sum(WEIGHTS[item.severity] for item in items)


def result(guide: Guide, scopes: Sequence[str], answers: Answers) -> Result:
    """The score of a complete self-check.

    Score = weight of met items / weight of met and unmet items × 100. ``not_applicable`` leaves both sides,
    as do items out of scope.

    Raises ``Unanswered``.
    """
    return _result(guide, guide.applicable(scopes), scopes, answers)


def first_result(guide: Guide, scopes: Sequence[str], answers: Answers) -> Result:
    """The same over the items of the first pass alone, whatever of the others is answered.

    Raises ``Unanswered``.
    """
    return _result(guide, first_pass(guide.applicable(scopes)), scopes, answers)


def _result(guide: Guide, items: Sequence[GuideItem], scopes: Sequence[str], answers: Answers) -> Result:
    check_complete(items, answers)
    met = [item for item in items if answers[item.code] is AnswerValue.MET]
    unmet = [item for item in items if answers[item.code] is AnswerValue.NOT_MET]
    whole = weight((*met, *unmet))
    gaps = [
        Gap(
            code=item.code, severity=item.severity, fix_days=item.fix_days,
            gain=half_up(Decimal(WEIGHTS[item.severity]) * HUNDRED / Decimal(whole)),
        )
        for item in sorted(unmet, key=lambda item: item.rank)
    ]  # fmt: skip
    return Result(
        total=score_pct(weight(met), whole), met_weight=weight(met), applicable_weight=whole,
        dimensions=tuple(_dimension(one.code, items, answers) for one in guide.dimensions),
        gaps=tuple(gaps), hidden=len(guide.hidden(scopes)), weights=dict(WEIGHTS),
    )  # fmt: skip


def _dimension(code: str, items: Sequence[GuideItem], answers: Answers) -> DimensionScore:
    own: dict[AnswerValue, list[GuideItem]] = {value: [] for value in AnswerValue}
    for item in items:
        if item.dimension == code:
            own[answers[item.code]].append(item)
    met, unmet, aside = own[AnswerValue.MET], own[AnswerValue.NOT_MET], own[AnswerValue.NOT_APPLICABLE]
    whole = weight((*met, *unmet))
    return DimensionScore(
        code=code, score=score_pct(weight(met), whole), met_weight=weight(met), applicable_weight=whole,
        met=len(met), not_met=len(unmet), not_applicable=len(aside),
    )  # fmt: skip


def due_on(submitted_on: date, fix_days: int) -> date:
    """The last day to put a gap right; 0 days is the very day.

    Unit: calendar days, the day of submission not counted. Source: the guide item's own ``fix_days``.
    """
    return submitted_on + timedelta(days=fix_days)


def reminder_due(due: date, today: date) -> int:
    """How loud to be: 0 not yet, 1 due within two days, 2 overdue."""
    if today > due:
        return 2
    return 1 if due <= today + timedelta(days=SOON_DAYS) else 0
