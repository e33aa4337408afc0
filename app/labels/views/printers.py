"""Printers: the ruler sheet, and what was measured on it."""

from flask import Response, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.infra import clock
from app.infra.access import loads, requires
from app.infra.db import unit_of_work
from app.infra.forms import EmptyForm
from app.infra.i18n import _, say
from app.infra.phrases import sentence_on
from app.labels import forms, printers, ruler
from app.labels.layouts import layout_pack
from app.labels.models import LabelPrinter
from app.labels.placement import PrinterSettings
from app.labels.terms import LabelPermission
from app.labels.views import blueprint


@blueprint.route("/labels/printers", methods=["GET", "POST"])
@requires(LabelPermission.ORDER)
def printer_list() -> ResponseReturnValue:
    """All of them, and room for one more."""
    form = forms.PrinterForm()
    if form.validate_on_submit():
        with sentence_on(form):
            with unit_of_work():
                printer = printers.keep(form.wish(), by=current_user, now=clock.now())
            flash(_("已保存打印机“%(name)s”，申领标签时可以选它。", name=printer.name), "success")
            return redirect(url_for("labels.printer_list"), 303)
    sheets = [(one.key, say(one.names.zh, one.names.en)) for one in layout_pack().layouts]
    return render_template(
        "labels/printers.html", form=form, printers=printers.of(current_user), sheets=sheets
    )


@blueprint.post("/labels/printers/<code>/drop")
@loads(printers.by_code)
@requires(LabelPermission.PRINTERS)
def printer_drop(printer: LabelPrinter) -> ResponseReturnValue:
    """It broke or was sold. What was measured is said once more, for whoever tapped the wrong one."""
    back = redirect(url_for("labels.printer_list"), 303)
    if not EmptyForm().validate_on_submit():
        return back
    known = {"name": printer.name, "dx": printer.dx_mm, "dy": printer.dy_mm, "scale": printer.scale * 100}
    with unit_of_work():
        printers.drop(printer, by=current_user, now=clock.now())
    flash(
        _(
            "已删除打印机“%(name)s”。要恢复就照原来的数再填一次：向右移 %(dx)g 毫米，向下移 %(dy)g 毫米，缩放 %(scale)g%%。",
            **known,
        ),
        "success",
    )
    return back


@blueprint.get("/labels/printers/<code>/ruler/<layout>")
@loads(printers.by_code)
@requires(LabelPermission.PRINTERS)
def checked_ruler(printer: LabelPrinter, layout: str) -> ResponseReturnValue:
    """The sheet as this printer's settings place it: to see whether they are right."""
    settings = PrinterSettings(
        printer.dpi or layout_pack().named(layout).usual_dpi, float(printer.dx_mm), float(printer.dy_mm), float(printer.scale)
    )  # fmt: skip
    return _ruler(layout, settings)


@blueprint.get("/labels/ruler/<layout>")
@requires(LabelPermission.ORDER)
def plain_ruler(layout: str) -> ResponseReturnValue:
    """The sheet as the paper has it, for a printer nobody has measured yet."""
    return _ruler(layout, None)


def _ruler(key: str, settings: PrinterSettings | None) -> Response:
    paper = next((one for one in layout_pack().layouts if one.key == key), None)
    if paper is None:
        abort(404)
    drawn = ruler.ruler_pdf(paper, settings or PrinterSettings(paper.usual_dpi))
    answer = Response(drawn, mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="ruler-{key}.pdf"'
    return answer
