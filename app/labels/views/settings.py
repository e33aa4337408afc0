"""The administrator's page: how many labels a day, how long they are vouched for, and which key seals them."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import audit, clock
from app.infra.access import requires
from app.infra.audit import AuditEntry
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _, number_text
from app.infra.phrases import sentence_on
from app.labels import keyring, keys
from app.labels.settingforms import SettingsForm
from app.labels.terms import LabelPermission
from app.labels.views import blueprint
from app.regions import queries as regions
from app.regions import service as region_service
from app.regions.terms import RegionAction

SHOWN = 10  # changes before now


@blueprint.route("/labels/settings", methods=["GET", "POST"])
@requires(LabelPermission.SETTINGS)
def settings() -> ResponseReturnValue:
    form = SettingsForm.of(regions.policy())
    if form.validate_on_submit():
        with unit_of_work():
            region_service.change_policy(form.said(), by=current_user, now=clock.now())
        flash(_("已保存，从现在起按新的设置。"), "success")
        return redirect(url_for("labels.settings"), 303)
    changes: list[AuditEntry] = [
        one for one in reversed(audit.of(regions.here())) if one.action == RegionAction.POLICY_CHANGED
    ]
    names = {field.name: field.label.text for field in form}
    return render_template(
        "labels/settings.html", form=form, keys=keyring.overview(clock.today()), last=keys.LAST, names=names,
        changes=[(one, told) for one in changes if (told := _told(one, names))][:SHOWN],
    )  # fmt: skip


def _told(entry: AuditEntry, names: dict[str, str]) -> list[str]:
    """What one change did to the settings of this page."""
    before, after = entry.facts["before"], entry.facts["after"]
    return [
        _("%(what)s：%(before)s → %(after)s", what=names[name], before=_value(before[name]), after=_value(value))
        for name, value in after.items() if name in names
    ]  # fmt: skip


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("是") if value else _("否")
    return number_text(int(str(value)))


@blueprint.route("/labels/settings/next-key", methods=["GET", "POST"])
@requires(LabelPermission.SETTINGS)
def next_key() -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                key_id = keyring.rotate(by=current_user, now=clock.now())
            flash(_("以后的标签用第 %(key_id)d 把密钥，旧标签照常有效。", key_id=key_id), "success")
            return redirect(url_for("labels.settings"), 303)
    return render_template("labels/next_key.html", form=form)


@blueprint.route("/labels/settings/keys/<int:key_id>/let-go", methods=["GET", "POST"])
@requires(LabelPermission.SETTINGS)
def let_key_go(key_id: int) -> ResponseReturnValue:
    form, use = EmptyForm(), {one.key_id: one for one in keyring.overview(clock.today())}.get(key_id)
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                ended = keyring.let_go(key_id, by=current_user, now=clock.now())
            flash(_("已停用，%(count)s 批标签从今天起按过期处理。", count=number_text(ended)), "success")
            return redirect(url_for("labels.settings"), 303)
    return render_template("labels/let_key_go.html", form=form, key_id=key_id, use=use)
