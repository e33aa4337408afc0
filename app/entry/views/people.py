"""The people who work here: invited, helped back in, closed. For the region's administrator, who helps sellers back in too."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts import queries as accounts
from app.accounts import sessions
from app.accounts.models import User
from app.accounts.session import confirmed
from app.accounts.terms import Role
from app.entry import forms, queries, rules, seconds, service
from app.entry.terms import EntryPermission, LinkFor
from app.entry.views import blueprint
from app.entry.views.forgotten import address
from app.infra import clock, phrases
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.merchants import queries as merchants
from app.regions import queries as regions

PAGE = 50
Person = tuple[User, bool]


@blueprint.get("/people")
@requires(EntryPermission.PEOPLE)
def people() -> ResponseReturnValue:
    after = request.args.get("after", 0, type=int)
    found = accounts.people(after_id=after, most=PAGE + 1)
    offices = {one.id: one.name for one in regions.organisations()}
    more = found[PAGE - 1][0].id if len(found) > PAGE else None
    return render_template("entry/people.html", people=found[:PAGE], offices=offices, more=more)


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(EntryPermission.CHANGE_PERSON)
@confirmed
def invite() -> ResponseReturnValue:
    """The link goes out by SMS and is shown once, for whoever sits beside the new colleague."""
    form = forms.InviteForm()
    form.role.choices = [(role.value, phrases.word(role)) for role in forms.STAFF]
    form.offer(regions.organisations())
    if form.validate_on_submit():
        with sentence_on(form, "phone"):
            with unit_of_work():
                user = service.invite(
                    name=form.name.data, phone=form.phone.data, role=Role(form.role.data),
                    organisation_id=form.organisation_id.data, by=current_user, now=clock.now(),
                )  # fmt: skip
                url = _sent(user, LinkFor.INVITATION)
            return render_template("entry/link.html", person=user, url=url, kind=LinkFor.INVITATION)
    return render_template("entry/invite.html", form=form)


def _sent(user: User, purpose: LinkFor) -> str:
    now = clock.real_now()
    url = address(purpose, service.link_for(user, purpose, by=current_user, now=now))
    service.send_link(user, purpose, url, now=now)
    return url


@blueprint.get("/people/<code>")
@loads(queries.person)
@requires(EntryPermission.PEOPLE)
def person(found: Person) -> ResponseReturnValue:
    user, is_open = found
    office = {one.id: one.name for one in regions.organisations()}.get(user.organisation_id or 0, "")
    shop = merchants.by_id(user.merchant_id) if user.merchant_id else None
    return render_template(
        "entry/person.html", person=user, is_open=is_open, office=office, shop=shop, form=EmptyForm()
    )


@blueprint.post("/people/<code>/<any(link,close,reopen,clear):act>")
@loads(queries.person)
@requires(EntryPermission.CHANGE_PERSON)
@confirmed
def change(found: Person, act: str) -> ResponseReturnValue:
    """One act on a colleague's account, on record."""
    user, is_open = found
    if not EmptyForm().validate_on_submit():
        abort(400)
    with unit_of_work():
        if act == "link":
            purpose = LinkFor.RESET if is_open else LinkFor.INVITATION
            return render_template("entry/link.html", person=user, url=_sent(user, purpose), kind=purpose)
        _change(user, act)
    flash(_done(act, user.name), "success")
    return redirect(url_for("entry.person", code=user.code), 303)


def _done(act: str, name: str) -> str:
    return {
        "close": _("%(name)s的账号已停用，各处的登录都已退出。", name=name),
        "reopen": _("%(name)s的账号已恢复，可以登录了。", name=name),
        "clear": _("%(name)s的第二重验证已清除，下次登录只要密码。", name=name),
    }[act]


def _change(user: User, act: str) -> None:
    """Raises ``rules.NotOneself``."""
    if act in ("close", "clear") and user.id == current_user.id:
        raise rules.NotOneself
    if act == "close":
        sessions.close_account(user, by=current_user, now=clock.real_now())
    elif act == "reopen":
        sessions.reopen_account(user, by=current_user, now=clock.real_now())
    else:
        seconds.clear(user, by=current_user, now=clock.real_now())
