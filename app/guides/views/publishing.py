"""Administrators write the next version of a guide: edit, look at the differences, publish."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.session import confirmed
from app.guides import changes, drafting, forms, phrases, queries, rules, service
from app.guides.laws import law_index, laws_on
from app.guides.queries import GuideVersion
from app.guides.terms import Dimension, Guide, GuidePermission
from app.infra import clock
from app.infra.access import requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.merchants.terms import MerchantKind

blueprint = Blueprint("guide_drafts", __name__)


@blueprint.route("/guides/<kind>/edit", methods=["GET", "POST"])
@requires(GuidePermission.PUBLISH)
@confirmed
def whole(kind: str) -> ResponseReturnValue:
    """The whole guide at once."""
    return _edit(_current(kind), None)


@blueprint.route("/guides/<kind>/<dimension>/edit", methods=["GET", "POST"])
@requires(GuidePermission.PUBLISH)
@confirmed
def edit(kind: str, dimension: str) -> ResponseReturnValue:
    """One dimension."""
    base = _current(kind)
    found = base.guide.dimension(dimension)
    if found is None:
        abort(404)
    return _edit(base, found)


def _current(kind: str) -> GuideVersion:
    found = queries.current(MerchantKind(kind)) if kind in set(MerchantKind) else None
    if found is None:
        abort(404)
    return found


def _edit(base: GuideVersion, dimension: Dimension | None) -> ResponseReturnValue:
    """The first press shows the differences, the second one (``act`` = publish) publishes them."""
    code = dimension.code if dimension else None
    form = forms.DraftForm(base=str(base.id), text=drafting.written(base.guide, code))
    shown: Guide | None = None
    if form.validate_on_submit():
        text = form.written()
        form.text.data = text
        with sentence_on(form, "text"):
            shown = drafting.read(text, base.guide, laws_on(base.guide.year, clock.today()))
            if request.form.get("act") == "publish":
                with unit_of_work():
                    made = service.publish(
                        shown, base_id=int(form.base.data or 0), by=current_user, now=clock.now()
                    )
                flash(_("已发布第 %(version)s 版。", version=made.guide.version), "success")
                return redirect(url_for("guides.show", kind=base.guide.kind.value), 303)
            if form.base.data != str(base.id):
                raise rules.BaseChanged
            if not changes.between(base.guide, shown):
                raise rules.NothingChanged
    return _page(base, dimension, form, None if form.errors else shown)


def _page(
    base: GuideVersion, dimension: Dimension | None, form: forms.DraftForm, shown: Guide | None
) -> ResponseReturnValue:
    index = law_index(base.guide.year)
    return render_template(
        "guides/edit.html", guide=base.guide, dimension=dimension, form=form, shown=shown,
        found=changes.between(base.guide, shown) if shown else None,
        part_names=phrases.PARTS, changed_laws=rules.laws_already_changed(shown or base.guide, index, clock.today()),
    )  # fmt: skip
