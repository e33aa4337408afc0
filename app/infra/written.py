"""What somebody wrote into a form that could not be taken as it came: shown again, ready to be sent once more.

Only a form that stood on a page of ours comes back with a button: a stranger's page shall have no words of its own sent
under our token.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Response, make_response, render_template, request

from app.infra import problems

KEY, TOKEN = "key", "csrf_token"
CHOSEN = re.compile(
    r"[a-z_]*|\d{1,3}|(?=.*[A-Z])[0-9A-Z]{8,26}"
)  # what a list or a tick sends is no word of hers
NEVER_SHOWN = frozenset({KEY, "form_key", "request_key", "altcha", "ticket", "website", "told"})
SECRETS = frozenset({"password", "present", "secret", "digits", "credential"})


@dataclass(frozen=True, slots=True)
class Written:
    """``pairs`` are sent again and ``words`` are read again; of files a browser keeps none, so their fields are shown anew."""

    address: str
    pairs: Sequence[tuple[str, str]]
    words: Sequence[str]
    file_fields: Sequence[str]


def read() -> Written | None:
    """What this request brought, without its token; None if nothing was written, or if it holds a secret."""
    if request.method != "POST" or SECRETS & set(request.form):
        return None
    pairs = [(name, value) for name, value in request.form.items(multi=True) if name != TOKEN]
    words = [
        value
        for name, value in pairs
        if name not in NEVER_SHOWN and value.strip() and not CHOSEN.fullmatch(value)
    ]
    files = sorted({name for name, one in request.files.items(multi=True) if one.filename})
    return Written(request.full_path.rstrip("?"), pairs, words, files) if words else None


def from_our_own_page() -> bool:
    """Whether the browser itself says so."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("Origin", "")).netloc == request.host


def sent_back(status: int, title: str, lead: str, first: tuple[str, str] | None = None) -> Response | None:
    """The page with the words and the button, and before it what has to be done first: (label, address), opened in another window.

    None where there is nothing to give back, or nobody to give it to.
    """
    kept = read() if from_our_own_page() and not problems.are_wanted() else None
    if kept is None:
        return None
    shown = render_template("errors/again.html", title=title, lead=lead, first=first, written=kept)
    answer = make_response(shown, status)
    answer.headers["Cache-Control"] = "no-store"
    return answer
