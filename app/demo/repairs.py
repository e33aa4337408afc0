"""A credit repair in the demo county that was granted on a forged receipt, and revoked: it stands in public for three years."""

from datetime import datetime, timedelta

from app.accounts import queries as accounts
from app.accounts.models import User
from app.accounts.terms import Role
from app.honours import conditions, intake, queries, repairing, revoking
from app.honours import service as honours
from app.honours.conditions import Finding
from app.honours.revoking import Deceit
from app.honours.terms import Source, SourceKind
from app.kernel.clock import local_day
from app.merchants.models import Merchant
from app.publicity import queries as notices

SEEN = "缴款凭证、整改照片（演示）"


def furnish(merchant: Merchant, admin: User, now: datetime) -> None:
    """Listed six weeks ago, repaired a month ago, found out the day before yesterday."""
    officer, other = accounts.of_role(Role.OFFICER)[:2]
    day, asked_at, granted_at = local_day(now), now - timedelta(days=38), now - timedelta(days=33)
    source = Source(
        SourceKind.GENERAL, "长市监罚〔演示〕9 号", day - timedelta(days=200), "https://www.gsxt.gov.cn/",
        day + timedelta(days=150), "以次充好，普通苹果标成糖心苹果出售", published_on=day - timedelta(days=190),
    )  # fmt: skip
    notice = honours.propose_black(
        merchant, source, minutes="处罚已公示", by=officer, now=now - timedelta(days=62)
    )
    listed_at = now - timedelta(days=42)
    honours.decide_black(notices.by_code(notice.code) or notice, by=admin, now=listed_at)
    entry = queries.standing_black([merchant.id], local_day(listed_at))[merchant.id]
    seller = accounts.of_merchant(merchant.id)[0]
    code = repairing.ask(entry, "罚款已经缴清，苹果改按等级标价。", None, by=seller, now=asked_at).code
    request = queries.repair_by_code(code)
    if request is None:
        return
    intake.take_in(request, by=officer, now=asked_at + timedelta(hours=20))
    told = [Finding(one, met=True, shown=SEEN) for one in conditions.told(entry.source_kind)]
    repairing.decide(request, told, grants=True, answer="各项条件都符合", by=officer, now=granted_at)
    deceit = Deceit(
        "缴款凭证是伪造的，罚款至今没有缴纳", "财政非税系统查询记录、银行回函（演示）", "管局长（演示）"
    )
    revoking.revoke(request, deceit, by=other, now=now - timedelta(days=2))
