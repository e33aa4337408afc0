"""Tables of the intake side: what was sent along, and how a lost secret code is found again."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.complaints.models import Complaint, Message
from app.complaints.terms import Side
from app.infra.db import Base, RegionScoped
from app.infra.seals import Sealed
from app.infra.storage import StoredFile


class Attachment(RegionScoped, Base):
    """A photograph or PDF with a line of the history; as private as that line. Its name never comes from the sender.

    ``original_sha256`` is of the bytes as they came.
    """

    __tablename__ = "complaint_attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("complaint_message.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"), index=True)
    original_sha256: Mapped[str]
    side: Mapped[Side]
    at: Mapped[datetime]

    complaint: Mapped[Complaint] = relationship(lazy="raise")
    message: Mapped[Message] = relationship(lazy="raise")
    file: Mapped[StoredFile] = relationship(lazy="raise")


class Recovery(RegionScoped, Base):
    """A one-time code sent to a phone, known or not. ``ticket`` stands in the address of the page that asks for it.

    ``known``: there were cases under the phone, and a message went out. After ``until`` or too many ``tries`` it is worth nothing.
    """

    __tablename__ = "complaint_recovery"
    __table_args__ = (UniqueConstraint("ticket"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket: Mapped[str]
    phone: Mapped[str] = mapped_column(Sealed)
    code_hash: Mapped[str]
    known: Mapped[bool]
    asked_at: Mapped[datetime]
    until: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    used_at: Mapped[datetime | None]
