"""The shop answers: start, scope, item by item or a dimension at a time, look it over, hand it in."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.guides.laws import laws_on
from app.guides.terms import Guide, GuideItem
from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _, say
from app.infra.phrases import sentence_on, word
from app.merchants import queries as merchants
from app.selfchecks import forms, proof_queries, queries, rules, service, versions
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import AnswerValue, SelfCheckPermission

blueprint = Blueprint("selfchecks", __name__)
SAVED, REFUSED = 204, 422
FIRST = "first"  # the way through the gravest items, as it stands in the address


@blueprint.get("/self-check")
@requires(SelfCheckPermission.START)
def home() -> ResponseReturnValue:
    draft = queries.draft_of(current_user.merchant_id)
    told = None
    if draft is not None and draft.scopes is not None:
        told = rules.progress(queries.guide_of(draft).applicable(draft.scopes), queries.values_of(draft))
    past = queries.submitted_of(current_user.merchant_id)
    return render_template("selfchecks/home.html", draft=draft, progress=told, past=past, form=EmptyForm())


@blueprint.post("/self-check/start")
@requires(SelfCheckPermission.START)
def start() -> ResponseReturnValue:
    merchant = merchants.by_id(current_user.merchant_id)
    if merchant is None:
        abort(404)
    with unit_of_work():
        draft = service.start(merchant, by=current_user, now=clock.now())
    return redirect(
        url_for("selfchecks.scope" if draft.scopes is None else "selfchecks.show", code=draft.code), 303
    )


@blueprint.route("/self-check/<code>/scope", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def scope(selfcheck: SelfCheck) -> ResponseReturnValue:
    guide = queries.guide_of(selfcheck)
    ticked = selfcheck.merchant.scopes if selfcheck.scopes is None else selfcheck.scopes
    form = forms.ScopeForm(scopes=ticked)
    form.scopes.choices = [(one.code, say(one.zh, one.en)) for one in guide.scopes]
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.set_scopes(selfcheck, form.scopes.data, by=current_user, now=clock.now())
            return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    return render_template("selfchecks/scope.html", form=form, selfcheck=selfcheck, guide=guide)


@blueprint.get("/self-check/<code>")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def show(selfcheck: SelfCheck) -> ResponseReturnValue:
    """A draft's overview; a submitted one has a result instead."""
    if not selfcheck.is_draft:
        return redirect(url_for("results.show", code=selfcheck.code), 303)
    if selfcheck.scopes is None:
        return redirect(url_for("selfchecks.scope", code=selfcheck.code), 303)
    guide, answers = queries.guide_of(selfcheck), queries.values_of(selfcheck)
    items = guide.applicable(selfcheck.scopes)
    rows = [
        (one, rules.progress([item for item in items if item.dimension == one.code], answers))
        for one in guide.dimensions
    ]
    first = rules.first_pass(items)
    return render_template(
        "selfchecks/show.html", first=rules.progress(first, answers), first_coming=rules.next_item(first, answers), selfcheck=selfcheck, guide=guide, rows=rows, progress=rules.progress(items, answers),
        coming=rules.next_item(items, answers), hidden=guide.hidden(selfcheck.scopes),
        news=versions.news_for(selfcheck), form=EmptyForm(),
    )  # fmt: skip


@blueprint.post("/self-check/<code>/move")
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def move(selfcheck: SelfCheck) -> ResponseReturnValue:
    """Go on with the newest version of the guide."""
    with unit_of_work():
        draft = versions.move_to_newest(selfcheck, by=current_user, now=clock.now())
    flash(_("已换到新版。有变化的条目会重新问您，其余的回答都在。"), "success")
    return redirect(url_for("selfchecks.show", code=draft.code), 303)


@blueprint.get("/self-check/<code>/dimension/<dimension>")
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def dimension(selfcheck: SelfCheck, dimension: str) -> ResponseReturnValue:
    """All items of a dimension at once, each with a form of its own."""
    if selfcheck.scopes is None or not selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    guide = queries.guide_of(selfcheck)
    shown = guide.dimension(dimension)
    if shown is None:
        abort(404)
    items = [item for item in guide.applicable(selfcheck.scopes) if item.dimension == dimension]
    place = guide.dimensions.index(shown) + 1
    return render_template(
        "selfchecks/dimension.html", selfcheck=selfcheck, guide=guide, dimension=shown, items=items,
        answers=queries.answers_of(selfcheck), values=list(AnswerValue), laws=laws_on(guide.year, guide.as_of).by_title,
        proofs=proof_queries.proofs_of(selfcheck), following=guide.dimensions[place] if place < len(guide.dimensions) else None,
    )  # fmt: skip


