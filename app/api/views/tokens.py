"""A park's page of its tokens: create (shown once), list, revoke."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.api import forms, queries, service
from app.api.models import ApiToken
from app.api.terms import ApiPermission
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _
from app.infra.phrases import sentence_on

blueprint = Blueprint("api_tokens", __name__)


@blueprint.get("/api-tokens")
@requires(ApiPermission.TOKENS)
def index() -> ResponseReturnValue:
    return render_template("api/index.html", tokens=queries.tokens_of(current_user.organisation_id))


@blueprint.route("/api-tokens/new", methods=["GET", "POST"])
@requires(ApiPermission.TOKENS)
def new() -> ResponseReturnValue:
    """The answer to the post shows the secret: it stands nowhere else, so there is nowhere to lead to."""
    form = forms.TokenForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                token, text = service.create(
                    form.name.data, form.chosen(), park_id=current_user.organisation_id, by=current_user,
                    request_key=form.request_key.data, now=clock.now(),
                )  # fmt: skip
            return render_template("api/created.html", token=token, text=str(text))
    return render_template("api/new.html", form=form)


@blueprint.route("/api-tokens/<code>/revoke", methods=["GET", "POST"])
@loads(queries.token_by_code)
@requires(ApiPermission.REVOKE)
def revoke(token: ApiToken) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with unit_of_work():
            service.revoke(token, by=current_user, now=clock.now())
        flash(_("令牌“%(name)s”已作废。", name=token.name), "success")
        return redirect(url_for("api_tokens.index"), 303)
    return render_template("api/revoke.html", form=form, token=token)
