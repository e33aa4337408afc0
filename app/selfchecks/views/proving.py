"""The proofs of one item, and their files."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides.terms import GuideItem
from app.infra import clock, storage, uploads
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.infra.phrases import sentence_on
from app.infra.storage import StoredFile
from app.licences.kind_queries import kind_name
from app.selfchecks import forms, proof_queries, proofs, queries
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import SelfCheckPermission

blueprint = Blueprint("proofs", __name__)


@blueprint.route("/self-check/<code>/<item>/proofs", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def edit(selfcheck: SelfCheck, item: str) -> ResponseReturnValue:
    """Choose among what is there, or add files. A file sent here can be chosen for other items too."""
    asked = queries.guide_of(selfcheck).item(item)
    if asked is None or not asked.applies_to(selfcheck.scopes or ()):
        abort(404)
    if not selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    form = _form(selfcheck, asked)
    if form.validate_on_submit():
        with sentence_on(form, "files"):
            fresh = uploads.papers(form.files.data)
            if not fresh and set(form.chosen.data or ()) == set(form.chosen.object_data or ()):
                flash(_("没有选文件，什么也没有改。"), "info")
                return redirect(request.full_path.rstrip("?"), 303)
            with unit_of_work():
                proofs.set_proofs(
                    selfcheck, asked.code, form.chosen.data or (), fresh, by=current_user, now=clock.now()
                )
            flash(_("证明材料已保存。"), "success")
            return redirect(_back(selfcheck, asked), 303)
    held = proof_queries.proofs_of(selfcheck).get(asked.code, ())
    return render_template(
        "selfchecks/proofs.html", selfcheck=selfcheck, item=asked, form=form, proofs=held,
        back=_back(selfcheck, asked),
    )  # fmt: skip


@blueprint.get("/self-check/<code>/proofs/<file>")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def file(selfcheck: SelfCheck, file: str) -> ResponseReturnValue:
    """A file that proves something in this self-check; any other is not there."""
    found = proof_queries.file_in(selfcheck, file)
    if found is None:
        abort(404)
    return storage.serve(found, inline=True)


def _form(selfcheck: SelfCheck, asked: GuideItem) -> forms.ProofForm:
    held = proof_queries.proofs_of(selfcheck).get(asked.code, ())
    form = forms.ProofForm(chosen=[proofs.key_of_proof(one) for one in held])
    known = proofs.to_choose_from(selfcheck)
    fitting = sorted(known.items(), key=lambda pair: getattr(pair[1], "kind", None) != asked.licence)
    form.chosen.choices = [(key, _title(thing)) for key, thing in fitting]
    return form


def _title(thing: proofs.Choice) -> str:
    if isinstance(thing, StoredFile):
        return thing.name
    return _("已核验的%(kind)s，编号 %(number)s", kind=kind_name(thing.kind), number=thing.number)


def _back(selfcheck: SelfCheck, asked: GuideItem) -> str:
    """To the page the person came from: one item, or a whole dimension."""
    if request.values.get("back") == "dimension":
        return url_for(
            "selfchecks.dimension", code=selfcheck.code, dimension=asked.dimension, _anchor=asked.code
        )
    return url_for("selfchecks.item", code=selfcheck.code, item=asked.code)
