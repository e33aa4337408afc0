"""The receipt as a picture and as a signed text, the page where anyone checks one, and the key to check it with."""

from flask import Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.complaints import public_forms, queries, receipt_picture, statements
from app.complaints.models import Complaint
from app.complaints.receipt_picture import Lines
from app.complaints.views import blueprint, own
from app.complaints.views.public import report_receipt
from app.infra import scope, signatures
from app.infra.access import public
from app.infra.i18n import _, when_text
from app.infra.limits import LOOK_UP, limiter
from app.infra.signatures import Statement
from app.kernel import codes
from app.regions import queries as regions


@blueprint.get("/r/<region_code>/complaints/receipt/<code>/picture")
@public
def receipt_image(region_code: str, code: str) -> ResponseReturnValue:
    """To keep in the phone. Only for the browser that was just given number and secret."""
    secret, complaint = own.secret_of(code), queries.by_code(code)
    if secret is None or complaint is None:
        flash(_("回执只显示一次。请用抄下的编号和查询码查看进展。"), "warning")
        return redirect(url_for("complaints.follow", region_code=region_code), 303)
    proof = url_for("complaints.verify", r=statements.compact(statements.signed(complaint)), _external=True)
    picture = receipt_picture.draw(_lines(complaint, codes.grouped(secret)), proof)
    answer = Response(picture, mimetype="image/png")
    answer.headers["Content-Disposition"] = f'inline; filename="{code}.png"'
    return answer


@blueprint.get("/r/<region_code>/complaints/receipt/<code>/signed")
@public
def signed_receipt(region_code: str, code: str) -> ResponseReturnValue:
    """The signed text, for whoever holds the secret: on the receipt page, and later from the case."""
    complaint = queries.by_code(code) if own.secret_of(code) or own.is_followed(code) else None
    if complaint is None:
        flash(_("请输入投诉编号和查询码，再查看进展。"), "warning")
        return redirect(url_for("complaints.follow", region_code=region_code), 303)
    answer = Response(statements.signed(complaint), mimetype="text/plain")
    answer.headers["Content-Disposition"] = f'attachment; filename="{code}.receipt.txt"'
    return answer


@blueprint.route("/receipts/verify", methods=["GET", "POST"])
@public
@limiter.limit(LOOK_UP)
def verify() -> ResponseReturnValue:
    """Whether our key signed exactly this; and whether the case is still what was signed. Shows nothing about anybody."""
    form = public_forms.StatementForm()
    told = request.args.get("r", "")
    if form.validate_on_submit():
        sent = form.file.data.read(8_000).decode("utf-8-sig", "replace") if form.file.data else ""
        told = sent or form.statement.data or ""
    found = statements.read(told) if told else None
    return render_template(
        "complaints/verify.html", form=form, told=bool(told), found=found, standing=_standing(found),
        key_id=signatures.key_id(statements.PURPOSE),
    )  # fmt: skip


@blueprint.get("/.well-known/fangxin-receipt-keys.json")
@public
def receipt_keys() -> ResponseReturnValue:
    return jsonify({"keys": signatures.public_jwks(statements.PURPOSE)})


@blueprint.get("/receipts/key.pem")
@public
def receipt_key() -> ResponseReturnValue:
    return Response(signatures.public_pem(statements.PURPOSE), mimetype="application/x-pem-file")


def _standing(found: Statement | None) -> str:
    """same, changed or gone: what our books say today, without a word of the case."""
    if found is None:
        return ""
    with scope.house_scope():
        region = regions.ref_by_code(found.facts.get("region", ""))
    if region is None:
        return "gone"
    with scope.region_scope(region):
        complaint = queries.by_code(found.facts.get("number", ""))
        if complaint is None:
            return "gone"
        return "same" if statements.still_says_so(found, complaint) else "changed"


def _lines(complaint: Complaint, secret: str) -> Lines:
    here = regions.here()
    big = [(_("投诉编号"), complaint.code), (_("查询码"), secret)]
    report = report_receipt(complaint.code)
    if report is not None:
        big += [(_("举报编号"), report[0]), (_("举报查询码"), report[1])]
    return Lines(
        _("投诉回执"), tuple(big),
        (
            _("提交时间：%(time)s", time=when_text(complaint.received_at)),
            here.bureau_name,
            _("咨询电话：%(hotline)s", hotline=here.hotline),
            _("查询码请勿给他人看。扫下面的码可以验证回执真伪。"),
        ),
    )  # fmt: skip
