"""A result beside the one before it and beside the shops of its kind, of whom nobody can be recognised."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Numeric, Select, cast, column, func, literal, select, true
from sqlalchemy.dialects.postgresql import JSONB

from app.infra.scope import Session
from app.kernel.numbers import half_up
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.selfchecks import queries
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import AnswerValue, SelfCheckState

FEWEST = 5
"""A median is shown only of five other shops or more. Source: this programme's own choice, so that none can be guessed."""
TOTAL = ""
Scores = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One dimension, or the total (code ``""``). ``median`` is None where fewer than ``FEWEST`` others have a score."""

    code: str
    own: Decimal | None
    before: Decimal | None
    median: Decimal | None

    @property
    def change(self) -> Decimal | None:
        """Since the last time; None unless both have a score."""
        return None if self.own is None or self.before is None else self.own - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """``better`` and ``worse``: codes of items that are met now and were not, or the other way round."""

    lines: tuple[Line, ...]
    before: SelfCheck | None
    better: tuple[str, ...]
    worse: tuple[str, ...]

    @property
    def medians(self) -> Scores:
        return {line.code: line.median for line in self.lines}

    @property
    def has_medians(self) -> bool:
        return any(line.median is not None for line in self.lines)


def of(selfcheck: SelfCheck) -> Comparison:
    """A submitted self-check beside the shop's last one and beside its kind."""
    before = queries.previous_of(selfcheck)
    own, then = scores_of(selfcheck), scores_of(before) if before else {}
    medians = medians_of(selfcheck.merchant.kind, but=selfcheck.merchant_id)
    now_said, then_said = queries.values_of(selfcheck), queries.values_of(before) if before else {}
    met, unmet = AnswerValue.MET, AnswerValue.NOT_MET
    turned = [(code, then_said.get(code), value) for code, value in now_said.items()]
    return Comparison(
        lines=tuple(Line(code, own[code], then.get(code), medians.get(code)) for code in own),
        before=before,
        better=tuple(sorted(code for code, was, now in turned if (was, now) == (unmet, met))),
        worse=tuple(sorted(code for code, was, now in turned if (was, now) == (met, unmet))),
    )


def scores_of(selfcheck: SelfCheck) -> Scores:
    """By dimension, with the total first."""
    result = selfcheck.outcome
    if result is None:
        return {}
    return {TOTAL: result.total} | {one.code: one.score for one in result.dimensions}


def medians_of(kind: MerchantKind, *, but: int) -> Mapping[str, Decimal]:
    """The median of the newest results of the region's other shops of a kind, in one query.

    By dimension and for the total; only where at least ``FEWEST`` shops have a score. Exact: the mean of the lower
    and the upper middle value, rounded half up.
    """
    newest = (
        select(SelfCheck.result)
        .join(Merchant, Merchant.id == SelfCheck.merchant_id)
        .where(
            Merchant.kind == kind, Merchant.id != but, SelfCheck.state == SelfCheckState.SUBMITTED,
        )
        .distinct(SelfCheck.merchant_id)
        .order_by(SelfCheck.merchant_id, SelfCheck.submitted_at.desc(), SelfCheck.id.desc())
        .cte("newest")
    )  # fmt: skip
    total = select(
        literal(TOTAL).label("code"), cast(newest.c.result["total"].astext, Numeric).label("score")
    )
    each = func.jsonb_array_elements(newest.c.result["dimensions"]).table_valued(
        column("value", JSONB), name="each"
    )
    value = each.c.value
    parts: Select[str, Decimal] = select(
        value["code"].astext.label("code"), cast(value["score"].astext, Numeric).label("score")
    ).select_from(newest.join(each, true()))
    scores = total.union_all(parts).subquery("scores")
    middle = [func.percentile_disc(0.5).within_group(way) for way in (scores.c.score, scores.c.score.desc())]
    rows = Session().execute(
        select(scores.c.code, *middle)
        .where(scores.c.score.is_not(None))
        .group_by(scores.c.code)
        .having(func.count() >= FEWEST)
    )
    return {code: half_up((low + high) / 2) for code, low, high in rows}
