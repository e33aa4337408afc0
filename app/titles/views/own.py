"""The seller's own page: its title, its certificate, its badge."""

from flask import Blueprint, Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.assessments import queries as assessments
from app.infra import clock, pdf, scope
from app.infra.access import loads, requires
from app.infra.i18n import _
from app.merchants import queries as merchants
from app.regions import queries as regions
from app.titles import case_queries, certificate, proposing, queries, rules
from app.titles.models import Title
from app.titles.terms import TitlePermission

blueprint = Blueprint("own_title", __name__)


@blueprint.get("/titles/mine")
@requires(TitlePermission.READ_OWN)
def mine() -> ResponseReturnValue:
    merchant = merchants.by_id(current_user.merchant_id)
    return render_template(
        "titles/mine.html", titles=queries.history_of(current_user.merchant_id), today=clock.today(), merchant=merchant,
        told=queries.standing_of(current_user.merchant_id, clock.today()), cases=case_queries.open_cases(current_user.merchant_id),
        assessment=assessments.latest_of(current_user.merchant_id), public_url=current_app.config["PUBLIC_URL"],
        needed=regions.policy().pass_score, again_from=proposing.again_from(current_user.merchant_id, clock.today()),
    )  # fmt: skip


@blueprint.get("/titles/<number>/certificate.pdf")
@loads(queries.by_number, "number")
@requires(TitlePermission.CERTIFICATE)
def paper(title: Title) -> ResponseReturnValue:
    region = scope.current_region()
    verify = current_app.config["PUBLIC_URL"] + url_for(
        "certificates.show", region_code=region.code, number=title.number
    )
    try:
        written = pdf.render(
            "pdf/certificate.html", title=title, verify_url=verify, qr=pdf.qr_svg(verify),
            fingerprint=certificate.fingerprint(), bureau=regions.here().bureau_name,
        )  # fmt: skip
    except pdf.PaperMissing as missing:
        raise rules.CertificateMissing(command=str(missing)) from missing
    answer = Response(written, mimetype="application/pdf")
    answer.headers.set(
        "Content-Disposition", "attachment", filename=f"{_('放心电商证书')}-{title.number}.pdf"
    )
    return answer
