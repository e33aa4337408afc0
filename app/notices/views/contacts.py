"""Where a person wants to be told besides the inbox: enter an address, prove it with a code, choose."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _, chosen
from app.infra.limits import LOOK_UP, PUBLIC_FORM, limiter
from app.infra.phrases import sentence_on
from app.notices import contacts, forms, queries
from app.notices.terms import NoticePermission, Port
from app.notices.views import blueprint


@blueprint.route("/inbox/contacts", methods=["GET", "POST"])
@requires(NoticePermission.CHOOSE)
def own_contacts() -> ResponseReturnValue:
    """What is entered, and by which of it to be told."""
    mine = queries.own_contacts(current_user.id)
    form = forms.ChoiceForm(wanted=[port.value for port, one in mine.items() if one.wanted])
    form.wanted.choices = [(port.value, forms.PORTS[port]) for port, one in mine.items() if one.verified_at]
    if form.validate_on_submit():
        wanted = frozenset(map(Port, form.wanted.data or ()))
        with unit_of_work():
            contacts.choose(current_user, wanted, language=chosen(), now=clock.now())
        flash(_("通知方式已保存。"), "success")
        return redirect(url_for("notices.own_contacts"), 303)
    return render_template("notices/contacts.html", form=form, contacts=mine, ports=tuple(Port))


@blueprint.route("/inbox/contacts/<any(email,sms):port>", methods=["GET", "POST"])
@requires(NoticePermission.CHOOSE)
@limiter.limit(PUBLIC_FORM, methods=["POST"])
def enter_contact(port: str) -> ResponseReturnValue:
    """An address; a code goes there at once."""
    form = forms.address_form(Port(port), own_phone=current_user.phone)
    if form.validate_on_submit():
        with sentence_on(form, "address"):
            with unit_of_work():
                contacts.ask(current_user, Port(port), form.address.data, language=chosen(), now=clock.now())
            return redirect(url_for("notices.confirm_contact", port=port), 303)
    return render_template("notices/enter_contact.html", form=form, port=Port(port))


@blueprint.route("/inbox/contacts/<any(email,sms):port>/confirm", methods=["GET", "POST"])
@requires(NoticePermission.CHOOSE)
@limiter.limit(LOOK_UP, methods=["POST"])
def confirm_contact(port: str) -> ResponseReturnValue:
    """The code that came; a wrong one is counted and said."""
    contact = queries.contact(current_user.id, Port(port))
    if contact is None:
        return redirect(url_for("notices.enter_contact", port=port), 303)
    form = forms.CodeForm()
    if form.validate_on_submit():
        with sentence_on(form, "digits"):
            with unit_of_work():
                is_right = contacts.confirm(current_user, Port(port), form.digits.data, now=clock.now())
            if is_right:
                flash(_("验证好了。以后也会在这里通知您。"), "success")
                return redirect(url_for("notices.own_contacts"), 303)
            form.digits.errors = [*form.digits.errors, _("验证码不对，请看清后再填一次。")]
    return render_template("notices/confirm_contact.html", form=form, contact=contact)


@blueprint.post("/inbox/contacts/drop")
@requires(NoticePermission.CHOOSE)
def drop_contact() -> ResponseReturnValue:
    told = request.form.get("port", "")
    if EmptyForm().validate_on_submit() and told in set(Port):
        with unit_of_work():
            contacts.drop(current_user, Port(told), now=clock.now())
        flash(_("已删除，不会再往那里发。"), "success")
    return redirect(url_for("notices.own_contacts"), 303)
