"""What this browser has proved: which reports it may follow, and the receipt it was just given."""

from app.infra.i18n import _l
from app.infra.proved import Proved
from app.reports import queries

_here = Proved(
    "report", find=queries.by_code, follow="reports.follow", ask=_l("请输入举报编号和查询码，再查看进展。")
)
may_follow, is_followed = _here.may_follow, _here.is_followed
keep_receipt, receipt, secret_of = _here.keep_receipt, _here.receipt, _here.secret_of
sent_before = _here.sent_before
own_report = _here.own
