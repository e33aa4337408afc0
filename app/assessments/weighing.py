"""How much a public form counts: signs that it may not be what it says, each with its reason. Pure.

No sign looks at what was answered, but for one: an answer far from all others is pointed out and left to an officer,
because a weight that depended on answers could lower a total when an answer rises. Far answers lose their pull by
the trimmed mean instead. Every number here is region policy, default.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from statistics import median

from app.assessments.terms import Evaluation
from app.kernel.numbers import half_up

FULL = Decimal(1)
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class WeighingPolicy:
    """``block_free``: forms from one neighbourhood that count whole. ``burst``: forms within ``burst_minutes`` from which on it
    is one. ``early_hours``: sooner after the labels were made no parcel arrives. ``crowd``: first scans from which a
    batch's spread says anything; ``crowd_share`` of them within one hour, from ``crowd_places`` places or fewer, is a desk
    and not a delivery. ``far_points``: distance from the middle that is pointed out, ``far_from`` forms on."""

    own_device: Decimal = Decimal(0)
    own_block: Decimal = Decimal("0.25")
    block_free: int = 3
    burst: int = 10
    burst_minutes: int = 60
    burst_factor: Decimal = Decimal("0.5")
    early_hours: int = 12
    early_factor: Decimal = Decimal("0.5")
    unscanned_factor: Decimal = Decimal("0.5")
    scattered_factor: Decimal = Decimal("0.5")
    crowd: int = 10
    crowd_share: Decimal = Decimal("0.8")
    crowd_places: int = 2
    crowd_factor: Decimal = Decimal("0.5")
    far_from: int = 5
    far_points: Decimal = Decimal(40)


@dataclass(frozen=True, slots=True)
class Trace:
    """What the parcel label had been through when the review came; ``labels.history.History`` as it was kept."""

    made_at: datetime | None
    places: int
    is_scattered: bool
    first_scans: int
    busiest: int
    busiest_places: int


@dataclass(frozen=True, slots=True)
class Came:
    """One public form, as far as its weight is concerned. ``score`` of 100 serves to point out, never to weigh."""

    ref: str
    evaluation: Evaluation
    at: datetime
    device: str
    block: str
    score: Decimal
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """The marks of the seller's own sign-ins."""

    devices: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that was found. ``factor`` multiplies the weight; 1 only points out."""

    code: str
    factor: Decimal
    facts: Mapping[str, str] = field(default_factory=dict)


def weigh(
    forms: Sequence[Came], own: Own, policy: WeighingPolicy | None = None
) -> dict[str, tuple[Sign, ...]]:
    """The signs on each form of one seller, by its reference; the same whatever the order."""
    policy = policy or WeighingPolicy()
    found: dict[str, tuple[Sign, ...]] = {}
    for evaluation in {form.evaluation for form in forms}:
        rows = [form for form in forms if form.evaluation is evaluation]
        devices, blocks = Counter(form.device for form in rows), Counter(form.block for form in rows)
        burst, far = crowded(rows, policy), distances(rows, policy)
        for form in rows:
            signs = [
                _own(form, own, policy),
                _same_device(devices[form.device]),
                _same_block(blocks[form.block], policy),
                Sign("burst", policy.burst_factor, {"forms": str(burst[form.ref]), "minutes": str(policy.burst_minutes)}) if burst[form.ref] else None,
                *label_signs(form, policy),
                Sign("far", FULL, {"points": f"{far[form.ref]:.0f}"}) if form.ref in far else None,
            ]  # fmt: skip
            found[form.ref] = tuple(sign for sign in signs if sign is not None)
    return found


def weight_of(signs: Sequence[Sign]) -> Decimal:
    """All factors together. Unit: 0 to 1, four places, half up."""
    weight = FULL
    for sign in signs:
        weight *= sign.factor
    return half_up(weight, FOUR_PLACES)


def _own(form: Came, own: Own, policy: WeighingPolicy) -> Sign | None:
    if form.device in own.devices:
        return Sign("own_device", policy.own_device)
    if form.block in own.blocks:
        return Sign("own_block", policy.own_block)
    return None


def _same_device(count: int) -> Sign | None:
    """However many forms one device sends, together they count as one."""
    return Sign("same_device", share(1, count), {"forms": str(count)}) if count > 1 else None


def _same_block(count: int, policy: WeighingPolicy) -> Sign | None:
    """Neighbours share an address; beyond a few they count together as those few."""
    if count <= policy.block_free:
        return None
    return Sign("same_block", share(policy.block_free, count), {"forms": str(count)})


def share(part: int, whole: int) -> Decimal:
    return half_up(Decimal(part) / whole, FOUR_PLACES)


def crowded(rows: Sequence[Came], policy: WeighingPolicy) -> dict[str, int]:
    """For each form, how many came in the densest stretch it belongs to, if that is a burst; nought if not."""
    window = timedelta(minutes=policy.burst_minutes)
    ordered = sorted(rows, key=lambda form: (form.at, form.ref))
    most = dict.fromkeys((form.ref for form in ordered), 0)
    first = 0
    for last, form in enumerate(ordered):
        while form.at - ordered[first].at > window:
            first += 1
        count = last - first + 1
        if count >= policy.burst:
            for one in ordered[first : last + 1]:
                most[one.ref] = max(most[one.ref], count)
    return most


def distances(rows: Sequence[Came], policy: WeighingPolicy) -> dict[str, Decimal]:
    """How far a form's score lies from the middle of all, where that is far."""
    if len(rows) < policy.far_from:
        return {}
    middle = median(form.score for form in rows)
    away = {form.ref: abs(form.score - middle) for form in rows}
    return {ref: points for ref, points in away.items() if points >= policy.far_points}


def label_signs(form: Came, policy: WeighingPolicy) -> list[Sign]:
    """What the label's own history says of the review."""
    trace = form.trace
    if trace is None:
        return []
    checks: tuple[tuple[Callable[[], bool], Sign], ...] = (
        (lambda: not trace.places, Sign("unscanned", policy.unscanned_factor)),
        (lambda: trace.is_scattered, Sign("scattered", policy.scattered_factor, {"places": str(trace.places)})),
        (lambda: _is_early(form.at, trace, policy), Sign("early", policy.early_factor, {"hours": str(policy.early_hours)})),
        (lambda: _is_desk(trace, policy), Sign("at_once", policy.crowd_factor, {"scans": str(trace.busiest), "of": str(trace.first_scans)})),
    )  # fmt: skip
    return [sign for holds, sign in checks if holds()]


def _is_early(at: datetime, trace: Trace, policy: WeighingPolicy) -> bool:
    return trace.made_at is not None and at - trace.made_at < timedelta(hours=policy.early_hours)


def _is_desk(trace: Trace, policy: WeighingPolicy) -> bool:
    """Most of a batch scanned for the first time within one hour and in hardly more than one place."""
    return (
        trace.first_scans >= policy.crowd
        and trace.busiest >= policy.crowd_share * trace.first_scans
        and trace.busiest_places <= policy.crowd_places
    )
