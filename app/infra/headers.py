"""Security headers on every answer, with a fresh nonce a request."""

import secrets

from flask import Flask, Response, g, request
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from app.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
    "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; form-action 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)
FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}


def csp_nonce() -> str:
    """This request's nonce; the same one each time it is asked for."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_headers(app: Flask, settings: Settings) -> None:
    secure = settings.public_url.startswith("https://")
    app.config.update(
        SESSION_COOKIE_SECURE=secure, SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax"
    )
    if settings.proxies:  # whoever asks is counted and logged by the address that our own proxy saw
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # as Flask's documentation has it
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies
        )
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    Compress(app)

    @app.after_request
    def dress(response: Response) -> Response:
        for name, value in FIXED.items():  # a page may say otherwise: a badge is made to be embedded
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = POLICY.format(nonce=csp_nonce())
        if secure:
            response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
        if request.endpoint == "static" and "v" in request.args:
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        elif request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
