"""How much a new complaint counts, by the policy that holds now."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import func, select

from app.complaints.bursts import WHOLE, BurstPack, weigh
from app.complaints.models import Complaint
from app.infra import packs
from app.infra.packs import Pack, read_yaml
from app.infra.scope import Session

FAMILY, YEAR = "bursts", 2026
MOST_LOOKED_AT = 500


def burst_packs() -> Iterator[Pack]:
    pack = BurstPack.model_validate(read_yaml(FAMILY, f"{YEAR}.yaml"))
    yield Pack(FAMILY, pack.name, YEAR, pack.version, pack.model_dump(mode="json"))


def put_on(complaint: Complaint, *, now: datetime) -> None:
    """Before the row is added. What counts whole needs no reason."""
    version = packs.newest(FAMILY, "default")
    if version is None:
        return
    pack = BurstPack.model_validate(version.content)
    first = complaint.label_serial is not None and not _parcel_known(complaint)
    found = weigh(pack, _earlier(complaint.merchant_id, now - pack.reach), now, first_of_a_parcel=first)
    complaint.weight, complaint.weight_why = found.weight, found.why
    complaint.weight_version_id = None if found.weight == WHOLE else version.id


def _earlier(merchant_id: int, since: datetime) -> list[datetime]:
    of_shop = select(Complaint.received_at).where(
        Complaint.merchant_id == merchant_id, Complaint.received_at >= since
    )
    return list(Session().scalars(of_shop.order_by(Complaint.received_at.desc()).limit(MOST_LOOKED_AT)))


def _parcel_known(complaint: Complaint) -> bool:
    same = select(func.count(Complaint.id)).where(
        Complaint.merchant_id == complaint.merchant_id,
        Complaint.label_batch_id == complaint.label_batch_id,
        Complaint.label_serial == complaint.label_serial,
    )
    return bool(Session().scalar(same))
