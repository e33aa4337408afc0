import pytest

from app.accounts.models import User
from app.honours.models import RepairRequest
from app.honours.permissions import did_not_grant


@pytest.mark.parametrize(("decider_id", "decided_by", "may"), [
    (1, "郑明", False),
    (2, "郑明", True),  # of the same name, somebody else
    (None, "郑明", False),  # from before deciders were kept by id
    (None, "钱一帆", True),
])  # fmt: skip
def test_whoever_granted_a_repair_does_not_revoke_it(decider_id, decided_by, may):
    request = RepairRequest(decider_id=decider_id, decided_by=decided_by)
    assert did_not_grant(User(id=1, name="郑明"), request) is may
