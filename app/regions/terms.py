"""Words of the region slice."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
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
    ``second_factor_required``: officers, panels and administrators need a second proof to sign in.
    ``shop_labels_a_day`` and ``park_labels_a_day``: how many labels may be ordered in one local day for one shop, and
    for all shops of one park; 0 sets no bound. ``credit_on_label``: whether the title stands in words on the paper,
    which outlives it. ``label_valid_months``: for how long after they were ordered labels are vouched for; 0 sets no end.
    ``label_key_id``: which key seals new labels.
    ``panel_quorum_pct``: per cent, rounded up, of the members without an interest who must have voted (66: two thirds of
    any panel); ``panel_least_members`` of a panel; ``panel_tie_passes``; ``panel_vote_workdays`` until votes may be
    read out. ``objection_answer_workdays``, ``appeal_workdays`` (how long a shop may appeal), ``claim_workdays`` (how
    long its claim may wait). ``hearing_workdays``: how long a shop may speak before its title goes (five, as
    市场监督管理行政处罚程序规定 art. 57 has it for penalties); ``suspend_during_case``: its title rests meanwhile.
    ``reapply_months``: how long after a revocation no title is given. ``weighing``: what differs from the defaults of
    ``assessments.weighing.WeighingPolicy``.
    """

    pass_score: Decimal = Decimal(85)
    notice_workdays: int = 7
    answer_hours: int = 24
    settle_workdays: int = 3
    least_consumer_forms: int = 1
    least_social_forms: int = 1
    second_factor_required: bool = True
    shop_labels_a_day: int = 2_400_000
    park_labels_a_day: int = 12_000_000
    credit_on_label: bool = False
    panel_quorum_pct: int = 66
    panel_least_members: int = 3
    panel_tie_passes: bool = False
    panel_vote_workdays: int = 3
    objection_answer_workdays: int = 5
    appeal_workdays: int = 5
    claim_workdays: int = 10
    hearing_workdays: int = 5
    suspend_during_case: bool = False
    reapply_months: int = 12
    label_valid_months: int = 24
    label_key_id: int = 1
    weighing: Mapping[str, Any] = field(default_factory=dict)

    def but(self, said: dict[str, Any]) -> "Policy":
        """This policy with what the region has said for itself."""
        known = {field.name for field in fields(self)}
        kept: dict[str, Any] = {name: value for name, value in said.items() if name in known}
        if "pass_score" in kept:
            kept["pass_score"] = Decimal(str(kept["pass_score"]))
        return replace(self, **kept)
