"""Sentences of the API slice."""

from app.api import rules
from app.api.terms import ApiAction, TokenScope
from app.infra.i18n import _l

WORDS = {
    ApiAction.TOKEN_CREATED: _l("创建接口令牌"),
    ApiAction.TOKEN_REVOKED: _l("作废接口令牌"),
    TokenScope.LABELS_WRITE: _l("申领和作废标签"),
    TokenScope.LABELS_READ: _l("查询和下载标签"),
    TokenScope.MERCHANTS_READ: _l("查询园区商家"),
}
ERRORS = {
    rules.TooManyTokens.code: _l("一个园区最多同时有 %(most)d 个令牌。请先作废不用的，再创建。"),
    rules.NoScope.code: _l("请至少选一项权限。"),
    rules.ShownAlready.code: _l("这个令牌已经显示过，不能再看。如果没有抄下来，请作废它，重新创建一个。"),
    rules.KeyReused.code: _l(
        "这个 Idempotency-Key 已经用于批次 %(batch)s，这次的 %(fields)s 和那次不一样。"
        "新的申领请换一个新的 Idempotency-Key。"
    ),
    rules.MerchantUnknown.code: _l("园区里没有代码为“%(merchant)s”的店铺。可以先查询园区的商家列表。"),
}
