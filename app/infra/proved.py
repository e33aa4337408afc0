"""What this browser has proved with number and secret code: what of a kind it may follow, and the receipt it was just given."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from flask import flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString

from app.infra.access import View, public

P = ParamSpec("P")
Thing = TypeVar("Thing")
MOST = 5


class Proved(Generic[Thing]):
    """Complaints, reports or objections: ``kind`` is its name in the session, ``find`` gives one by its number.

    Who has proved nothing is sent to the page ``follow`` with the sentence ``ask``.
    """

    def __init__(
        self, kind: str, *, find: Callable[[str], Thing | None], follow: str, ask: LazyString
    ) -> None:
        self._cases, self._receipt = f"{kind}_cases", f"{kind}_receipt"
        self._find, self._follow, self._ask = find, follow, ask

    def may_follow(self, code: str) -> None:
        """Number and secret were right, here: this session may open it from now on."""
        known = [one for one in session.get(self._cases, []) if one != code]
        session[self._cases] = [code, *known][:MOST]
        session.pop(self._receipt, None)

    def is_followed(self, code: str) -> bool:
        """Whether this session has shown its secret."""
        return code in session.get(self._cases, [])

    def keep_receipt(self, code: str, secret: str) -> None:
        """For the receipt page of this browser; gone once it has been opened."""
        session[self._receipt] = [code, secret]

    def receipt(self) -> tuple[str, str] | None:
        """Number and secret code of what was just sent here."""
        known = session.get(self._receipt)
        return (known[0], known[1]) if known else None

    def sent_before(self, is_same: Callable[[Thing], bool]) -> str | None:
        """The number of what this browser has sent already: somebody who went back and pressed again means no second one."""
        held = self.receipt()
        known = [*([held[0]] if held else []), *session.get(self._cases, [])]
        found = ((code, self._find(code)) for code in dict.fromkeys(known))
        return next((code for code, thing in found if thing is not None and is_same(thing)), None)

    def secret_of(self, code: str) -> str | None:
        known = self.receipt()
        return known[1] if known and known[0] == code else None

    def own(self, view: Callable[Concatenate[Thing, P], ResponseReturnValue]) -> View[P]:
        """What the address names, if this browser has shown its secret; else back to where that is asked."""

        @wraps(view)
        def opened(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            parts: dict[str, Any] = dict(kwargs)
            code, region_code = str(parts.pop("code")), str(parts.pop("region_code"))
            found = self._find(code) if self.is_followed(code) else None
            if found is None:
                flash(str(self._ask), "warning")
                return redirect(url_for(self._follow, region_code=region_code), 303)
            return view(found, *args, **parts)

        return public(opened)
