"""What is said about repair: which article asks for what, from when one may ask, and when one may ask again."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.honours import conditions, rules, stages
from app.honours.conditions import Finding
from app.honours.models import HonourEntry, HonourList, RepairRequest
from app.honours.terms import Condition, Listed, ListKind, Measure, SourceKind
from app.infra.i18n import _, _l, day_text
from app.infra.phrases import word
from app.kernel.clock import local_day

WAITED = {
    SourceKind.GENERAL: _l("第九条第二款"),
    SourceKind.SERIOUS: _l("第八条第三款"),
    SourceKind.SERIOUS_LIST: _l("第十三条第一款"),
}
RESTRICTED = _l("第八条第四款")
ARTICLES = {
    Condition.FULFILLED: (_l("第十一条第一项"), _l("第十三条第一款第一项")),
    Condition.MENDED: (_l("第十一条第二项"), _l("第十三条第一款第二项")),
    Condition.NOT_AGAIN: (_l("第十一条第三项"), _l("第十一条第三项")),
    Condition.NO_HEAVIER: (_l("第十三条第一款第三项"), _l("第十三条第一款第三项")),
    Condition.CURED: (_l("第十二条第一款"), _l("第十二条第一款")),
    Condition.HONEST: (_l("第二十三条"), _l("第二十三条")),
    Condition.HARMLESS: (_l("第十八条"), _l("第十八条")),
}
"""Of penalties, and of the serious list."""

AGAIN = {
    Condition.WAITED: _l("最短公示期届满以后可以再申请。"),
    Condition.FULFILLED: _l("履行完毕以后随时可以再申请。"),
    Condition.MENDED: _l("整改并消除影响以后随时可以再申请。"),
    Condition.NOT_AGAIN: _l("再次受罚的决定有效期间不能提前修复；这一条公示期满后自动撤下。"),
    Condition.NO_HEAVIER: _l("再次受到较重处罚的决定有效期间不能提前移出；这一条公示期满后自动撤下。"),
    Condition.CURED: _l("补报、改正以后随时可以再申请。"),
    Condition.HARMLESS: _l("这个理由消除以后可以再申请；这一条公示期满后自动撤下。"),
}


def article(condition: Condition, listed: Listed) -> str:
    if condition is Condition.WAITED:
        if listed.measure is Measure.RESTRICTING:
            return str(RESTRICTED)
        return str(WAITED.get(listed.kind, "")) if listed.kind else ""
    return str(ARTICLES[condition][listed.kind is SourceKind.SERIOUS_LIST])


def cited(condition: Condition, listed: Listed) -> str:
    return _("市场监督管理信用修复管理办法%(article)s", article=article(condition, listed))


def waiting(listed: Listed) -> str:
    """How the first day was counted; nothing where there is nothing to wait for."""
    over, from_on = rules.shortest_over_on(listed), rules.repair_from(listed)
    if over is None or from_on is None:
        return ""
    told = [_(
        "%(since)s开始公示，当天不算，到 %(over)s（含当天）满 %(months)s 个月。",
        since=day_text(listed.since), over=day_text(over), months=rules.SHORTEST_MONTHS[listed.kind] if listed.kind else 0,
    )]  # fmt: skip
    if listed.restricted_until is not None:
        told.append(
            _(
                "限制或管理措施到 %(day)s（含当天）为止，期满以前也不能申请。",
                day=day_text(listed.restricted_until),
            )
        )
    if listed.published_on is None:
        told.append(_("没有登记公示日期，按决定日期推算。"))
    told.append(_("最早 %(day)s 起可以申请。", day=day_text(from_on)))
    return "".join(told)


def may_ask(listed: Listed) -> str:
    """From when this seller may ask, or why its entry is never taken off early."""
    excluded, from_on = rules.bar(listed), rules.repair_from(listed)
    if excluded is not None:
        return word(excluded)
    return _("最早 %(day)s 起可以申请信用修复", day=day_text(from_on)) if from_on else ""


def terms(edition: HonourList) -> dict[int, str]:
    """For the announcement and the paper of a black list: what each of its sellers may do, by entry."""
    if edition.kind is not ListKind.BLACK:
        return {}
    return {one.id: may_ask(one.listed) for one in edition.entries}


def shown(finding: Finding, entry: HonourEntry) -> str:
    """What shows it: of the waiting time, how it was counted."""
    return waiting(entry.listed) if finding.condition in conditions.COMPUTED else finding.shown


def again(request: RepairRequest) -> Sequence[str]:
    """To a seller who was refused: for each condition that fails, when it may ask again."""
    return list(_again(request))


def deceit(request: RepairRequest) -> tuple[str, str]:
    """What is public of a decision about deceit: what was decided, and the facts it rests on."""
    if request.revoked_at is not None:
        return _("撤销准予信用修复（隐瞒真实情况、弄虚作假）"), request.revoked_for or ""
    facts = (one.shown for one in request.found if one.condition is Condition.HONEST and not one.met)
    return _("不予信用修复（隐瞒真实情况、弄虚作假）"), next(facts, "")


def deceit_on(request: RepairRequest) -> date | None:
    at = request.revoked_at or request.decided_at
    return local_day(at) if at else None


def deceit_until(request: RepairRequest) -> date | None:
    """The last day on which that decision is public."""
    return stages.public_until(request.again_on) if request.again_on else None


def _again(request: RepairRequest) -> Iterator[str]:
    if request.revoked_at is not None and request.again_on is not None:
        yield _("三年内不得再申请修复；最早 %(day)s 起可以再申请。", day=day_text(request.again_on))
    if request.declined_at is not None:
        yield _("这次没有受理，材料齐全以后随时可以再申请。")
    for condition in conditions.failing(request.found):
        if condition is Condition.HONEST and request.again_on is not None:
            yield _(
                "隐瞒真实情况、弄虚作假的，三年内不得再申请；最早 %(day)s 起可以再申请。",
                day=day_text(request.again_on),
            )
        elif condition in AGAIN:
            yield str(AGAIN[condition])
