"""Tables of the selfchecks slice."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import Text

from app.accounts.terms import Role
from app.infra.db import Base, Json, RegionScoped
from app.infra.storage import StoredFile
from app.licences.models import Licence
from app.merchants.models import Merchant
from app.selfchecks.terms import (
    AnswerValue,
    ClosedHow,
    RemediationState,
    ReportState,
    ReportTrouble,
    Result,
    SelfCheckState,
)


class SelfCheck(RegionScoped, Base):
    """A shop's answers to one version of its guide. A shop has one draft at most; submitted ones stay as they are.

    ``scopes`` is what the shop said it sells and does; None until it has said so in this self-check.
    ``result`` is a ``terms.Result``, written once, at submission. ``updates_id``: the submitted one that this one
    brings up to date after a task was closed; None for one that people answered through. ``first_pass`` is a
    ``terms.Result`` over the gravest items alone, taken once while the rest was still open; it counts nowhere as a score.
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
    updates_id: Mapped[int | None] = mapped_column(ForeignKey("selfcheck.id"))
    first_pass_at: Mapped[datetime | None]
    first_pass: Mapped[Json | None]

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
    def first_outcome(self) -> Result | None:
        """What the first pass said; None if there was none."""
        return None if self.first_pass is None else Result.model_validate(self.first_pass)

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
    def mark(self) -> str:
        """Changes with every saving: what a page keeps to know whether somebody has saved since."""
        return f"{self.answered_at.isoformat()} {self.answered_by}"

    @property
    def words(self) -> str:
        """What the person wrote beside the answer."""
        return self.reason or self.note


class Remediation(RegionScoped, Base):
    """A task: one unmet item of a submitted self-check, to be put right by ``due_on``.

    The steps are the guide item's own; ``steps_done`` are the numbers of those that were ticked, from 1. ``owner``
    is the person of the shop who sees to it. ``licence_id``: the paper whose end re-opened the item, if that is why.
    ``reminded``: how loudly it was reminded of, see ``rules.reminder_due``.
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
    owner: Mapped[str] = mapped_column(default="", server_default="")
    steps_done: Mapped[list[int]] = mapped_column(ARRAY(Integer), default=list, server_default="{}")
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id"), index=True)

    selfcheck: Mapped[SelfCheck] = relationship(lazy="raise")
    merchant: Mapped[Merchant] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.item_code} {self.code}"

    @property
    def is_open(self) -> bool:
        return self.state is RemediationState.OPEN


class AnswerProof(RegionScoped, Base):
    """What bears an answer out: a file, or one of the shop's confirmed papers; never both. One may prove many items.

    It hangs on the item, not on the answer's row: the picture is often there before the answer is.
    """

    __tablename__ = "answer_proof"
    __table_args__ = (
        UniqueConstraint("selfcheck_id", "item_code", "file_id"),
        UniqueConstraint("selfcheck_id", "item_code", "licence_id"),
        CheckConstraint("(file_id IS NULL) <> (licence_id IS NULL)", name="one_of_two"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    selfcheck_id: Mapped[int] = mapped_column(ForeignKey("selfcheck.id"))
    item_code: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id"), index=True)
    added_at: Mapped[datetime]
    added_by: Mapped[str]

    file: Mapped[StoredFile | None] = relationship(lazy="raise")
    licence: Mapped[Licence | None] = relationship(lazy="raise")


class RemediationProof(RegionScoped, Base):
    """A file that shows that a task was done. It goes over to the answer when the task is closed."""

    __tablename__ = "remediation_proof"
    __table_args__ = (UniqueConstraint("remediation_id", "file_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    remediation_id: Mapped[int] = mapped_column(ForeignKey("remediation.id"))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    added_at: Mapped[datetime]
    added_by: Mapped[str]

    file: Mapped[StoredFile] = relationship(lazy="raise")


class RemediationComment(RegionScoped, Base):
    """A word on a task, by the shop, its park or its regulator. Never edited. ``said_as`` is the writer's role then; ``writer_id``: told when others answer."""

    __tablename__ = "remediation_comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    remediation_id: Mapped[int] = mapped_column(ForeignKey("remediation.id"), index=True)
    text: Mapped[str]
    said_at: Mapped[datetime]
    said_by: Mapped[str]
    said_as: Mapped[Role]
    writer_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))


class SelfCheckReport(RegionScoped, Base):
    """One result on paper, in one language, as somebody asked for it: made by a job, kept for a while.

    ``done`` counts the steps behind (``reports.STEPS``). ``asked_by``: the person's id, told when it is there.
    The ``code`` of the short one, two pages for the wall or for an inspector, begins with ``SHORT``.
    """

    __tablename__ = "selfcheck_report"
    SHORT = "S-"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    selfcheck_id: Mapped[int] = mapped_column(ForeignKey("selfcheck.id"), index=True)
    language: Mapped[str]
    state: Mapped[ReportState] = mapped_column(default=ReportState.WAITING)
    trouble: Mapped[ReportTrouble | None]
    done: Mapped[int] = mapped_column(default=0)
    asked_at: Mapped[datetime] = mapped_column(index=True)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))

    selfcheck: Mapped[SelfCheck] = relationship(lazy="raise")
    file: Mapped[StoredFile | None] = relationship(lazy="raise")

    @property
    def audit_label(self) -> str:
        return self.code

    @property
    def is_short(self) -> bool:
        return self.code.startswith(self.SHORT)

    @property
    def under_way(self) -> bool:
        return self.state in (ReportState.WAITING, ReportState.MAKING)
