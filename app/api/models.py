"""Tables of the API slice."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import Text

from app.api.terms import TokenScope
from app.infra.db import Base, RegionScoped


class ApiToken(RegionScoped, Base):
    """What a park's program shows instead of a password. Of the secret only a digest is kept.

    ``code`` is the public part, by which it is found. ``request_digest`` makes a second click the same token;
    the request's own key is not kept, for the secret is made from it. ``last_used_at`` is good to the minute.
    A revoked token stays, so that the list tells who revoked it and when.
    """

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("region_id", "request_digest"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    park_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    secret_digest: Mapped[str]
    request_digest: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    maker_name: Mapped[str]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    revoker_name: Mapped[str | None]

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None

    def holds(self, scope: TokenScope) -> bool:
        return scope.value in self.scopes

    @property
    def scope_words(self) -> list[TokenScope]:
        """In the order in which the page asks for them."""
        return [scope for scope in TokenScope if self.holds(scope)]

    @property
    def audit_id(self) -> None:
        """A program acts, not a person: the audit row carries the token's name."""
        return

    @property
    def audit_name(self) -> str:
        return f"{self.name} (API {self.code})"

    @property
    def audit_label(self) -> str:
        return f"{self.name} {self.code}"


class ApiRequest(RegionScoped, Base):
    """A request that was carried out and bore a key of its own, so that sending it again changes nothing.

    ``purpose`` says what was asked of which thing; ``body_digest`` is of the body as it was understood. Orders are not kept here:
    their key stands on the batch.
    """

    __tablename__ = "api_request"
    __table_args__ = (UniqueConstraint("region_id", "park_id", "key"),)

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    park_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    key: Mapped[str]
    purpose: Mapped[str]
    body_digest: Mapped[str]
    at: Mapped[datetime]
