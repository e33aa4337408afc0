"""What a region keeps for its complaints: settings with their history, standard answers with their versions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.complaints import around, office_forms, policy, service
from app.complaints.packs import PromisePack
from app.complaints.side_models import Wording
from app.complaints.terms import ComplaintPermission as May
from app.complaints.views import office_settings
from app.complaints.views import wordings as pages
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.i18n import _, say
from app.infra.phrases import sentence_on, word
from app.kernel.clock import local_day


@office_settings.route("/complaints/settings", methods=["GET", "POST"])
@requires(May.SET)
def show() -> ResponseReturnValue:
    """The dated history, and what comes next. Nothing that has begun is changed."""
    now = clock.now()
    here = policy.in_force(now)
    said = here.setting
    form = office_forms.SettingForm(
        since=local_day(now), pack=said.pack if said else policy.DEFAULT, published=here.qr_is_published,
        announcement=said.announcement if said else "", url=said.url if said else "",
    )  # fmt: skip
    form.pack.choices = [(one.name, _promise(one)) for one in policy.offered()]
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.enter_setting(
                    since_on=form.since.data, pack=form.pack.data, qr_is_published=form.published.data,
                    announcement=form.announcement.data or "", url=form.url.data or "", by=current_user, now=now,
                )  # fmt: skip
            flash(_("已记下，从所填的日期起生效。"), "success")
            return redirect(url_for("complaint_settings.show"), 303)
    names = {one.name: say(one.names.zh, one.names.en) for one in policy.offered()}
    return render_template(
        "complaints/settings.html", form=form, history=policy.settings(), here=here, names=names
    )


@pages.get("/complaints/wordings")
@requires(May.WORD)
def index() -> ResponseReturnValue:
    return render_template("complaints/wordings.html", wordings=around.wordings(retired=True))


@pages.route("/complaints/wordings/new", methods=["GET", "POST"])
@requires(May.WORD)
def new() -> ResponseReturnValue:
    return _wording(None)


@pages.route("/complaints/wordings/<code>", methods=["GET", "POST"])
@loads(around.wording)
@requires(May.WORD)
def edit(wording: Wording) -> ResponseReturnValue:
    return _wording(wording)


def _wording(known: Wording | None) -> ResponseReturnValue:
    """Each change is a version of its own; answers already sent stay as they were."""
    form = office_forms.WordingForm(obj=known)
    if form.validate_on_submit():
        with unit_of_work():
            service.enter_wording(
                code=known.code if known else None, title=form.title.data, text=form.text.data,
                is_retired=form.is_retired.data, by=current_user, now=clock.now(),
            )  # fmt: skip
        flash(_("标准答复已保存。"), "success")
        return redirect(url_for("wordings.index"), 303)
    versions = around.wording_versions(known.code) if known else ()
    return render_template("complaints/wording.html", form=form, wording=known, versions=versions)


def _promise(one: PromisePack) -> str:
    """The name, the two lengths, and that it is still to be confirmed."""
    said = _(
        "%(name)s：%(answer)d %(answer_unit)s内答复，%(settle)d %(settle_unit)s内处理好（%(since)s）",
        name=say(one.names.zh, one.names.en), answer=one.answer.length, answer_unit=word(one.answer.unit),
        settle=one.settle.length, settle_unit=word(one.settle.unit), since=word(one.settle.from_),
    )  # fmt: skip
    return said + _("（待确认）") if one.to_confirm else said
