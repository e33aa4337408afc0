"""Tables of the licences slice."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.infra.db import Base, Json, JsonList, RegionScoped
from app.infra.storage import StoredFile
from app.licences.terms import LicenceState, ReadingState, ReadingTrouble
from app.merchants.models import Merchant


class Licence(RegionScoped, Base):
    """One paper of a seller. ``state`` changes only in ``service``; ``kind`` is the code of one of ``kinds.Kinds``.

    ``person`` to ``issued_on`` are what else is written on it, if it is known. ``valid_until`` is the last valid day,
    None for 长期. ``original_sha256`` is of the bytes as uploaded; the file
    that is kept has been turned upright and freed of what the camera wrote into it. ``told_mark`` is the
    nearest reminder already sent, in days before the last valid day. ``original``: those bytes themselves, for an officer
    in doubt; None once they are not needed any more.
    """

    __tablename__ = "licence"
    __table_args__ = (
        Index("ix_licence_state_id", "state", "id"),
        Index("ix_licence_valid_until", "valid_until"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    number: Mapped[str]
    holder_name: Mapped[str]
    uscc: Mapped[str | None]
    valid_until: Mapped[date | None]
    person: Mapped[str | None]
    address: Mapped[str | None]
    scope: Mapped[str | None]
    issued_on: Mapped[date | None]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    original_sha256: Mapped[str]
    original_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("stored_file.id"))
    pages: Mapped[int]
    state: Mapped[LicenceState] = mapped_column(default=LicenceState.SUBMITTED)
    submitted_at: Mapped[datetime]
    submitted_by: Mapped[str]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None]
    reason: Mapped[str | None]
    told_mark: Mapped[int | None]

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="raise")
    original: Mapped[StoredFile | None] = relationship(foreign_keys=[original_id], lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.holder_name} {self.number}"


class Reading(RegionScoped, Base):
    """One upload and what the machine read in it: proposals, until a person has submitted a licence from it.

    ``kind`` is what the seller said it is, if it did. ``fields``: a ``ReadField`` to its ``text``, ``score`` (0 to 1)
    and ``box`` (left, top, right, bottom in the first page's picture). ``pictures``: the codes of stored page
    pictures, first page first; none if the upload itself is the picture. ``looked_at`` is set once, by the job.
    """

    __tablename__ = "licence_reading"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    merchant_id: Mapped[int] = mapped_column(ForeignKey("merchant.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(40))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    original_sha256: Mapped[str]
    original_id: Mapped[int | None] = mapped_column(BigInteger, ForeignKey("stored_file.id"))
    pages: Mapped[int]
    state: Mapped[ReadingState] = mapped_column(default=ReadingState.WAITING)
    trouble: Mapped[ReadingTrouble | None]
    fields: Mapped[Json] = mapped_column(default=dict)
    pictures: Mapped[JsonList] = mapped_column(default=list)
    uploaded_at: Mapped[datetime]
    uploaded_by: Mapped[str]
    looked_at: Mapped[datetime | None]
    licence_id: Mapped[int | None] = mapped_column(ForeignKey("licence.id"), unique=True)

    merchant: Mapped[Merchant] = relationship(lazy="raise")
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id], lazy="raise")
    original: Mapped[StoredFile | None] = relationship(foreign_keys=[original_id], lazy="raise")

    @property
    def audit_label(self) -> str:
        return f"{self.merchant.name} {self.code}"
