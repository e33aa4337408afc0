"""Words of the region slice."""

import enum
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from app.kernel.kinds import AuditAction


class OrganisationKind(enum.StrEnum):
    BUREAU = "bureau"
    STATION = "station"
    PARK = "park"
    INDUSTRY = "industry"
    MONITOR = "monitor"
    PANEL = "panel"


class RegionAction(AuditAction):
    CLOCK_MOVED = "region.clock_moved"
    CALENDAR_ENTERED = "region.calendar_entered"
    POLICY_CHANGED = "region.policy_changed"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a region may set for itself. Every field is "region policy, default" unless it names a law.

    ``pass_score``: points from which the title is earned, 以上 includes the number (Civil Code art. 1259).
    ``notice_workdays``: how long a public notice runs. ``answer_hours`` and ``settle_workdays``: the seller's
    promise on a complaint. ``least_consumer_forms`` and ``least_social_forms``: fewer do not count.
    ``qr_is_published_channel``: whether the bureau has published the parcel QR as a channel for complaints
    (市场监督管理投诉举报处理办法 art. 8); only then does the statutory clock start with the scan.
    ``shop_labels_a_day`` and ``park_labels_a_day``: how many labels may be ordered in one local day for one shop, and
    for all shops of one park; 0 sets no bound. ``credit_on_label``: whether the title stands in words on the paper,
    which outlives it.
    """

    pass_score: Decimal = Decimal(85)
    notice_workdays: int = 7
    answer_hours: int = 24
    settle_workdays: int = 3
    least_consumer_forms: int = 1
    least_social_forms: int = 1
    qr_is_published_channel: bool = False
    shop_labels_a_day: int = 2_400_000
    park_labels_a_day: int = 12_000_000
    credit_on_label: bool = False

    def but(self, said: dict[str, Any]) -> "Policy":
        """This policy with what the region has said for itself."""
        known = {field.name for field in fields(self)}
        kept: dict[str, Any] = {name: value for name, value in said.items() if name in known}
        if "pass_score" in kept:
            kept["pass_score"] = Decimal(str(kept["pass_score"]))
        return replace(self, **kept)