@blueprint.route("/self-check/<code>/<item>", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def item(selfcheck: SelfCheck, item: str) -> ResponseReturnValue:
    """One item a page. Pressing an answer saves it and leads to the next item without one."""
    guide = queries.guide_of(selfcheck)
    asked = guide.item(item)
    if asked is None:
        abort(404)
    form = forms.AnswerForm()
    if form.validate_on_submit():
        with sentence_on(form, "words" if form.answer.data == AnswerValue.NOT_APPLICABLE else None):
            _save(selfcheck, asked, form)
            return _onward(selfcheck, guide, asked, form)
    if request.headers.get("X-Autosave"):
        return "", REFUSED
    if selfcheck.scopes is None or not selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    return _item_page(selfcheck, guide, asked, form)


def _save(selfcheck: SelfCheck, asked: GuideItem, form: forms.AnswerForm) -> None:
    """A person who writes over what a colleague has just said is told of it."""
    value, words = AnswerValue(form.answer.data), form.words.data or ""
    aside = value is AnswerValue.NOT_APPLICABLE
    with unit_of_work():
        before = service.overtaken(
            selfcheck, asked.code, value, seen=form.seen.data or "", by=current_user, now=clock.now()
        )
        service.answer(
            selfcheck, asked.code, value, by=current_user, now=clock.now(),
            note="" if aside else words, reason=words if aside else "",
        )  # fmt: skip
    if before is not None:
        flash(
            _(
                "%(who)s刚才把“%(item)s”答成了“%(before)s”，现在按您的回答改成了“%(value)s”。如果不对，请和同事商量后再改。",
                who=before.by, item=say(asked.ask, asked.ask_en), before=word(before.value), value=word(value),
            ),
            "info",
        )  # fmt: skip


def _onward(
    selfcheck: SelfCheck, guide: Guide, asked: GuideItem, form: forms.AnswerForm
) -> ResponseReturnValue:
    if request.headers.get("X-Autosave"):
        return "", SAVED
    if form.back.data == "dimension":
        there = url_for(
            "selfchecks.dimension", code=selfcheck.code, dimension=asked.dimension, _anchor=asked.code
        )
        return redirect(there, 303)
    if form.back.data == "review":
        return redirect(url_for("selfchecks.review", code=selfcheck.code), 303)
    way = form.back.data if form.back.data == FIRST else None
    coming = rules.next_item(_on_the_way(selfcheck, guide, way), queries.values_of(selfcheck), asked.code)
    if coming is None:
        return redirect(url_for("first_pass.show" if way else "selfchecks.review", code=selfcheck.code), 303)
    return redirect(url_for("selfchecks.item", code=selfcheck.code, item=coming.code, back=way), 303)


def _on_the_way(selfcheck: SelfCheck, guide: Guide, way: str | None) -> Sequence[GuideItem]:
    """What is asked one after another: everything, or in a first pass the gravest items."""
    items = guide.applicable(selfcheck.scopes or ())
    return rules.first_pass(items) if way == FIRST else items


def _item_page(
    selfcheck: SelfCheck, guide: Guide, asked: GuideItem, form: forms.AnswerForm
) -> ResponseReturnValue:
    if asked not in guide.applicable(selfcheck.scopes or ()):
        abort(404)
    way = FIRST if request.values.get("back") == FIRST and asked.severity in rules.FIRST else None
    items, answers = _on_the_way(selfcheck, guide, way), queries.answers_of(selfcheck)
    place = items.index(asked)
    return render_template(
        "selfchecks/item.html", way=way, selfcheck=selfcheck, guide=guide, item=asked, form=form, answer=answers.get(asked.code),
        place=place + 1, before=items[place - 1] if place else None,
        after=items[place + 1] if place + 1 < len(items) else None, values=list(AnswerValue),
        progress=rules.progress(items, {code: one.answer for code, one in answers.items()}),
        dimension=guide.dimension(asked.dimension), laws=laws_on(guide.year, guide.as_of).by_title,
        back=request.values.get("back", ""), proofs=proof_queries.proofs_of(selfcheck).get(asked.code, ()),
    )  # fmt: skip


@blueprint.route("/self-check/<code>/review", methods=["GET", "POST"])
@loads(queries.by_code)
@requires(SelfCheckPermission.ANSWER)
def review(selfcheck: SelfCheck) -> ResponseReturnValue:
    form = EmptyForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                service.submit(selfcheck, by=current_user, now=clock.now())
            flash(_("自查已提交。下面是结果和要整改的事。"), "success")
            return redirect(url_for("results.show", code=selfcheck.code), 303)
    if selfcheck.scopes is None or not selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    guide, answers = queries.guide_of(selfcheck), queries.answers_of(selfcheck)
    items = guide.applicable(selfcheck.scopes)
    values = {code: one.answer for code, one in answers.items()}
    said = [(item, answers[item.code]) for item in items if item.code in answers]
    return render_template(
        "selfchecks/review.html", selfcheck=selfcheck, guide=guide, form=form, said=said,
        progress=rules.progress(items, values), missing=rules.unanswered(items, values),
        carried=sum(one.carried for _item, one in said),
    )  # fmt: skip
