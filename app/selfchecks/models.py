"""Tables of the selfchecks slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from app.infra.db import Base, Json, RegionScoped
from app.merchants.models import Merchant
from app.selfchecks.terms import AnswerValue, ClosedHow, RemediationState, Result, SelfCheckState


class SelfCheck(RegionScoped, Base):
    """A shop's answers to one version of its guide. A shop has one draft at most; submitted ones stay as they are.

    ``scopes`` is what the shop said it sells and does; None until it has said so in this self-check.
    ``result`` is a ``terms.Result``, written once, at submission.
    """

    __tablename__ = "selfcheck"
    __table_args__ = (
        Index("uq_selfcheck_one_draft", "merchant_id", unique=True, postgresql_where=text("state = 'draft'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    guide_version_id: Mapped[int] = mapped_column(ForeignKey("policy_version.id"))
    scopes: Mapped[list[str] | None] = mapped_column(ARRAY(Text))
    state: Mapped[SelfCheckState] = mapped_column(default=SelfCheckState.DRAFT)
    started_at: Mapped[datetime]
    submitted_at: Mapped[datetime | None]
    submitted_by: Mapped[str | None]
    result: Mapped[Json | None]

    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def is_draft(self) -> bool:
        return self.state is SelfCheckState.DRAFT

    @property
    def outcome(self) -> Result | None:
        """The stored result; None for a draft."""
        return None if self.result is None else Result.model_validate(self.result)

    @property
    def compliance(self) -> Decimal | None:
        """The total in per cent; None for a draft, and when nothing applied."""
        return self.outcome.total if self.outcome else None


class Answer(RegionScoped, Base):
    """One answer to one item. Each item has a row of its own, so that two people of a shop do not undo each other.

    ``reason`` is why it does not apply. ``carried``: taken over from the last self-check, not yet said again.
    """

    __tablename__ = "selfcheck_answer"
    __table_args__ = (UniqueConstraint("selfcheck_id", "item_code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    selfcheck_id: Mapped[int] = mapped_column(ForeignKey("selfcheck.id"))
    item_code: Mapped[str]
    answer: Mapped[AnswerValue]
    note: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    carried: Mapped[bool] = mapped_column(default=False)
    answered_at: Mapped[datetime]
    answered_by: Mapped[str]

    @property
    def words(self) -> str:
        """What the person wrote beside the answer."""
        return self.reason or self.note


class Remediation(RegionScoped, Base):
    """A task: one unmet item of a submitted self-check, to be put right by ``due_on``.

    The steps are the guide item's own. ``reminded``: how loudly it was reminded of, see ``rules.reminder_due``.
    """

    __tablename__ = "remediation"
    __table_args__ = (
        UniqueConstraint("selfcheck_id", "item_code"),
        Index("ix_remediation_open_due", "due_on", postgresql_where=text("state = 'open'")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    selfcheck_id: Mapped[int] = mapped_column(ForeignKey("selfcheck.id"))
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    item_code: Mapped[str]
    due_on: Mapped[date]
    state: Mapped[RemediationState] = mapped_column(default=RemediationState.OPEN)
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    closed_how: Mapped[ClosedHow | None]
    note: Mapped[str] = mapped_column(default="")
    reminded: Mapped[int] = mapped_column(default=0)

    selfcheck: Mapped[SelfCheck] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.item_code} {self.code}"

    @property
    def is_open(self) -> bool:
        return self.state is RemediationState.OPEN
