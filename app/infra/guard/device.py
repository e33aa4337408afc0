"""The visitor's browser, known by a cookie of our own that says nothing but "the same one as before"."""

from flask import Flask, Response, g, request

from app.infra import cookies
from app.kernel import codes

COOKIE = "fx_device"
LENGTH = 20
DAYS = 180


def mark() -> str:
    """This browser's mark; a new one is set with the answer."""
    told = cookies.told(request, COOKIE)
    if len(told) == LENGTH and set(told) <= set(codes.ALPHABET):
        return told
    if "device_mark" not in g:
        g.device_mark = codes.fresh(LENGTH)
    return str(g.device_mark)


def init_device(app: Flask, *, secure: bool) -> None:
    @app.after_request
    def keep(response: Response) -> Response:
        if "device_mark" in g:
            response.set_cookie(
                cookies.named(COOKIE),
                g.device_mark,
                max_age=DAYS * 86400,
                httponly=True,
                samesite="Lax",
                secure=secure,
            )
        return response
