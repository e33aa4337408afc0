"""Errors for programs: ``application/problem+json`` as RFC 9457 has it, with our sentences in it."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, current_app, request

from app.infra.i18n import _, _l

MEDIA_TYPE = "application/problem+json"
UNDER = "/api/"
NAMES: Mapping[int, tuple[str, str, str]] = {  # what it is called, its title, and what to do if nothing better is known
    400: ("unreadable", _l("请求读不懂"), _l("请求正文应是一个 JSON 对象。请对照接口文档检查。")),
    401: ("token-needed", _l("需要令牌"), _l("请在 Authorization 头里写 Bearer 和一个有效的令牌。令牌由园区在“接口令牌”页创建；作废的令牌不能再用。")),
    403: ("not-allowed", _l("这个令牌不能这样做"), _l("请换一个有相应权限的令牌，或请园区重新创建一个。")),
    404: ("not-found", _l("没有找到"), _l("没有这个地址，或者它不属于您的园区。请检查编号。")),
    405: ("method-not-allowed", _l("这个地址不支持这种请求"), _l("可以用的请求方法写在 Allow 头里。")),
    409: ("not-now", _l("现在不能这样做"), _l("请先查询最新状态，再决定下一步。")),
    413: ("too-large", _l("请求太大"), _l("请求正文超过了这个地址的上限。请分几次发送。")),
    415: ("not-json", _l("只收 JSON"), _l("请把 Content-Type 设为 application/json。")),
    422: ("not-valid", _l("内容不合要求"), _l("请按 errors 里逐项的说明修改后再发送。")),
    429: ("too-many", _l("请求太频繁"), _l("请等 Retry-After 头里写的秒数后再发送。")),
    500: ("our-fault", _l("系统出了问题"), _l("这不是您的错。请稍后用同一个 Idempotency-Key 再试；再次出现请联系管理员。")),
    503: ("away", _l("暂时不能用"), _l("请稍后用同一个 Idempotency-Key 再试。")),
}  # fmt: skip


def are_wanted() -> bool:
    """Whether this request came from a program."""
    return request.path.startswith(UNDER)


def answer(status: int, told: str = "", *, code: str | None = None, **more: Any) -> Response:
    """The problem as an answer. ``code`` names the refusal for programs; ``more`` are members of its own."""
    status = status if status in NAMES else (400 if status < 500 else 500)
    name, title, otherwise = NAMES[status]
    said = {
        "type": f"{current_app.config['PUBLIC_URL']}/api/v1/docs#{name}",
        "title": str(title),
        "status": status,
        "detail": told or str(otherwise),
        **({"code": code} if code else {}),
        **more,
    }
    response = Response(json.dumps(said, ensure_ascii=False), status, mimetype=MEDIA_TYPE)
    if status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="api"'
    return response


def sentence_of(status: int) -> str:
    """Its title, for documents."""
    return str(NAMES[status][1]) if status in NAMES else _("成功")
