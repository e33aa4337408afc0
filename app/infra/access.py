"""Who may open which page. Every view says so, or the app refuses to start.

Permission asks *who*; rules ask *whether now*. The policy is a table of facts: for a permission, any one row
whose facts all hold. No row means no.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeAlias

from flask import Flask, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra.i18n import _
from app.kernel.kinds import Permission

P = ParamSpec("P")
View: TypeAlias = Callable[P, ResponseReturnValue]
Fact: TypeAlias = Callable[[Any, Any], bool]
AccessRows: TypeAlias = Mapping[Permission, tuple[tuple[Fact, ...], ...]]

POLICY = "fangxin.policy"


class Refused(Exception):
    """The person is known and may not. Becomes a 403 with a sentence; ``why`` is one of its own, if there is one."""

    def __init__(self, permission: Permission | None, why: str = "") -> None:
        self.permission, self.why = permission, why
        super().__init__(permission, why)


class Loader(Protocol):
    def __call__(self, **named: Any) -> object | None: ...


def use_policy(app: Flask, tables: Mapping[str, AccessRows]) -> None:
    """Join the slices' tables into one policy."""
    policy: dict[Permission, tuple[tuple[Fact, ...], ...]] = {}
    for rows in tables.values():
        policy |= rows
    app.extensions[POLICY] = policy


def policy_of(app: Flask) -> Mapping[Permission, tuple[tuple[Fact, ...], ...]]:
    return app.extensions[POLICY]  # type: ignore[no-any-return]  # extensions is an untyped dict


def may(user: Any, permission: Permission, subject: object = None) -> bool:
    """Whether any row of the policy holds for this person and this thing."""
    rows = policy_of(current_app).get(permission, ())
    return any(all(fact(user, subject) for fact in row) for row in rows)


def apart(why: str) -> Callable[[Fact], Fact]:
    """A fact that keeps people from what they had a hand in. Who fails by it alone is told ``why``."""

    def mark(fact: Fact) -> Fact:
        fact.__apart__ = why  # type: ignore[attr-defined]  # a mark on the function
        return fact

    return mark


def check(permission: Permission, subject: object = None) -> None:
    """For the rare second check inside a view. Raises ``Refused``."""
    if not may(current_user, permission, subject):
        raise Refused(permission, _kept_apart(permission, subject))


def _kept_apart(permission: Permission, subject: object) -> str:
    """Why, if this person's office would do and only what it did before stands in the way; else empty.

    Facts rest on those before them, so that a row is left at the first that fails for another cause.
    """
    for row in policy_of(current_app).get(permission, ()):
        why = ""
        for fact in row:
            if fact(current_user, subject):
                continue
            if not (here := str(getattr(fact, "__apart__", ""))):
                break
            why = why or here
        else:
            return why
    return ""


def public(view: View[P]) -> View[P]:
    """Anyone may open this page."""
    view.__access__ = "public"  # type: ignore[attr-defined]  # a mark on the function
    return view


def requires(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Only those whom the policy lets. Strangers are sent to sign in; others get a 403 with a sentence.

    Under ``@loads`` the loaded thing is what the facts are asked about.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if not current_user.is_authenticated:
                return _to_sign_in()
            subject = args[0] if args else None
            check(permission, subject)
            return view(*args, **kwargs)

        guarded.__access__ = permission  # type: ignore[attr-defined]  # the same
        return guarded

    return guard


def loads(
    loader: Callable[..., Any], *names: str
) -> Callable[[Callable[Concatenate[Any, P], ResponseReturnValue]], View[P]]:
    """Turn URL parts into the thing itself, or 404. Another region's things are not there at all.

    ``names`` are the URL parts the loader takes, in its order; one called ``code`` unless told. A stranger
    is sent to sign in before anything is looked up, so that a 404 tells nobody anything.
    """
    taken = names or ("code",)

    def lift(view: Callable[Concatenate[Any, P], ResponseReturnValue]) -> View[P]:
        @wraps(view)
        def lifted(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            wanted = getattr(view, "__access__", None)
            if wanted != "public" and not current_user.is_authenticated:
                return _to_sign_in()
            thing = loader(*(kwargs.pop(name) for name in taken))
            if thing is None:
                abort(404)
            return view(thing, *args, **kwargs)

        lifted.__loads__ = (loader, taken)  # type: ignore[attr-defined]  # for the tests that walk every page
        return lifted

    return lift


def refuse_silent_pages(app: Flask) -> None:
    """Stop the start-up if a view says neither ``@public`` nor ``@requires(...)``, or if its permission has no row."""
    policy = policy_of(app)
    for name, view in app.view_functions.items():
        says = getattr(view, "__access__", None)
        if name == "static":
            continue
        if says is None:
            raise RuntimeError(f"{name}: add @public or @requires(...)")
        if says != "public" and says not in policy:
            raise RuntimeError(f"{name}: {says} has no row in any ACCESS table")


def _to_sign_in() -> ResponseReturnValue:
    if request.method != "GET":
        abort(401, description=_("登录已过期，请重新登录后再提交。"))
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")), 303)
