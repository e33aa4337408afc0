"""What this browser has proved: which objections it may follow, and the receipt it was just given."""

from app.infra.i18n import _l
from app.infra.proved import Proved
from app.publicity import queries

_here = Proved(
    "objection", find=queries.objection_by_code, follow="objections.follow",
    ask=_l("请输入异议编号和查询码，再查看进展。"),
)  # fmt: skip
may_follow, keep_receipt, secret_of = _here.may_follow, _here.keep_receipt, _here.secret_of
sent_before, own_objection = _here.sent_before, _here.own
