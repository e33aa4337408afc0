"""Administrators say which kinds of paper there are, and who has to show them."""

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides import queries as guides
from app.guides.terms import Scope
from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, say
from app.infra.phrases import sentence_on
from app.licences import forms, kind_queries, kind_service
from app.licences.terms import LicencePermission
from app.licences.views.base import blueprint
from app.merchants.terms import MerchantKind


def _scopes() -> dict[str, Scope]:
    """What shops say of themselves, in both guides, by code."""
    found = [one.guide for kind in MerchantKind if (one := guides.current(kind))]
    return {scope.code: scope for guide in found for scope in guide.scopes}


@blueprint.get("/licences/kinds")
@requires(LicencePermission.KINDS)
def kinds() -> ResponseReturnValue:
    return render_template("licences/kinds.html", kinds=kind_queries.current(), scopes=_scopes())


@blueprint.route("/licences/kinds/new", methods=["GET", "POST"])
@requires(LicencePermission.KINDS)
def new_kind() -> ResponseReturnValue:
    form = forms.KindForm(own_number=True)
    del form.offered
    return _edit(form, None)


@blueprint.route("/licences/kinds/<kind>", methods=["GET", "POST"])
@requires(LicencePermission.KINDS)
def kind(kind: str) -> ResponseReturnValue:
    known = kind_queries.current().by_code.get(kind)
    if known is None:
        abort(404)
    form = forms.KindForm(data=known.model_dump())
    return _edit(form, kind)


def _edit(form: forms.KindForm, code: str | None) -> ResponseReturnValue:
    form.scopes.choices = [(one.code, say(one.zh, one.en)) for one in _scopes().values()]
    if form.validate_on_submit():
        said = {name: form[name].data for name in ("zh", "en", "scopes", "one_a_shop", "own_number")}
        with sentence_on(form):
            with unit_of_work():
                if code is None:
                    made = kind_service.add_kind(**said, by=current_user, now=clock.now())
                else:
                    made = kind_service.change_kind(
                        code, **said, offered=form.offered.data, by=current_user, now=clock.now()
                    )
            flash(_("已保存。“%(name)s”的要求从现在起生效。", name=say(made.zh, made.en)), "success")
            return redirect(url_for("licences.kinds"), 303)
    return render_template("licences/kind.html", form=form, code=code)
