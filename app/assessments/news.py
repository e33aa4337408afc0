"""What sellers are told about their scores."""

from datetime import datetime

from app.accounts import queries as accounts
from app.assessments.models import Assessment
from app.infra.i18n import _l
from app.notices import service as notices


def tell_shop(assessment: Assessment, title: object, *, now: datetime) -> None:
    """Everybody of the shop, with the way to where each point comes from."""
    notices.tell_all(
        accounts.of_merchant(assessment.merchant_id), title,
        _l("每一分怎么来的，都可以逐行查看，也可以下载文件自己复算。"),
        f"/assessments/{assessment.code}", key=f"scored {assessment.code} {now:%Y%m%d%H%M%S}", now=now,
    )  # fmt: skip
