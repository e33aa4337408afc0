"""What all endpoints share: the blueprint, its limits, and how refusals are answered."""

from flask import Blueprint, Response

from app.api import reading, session
from app.api.permissions import SCOPE_OF
from app.api.rules import KeyReused, MerchantUnknown
from app.api.schemas import MOST_KEY
from app.infra import phrases, problems
from app.infra.access import Refused
from app.infra.errors import csrf
from app.infra.i18n import _
from app.infra.limits import API, limiter
from app.kernel.errors import DomainError
from app.labels import errors as labels

blueprint = Blueprint(session.BLUEPRINT, __name__, url_prefix="/api/v1")
csrf.exempt(blueprint)  # only here: a cookie opens nothing behind these addresses
limiter.shared_limit(API, scope="api", key_func=session.limit_key)(blueprint)

ABOUT_THE_REQUEST = (  # to be mended in the request itself; everything else is a matter of now (409)
    labels.CountOutOfRange, labels.LayoutUnknown, labels.StartBeyondSheet, labels.PrinterSettingTooLarge,
    labels.ResolutionUnknown, labels.CodeTooLarge, labels.WordsTooLong, labels.CharacterMissing,
    labels.SpanOutside, labels.CopiesOutOfRange, labels.RollOnly, labels.WaybillsRefused, KeyReused, MerchantUnknown,
)  # fmt: skip


@blueprint.errorhandler(DomainError)
def _domain(refusal: DomainError) -> Response:
    status = 422 if isinstance(refusal, ABOUT_THE_REQUEST) else 409
    return problems.answer(status, phrases.sentence(refusal), code=refusal.code)


@blueprint.errorhandler(Refused)
def _refused(refusal: Refused) -> Response:
    scope = SCOPE_OF.get(refusal.permission) if refusal.permission else None
    told = _("这个令牌没有“%(scope)s”（%(word)s）权限。", scope=scope or "", word=phrases.word(scope))
    return problems.answer(403, told, code="api.scope_missing", scope=scope)


@blueprint.errorhandler(reading.NotValid)
def _not_valid(wrong: reading.NotValid) -> Response:
    return problems.answer(422, code="api.not_valid", errors=wrong.errors)


@blueprint.errorhandler(reading.KeyMissing)
def _key_missing(_wrong: reading.KeyMissing) -> Response:
    told = _(
        "请在 Idempotency-Key 头里给这次申领一个不重复的编号（1 到 %(most)d 个可见字符）。"
        "网络中断后用同一个编号再发一次，不会重复申领。",
        most=MOST_KEY,
    )  # fmt: skip
    return problems.answer(400, told, code="api.key_missing")
