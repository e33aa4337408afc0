"""What the tag bench opens: the house without its limits on how often, and two bare pages from the same server."""

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from flask import Flask

from app.factory import create_app
from app.public.views import label_page
from app.settings import Settings

house = create_app(replace(Settings.from_env(), limits_on=False))
BARE = b"x" * int(os.environ.get("BARE_BYTES", "4096"))
HEAD = [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(BARE)))]

COLD = "/cold"  # before a label's address: nothing that was drawn before is used

framed = Flask("bare")
framed.add_url_rule("/framed", view_func=lambda: BARE)


def served(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    if environ["PATH_INFO"] == "/bare":
        start("200 OK", HEAD)
        return [BARE]
    if environ["PATH_INFO"].startswith(COLD):
        environ["PATH_INFO"] = environ["PATH_INFO"].removeprefix(COLD)
        label_page.forget()
    return (framed if environ["PATH_INFO"] == "/framed" else house)(environ, start)
