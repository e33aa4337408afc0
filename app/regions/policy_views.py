"""The administrator's pages: what the county has set for itself, since when, by whom; and setting it anew."""

from collections.abc import Iterable

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import audit, clock
from app.infra.access import requires
from app.infra.audit import AuditEntry
from app.infra.db import unit_of_work
from app.infra.i18n import _
from app.regions import queries, service, settings
from app.regions.permissions import RegionPermission
from app.regions.settings import Section, SectionForm
from app.regions.terms import RegionAction

blueprint = Blueprint("region_policy", __name__)
SHOWN = 20  # changes before now


@blueprint.get("/region-policy")
@requires(RegionPermission.SET_POLICY)
def index() -> ResponseReturnValue:
    policy = queries.policy()
    sections = [(one, _values(one.form.of(policy))) for one in settings.SECTIONS.values()]
    return render_template(
        "regions/policy.html", sections=sections, changes=_changes(settings.SECTIONS.values())
    )


@blueprint.route("/region-policy/<name>", methods=["GET", "POST"])
@requires(RegionPermission.SET_POLICY)
def edit(name: str) -> ResponseReturnValue:
    section = settings.SECTIONS.get(name) or abort(404)
    form = section.form.of(queries.policy())
    if form.validate_on_submit():
        with unit_of_work():
            changed = service.change_policy(form.said(), by=current_user, now=clock.now())
        flash(_("已保存。%(lead)s", lead=section.lead) if changed else _("没有改动。"), "success")
        return redirect(url_for("region_policy.index"), 303)
    return render_template(
        "regions/policy_section.html", form=form, section=section, changes=_changes([section])
    )


def _values(form: SectionForm) -> list[tuple[str, str]]:
    return [(field.label.text, settings.shown(field.data)) for field in form.own_fields()]


def _changes(sections: Iterable[Section]) -> list[tuple[AuditEntry, list[str]]]:
    """Newest first, each with what it did to these sections."""
    wanted, found = list(sections), []
    for entry in reversed(audit.of(queries.here())):
        if entry.action != RegionAction.POLICY_CHANGED:
            continue
        before, after = entry.facts["before"], entry.facts["after"]
        told = [words for one in wanted for words in settings.changes(one, before, after)]
        if told:
            found.append((entry, told))
    return found[:SHOWN]
