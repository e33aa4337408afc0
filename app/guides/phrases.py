"""Words of the guides slice."""

from app.guides import rules
from app.guides.terms import GuideAction, LeniencyKind, Severity
from app.infra.i18n import _, _l

PROBLEMS = {
    "twice": _l("编号用了不止一次"),
    "dimension": _l("没有这个方面"),
    "scope": _l("没有这个经营范围代码"),
    "languages": _l("中文和英文的证明或步骤条数不一样"),
    "citation": _l("查不到这条，或者还没有施行、已经失效"),
    "empty": _l("这个方面一条都没有"),
    "shape": _l("应是一个方面的条目列表，或者整本指南"),
    "no_code": _l("每一条都要有编号 code"),
    "too_long": _l("内容太长"),
    "yaml": _l("YAML 写法有误，请看这一行的缩进和标点"),
    "not_plain": _l("这一行用了引用或嵌套太深，请写成普通的列表"),
    "missing": _l("缺少这一项"),
    "extra_forbidden": _l("不认识这一项"),
    "enum": _l("不在可选的值里"),
    "too_short": _l("至少要有一项"),
    "string_pattern_mismatch": _l("写法不对"),
}


PARTS = {
    "ask": _l("题目"), "ask_en": _l("英文题目"), "why": _l("为什么问"), "why_en": _l("英文的为什么问"),
    "citations": _l("依据"), "proof": _l("什么能证明"), "proof_en": _l("英文的什么能证明"), "licence": _l("哪种证照能证明"),
    "good": _l("好的例子"), "good_en": _l("英文的好例子"), "bad": _l("不好的例子"), "bad_en": _l("英文的不好例子"),
    "fix": _l("没做到怎么改"), "fix_en": _l("英文的怎么改"), "fix_days": _l("几天内改好"), "severity": _l("轻重"),
    "leniency": _l("首违不罚"), "scope": _l("哪些店铺适用"),
}  # fmt: skip
"""What each part of an item is called on the page of differences."""


def draft_refused(problems: list[tuple[str, str, str]]) -> str:
    """Each place with what is wrong there."""
    told = [
        f"{place}{_('：')}{PROBLEMS.get(kind, _('不合要求'))} {detail}".strip(" ：:")
        for place, kind, detail in problems
    ]
    return _("还不能发布，请先改这几处——%(problems)s", problems=_("；").join(told))


ERRORS = {
    rules.DraftRefused.code: draft_refused,
    rules.BaseChanged.code: _l("您打开页面以后，别人发布了新版。请刷新页面，在新版上再改。"),
    rules.NothingChanged.code: _l("和现在的版本一样，没有要发布的。"),
}

WORDS = {
    GuideAction.PUBLISHED: _l("发布指南新版"),
    GuideAction.AMENDED: _l("法律施行，指南更新"),
    Severity.VETO: _l("一票否决"),
    Severity.SERIOUS: _l("严重"),
    Severity.ORDINARY: _l("一般"),
    Severity.MINOR: _l("轻微"),
    LeniencyKind.FIRST_OFFENCE: _l("首次轻微，及时改正可以不罚"),
    LeniencyKind.CORRECT_FIRST: _l("先责令改正，改了不罚"),
    LeniencyKind.DILIGENCE: _l("尽到查验义务的可以免责"),
    LeniencyKind.NONE: _l("第一次违法也可能被处罚"),
}
