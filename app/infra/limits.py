"""How often is too often, all in one place. Counted in Redis; in memory while Redis is away."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from app.settings import Settings

SIGN_IN = "20 per minute; 200 per hour"
REGISTER = "10 per minute; 60 per hour"
PUBLIC_FORM = "12 per minute; 60 per hour"
LOOK_UP = "30 per minute"
SCAN = "240 per minute"
API = "300 per minute"  # for each token

limiter = Limiter(
    key_func=get_remote_address,
    swallow_errors=True,
    in_memory_fallback_enabled=True,
    in_memory_fallback=["600 per minute"],
    headers_enabled=True,
)


def init_limits(app: Flask, settings: Settings) -> None:
    app.config["RATELIMIT_STORAGE_URI"] = settings.redis_url
    app.config["RATELIMIT_ENABLED"] = settings.limits_on
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"socket_connect_timeout": 1, "socket_timeout": 1}
    limiter.init_app(app)
