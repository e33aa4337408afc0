"""What came of it: the result of one self-check, a shop's results, the region's newest."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.terms import Role
from app.guides.calendar import coming
from app.guides.laws import laws_on
from app.infra import clock
from app.infra.access import loads, requires
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.selfchecks import comparison, proof_queries, queries
from app.selfchecks.models import SelfCheck
from app.selfchecks.terms import SelfCheckPermission

blueprint = Blueprint("results", __name__)


@blueprint.get("/self-check/<code>/result")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def show(selfcheck: SelfCheck) -> ResponseReturnValue:
    result = selfcheck.outcome
    if result is None:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    guide = queries.guide_of(selfcheck)
    reopened = [
        task for task in queries.open_remediation(selfcheck.merchant_id) if task.licence_id is not None
    ]
    return render_template(
        "selfchecks/result.html", selfcheck=selfcheck, result=result, guide=guide, comparison=comparison.of(selfcheck),
        changes=coming(guide.applicable(selfcheck.scopes or ()), laws_on(guide.year, guide.as_of), clock.today()),
        reopened=reopened, updates=queries.updated_by(selfcheck),
        tasks=queries.remediation_for(selfcheck, [gap.code for gap in result.gaps]),
        today=clock.today(), weights={severity.value: weight for severity, weight in result.weights.items()},
    )  # fmt: skip


@blueprint.get("/self-check/<code>/answers")
@loads(queries.by_code)
@requires(SelfCheckPermission.READ)
def answers(selfcheck: SelfCheck) -> ResponseReturnValue:
    """Every answer, by dimension, with who gave it: for those who want to check the figures."""
    if selfcheck.is_draft:
        return redirect(url_for("selfchecks.show", code=selfcheck.code), 303)
    guide = queries.guide_of(selfcheck)
    return render_template(
        "selfchecks/answers.html", selfcheck=selfcheck, guide=guide, answers=queries.answers_of(selfcheck),
        proofs=proof_queries.proofs_of(selfcheck),
        items=guide.applicable(selfcheck.scopes or ()), laws=laws_on(guide.year, guide.as_of).by_title,
    )  # fmt: skip


@blueprint.get("/merchants/<code>/self-checks")
@loads(merchants.by_code)
@requires(SelfCheckPermission.OF_SHOP)
def of_shop(merchant: Merchant) -> ResponseReturnValue:
    return render_template(
        "selfchecks/of_shop.html", merchant=merchant, past=queries.submitted_of(merchant.id), today=clock.today(),
        tasks=[(task, queries.guide_of(task.selfcheck)) for task in queries.open_remediation(merchant.id)],
    )  # fmt: skip


@blueprint.get("/self-checks")
@requires(SelfCheckPermission.LIST)
def index() -> ResponseReturnValue:
    park_id = (current_user.organisation_id or 0) if current_user.role is Role.PARK else None
    page = queries.page_of_submitted(park_id=park_id, after=request.args.get("after", type=int))
    return render_template("selfchecks/index.html", page=page)
