"""What each printer of a shop or park needs, kept so that it is found out only once."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from app.accounts.models import User
from app.accounts.terms import Role
from app.infra import audit
from app.infra.db import add
from app.infra.scope import Session
from app.kernel import codes
from app.labels.models import LabelPrinter
from app.labels.terms import LabelAction, PrinterWish


def of(user: User) -> Sequence[LabelPrinter]:
    """The printers of this person's shop or park, by name."""
    wanted = select(LabelPrinter).order_by(LabelPrinter.name, LabelPrinter.id)
    if user.role is Role.PARK:
        wanted = wanted.where(LabelPrinter.park_id == user.organisation_id)
    else:
        wanted = wanted.where(LabelPrinter.merchant_id == user.merchant_id)
    return Session().scalars(wanted).all()


def by_code(code: str) -> LabelPrinter | None:
    return Session().scalar(select(LabelPrinter).where(LabelPrinter.code == code))


def keep(wish: PrinterWish, *, by: User, now: datetime) -> LabelPrinter:
    """The same name again is the same printer, with what was measured last."""
    known = next((one for one in of(by) if one.name == wish.name), None)
    printer = known or LabelPrinter(
        code=codes.fresh(10), name=wish.name,
        park_id=by.organisation_id if by.role is Role.PARK else None,
        merchant_id=None if by.role is Role.PARK else by.merchant_id,
    )  # fmt: skip
    printer.dpi, printer.dx_mm, printer.dy_mm, printer.scale = wish.dpi, wish.dx_mm, wish.dy_mm, wish.scale
    printer.kept_at = now
    add(printer)
    audit.record(LabelAction.PRINTER_KEPT, printer, by=by, now=now, scale=str(wish.scale))
    return printer


def drop(printer: LabelPrinter, *, by: User, now: datetime) -> None:
    """Forget one. Batches printed for it keep what it was then; the record keeps what was measured."""
    measured = {key: str(getattr(printer, key)) for key in ("dpi", "dx_mm", "dy_mm", "scale")}
    audit.record(LabelAction.PRINTER_DROPPED, printer, by=by, now=now, **measured)
    Session().delete(printer)
