"""Which panel a seller's assessment belongs to. The panels slice draws; here it is written down."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select, update

from app.assessments.models import Assessment
from app.infra.scope import Session
from app.merchants.models import Merchant


def sellers(cycle_id: int) -> Sequence[tuple[str, int]]:
    """Public code of the seller and id of its assessment, of everybody in a year."""
    wanted = (
        select(Merchant.code, Assessment.id)
        .join(Assessment, Assessment.merchant_id == Merchant.id)
        .where(Assessment.cycle_id == cycle_id)
        .order_by(Merchant.code)
    )
    return [(code, number) for code, number in Session().execute(wanted)]


def assign(given: Mapping[int, int]) -> None:
    """Assessment id to panel id."""
    if given:
        Session().execute(
            update(Assessment), [{"id": one, "panel_id": panel} for one, panel in given.items()]
        )
