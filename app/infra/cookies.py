"""How our cookies are called: behind HTTPS each bears ``__Host-``, so that no neighbouring host can set one for us."""

from flask import Flask, Request, current_app

PREFIX = "__Host-"


def named(name: str, app: Flask | None = None) -> str:
    """The name as it goes to the browser."""
    config = (app or current_app).config
    return f"{PREFIX}{name}" if config["SESSION_COOKIE_SECURE"] else name


def told(request: Request, name: str) -> str:
    """What the browser sent back under that name; nothing if it sent none."""
    return request.cookies.get(named(name), "")
