"""Sentences of the assessment: its words, its refusals, and why a result is what it is."""

from collections.abc import Sequence

from app.assessments import errors
from app.assessments.results import FormState, Reason, Standing
from app.assessments.terms import Block, Evaluation
from app.infra.i18n import _, _l

WORDS = {
    Evaluation.DEPARTMENT: _l("部门评价"),
    Evaluation.MONITORING: _l("第三方监测"),
    Evaluation.INDUSTRY: _l("行业评议"),
    Evaluation.CONSUMER: _l("消费者评议"),
    Evaluation.SOCIAL: _l("社会评议"),
    Block.SEVENTY: _l("部门评价和第三方监测（70 分）"),
    Block.THIRTY: _l("行业、消费者和社会评议（30 分）"),
    FormState.COUNTED: _l("计入"),
    FormState.PARTLY: _l("部分计入"),
    FormState.TRIMMED: _l("去掉的最高或最低分"),
    FormState.EXCLUDED: _l("不计入"),
    Standing.COUNTED: _l("计入总分"),
    Standing.TOO_FEW: _l("份数不够，不计入"),
}


def named(evaluation: str) -> str:
    return str(WORDS[Evaluation(evaluation)])


def incomplete(missing: Sequence[str]) -> str:
    names = _("、").join(named(name) for name in missing)
    return _("还不能算出总分：%(names)s没有可以计入的评价表。请先补上，再重新计算。", names=names)


ERRORS = {
    errors.Incomplete.code: incomplete,
    errors.AnswerMissing.code: _l("%(place)s 少了 %(item)s 这一项。每一项都要填。"),
    errors.AnswerUnknown.code: _l("%(place)s 里有 %(item)s，但这张表没有这一项。请对照考评细则检查编号。"),
    errors.AnswerRefused.code: _l("%(place)s 填的是“%(got)s”，这一项只能填：%(allowed)s。"),
    errors.WeightNeedsReason.code: _l("%(place)s 的权重小于 1，请在 reason 里写明理由。"),
    errors.RefTwice.code: _l("有两张评价表的编号都是 %(ref)s。请改成不同的编号。"),
    errors.FieldRefused.code: _l("%(place)s 写的是“%(got)s”，这里可以写：%(allowed)s。"),
    errors.NumberRefused.code: _l(
        "%(place)s 写的是“%(got)s”，这里应为 %(low)s 到 %(high)s 之间的数，小数最多 %(places)s 位。"
    ),
    errors.ShapeRefused.code: _l("%(place)s 的写法不对（现在是“%(got)s”）。请对照 docs/replay.md 里的例子。"),
    errors.FileUnreadable.code: _l("文件第 %(line)s 行附近读不懂：%(problem)s。文件应为 YAML 或 JSON。"),
    errors.RubricRefused.code: _l("考评细则的 %(place)s 不能用：%(problem)s。"),
    errors.RubricUnknown.code: _l("没有 %(year)s 年“%(kind)s”的考评细则。"),
}

REASONS = {
    "reached_threshold": _l("总分 %(total)s 分，达到 %(threshold)s 分。"),
    "below_threshold": _l("总分 %(total)s 分，没有达到 %(threshold)s 分。"),
    "veto": _l("%(evaluation)s的评价表 %(form)s 在 %(item)s 选了“是”，不论总分均不能获得称号。"),
    "block_30_empty": _l("行业、消费者和社会评议都没有足够的评价表，30 分无从取得，这个总分不是最终结果。"),
    "too_few_forms": _l(
        "%(evaluation)s有 %(forms)s 份可以计入，少于 %(minimum)s 份，分值并入同一部分的其他评议。"
    ),
    "weight_redistributed": _l("%(evaluation)s原占 %(weight)s 分，并入份数不够的评议后占 %(counted)s 分。"),
    "forms_excluded": _l("%(evaluation)s不计入：%(forms)s（理由见各表）。"),
    "forms_trimmed": _l("%(evaluation)s去掉的最高和最低分：%(forms)s。"),
    "forms_partly_trimmed": _l("%(evaluation)s只计入一部分的边缘分：%(forms)s。"),
    "evaluation_capped": _l("%(evaluation)s有一票限分项，最高按 %(cap)s 分（百分制）计。"),
}


def reason_text(reason: Reason) -> str:
    """The sentence for a reason or a note, in the reader's language."""
    facts = {key: named(fact) if key == "evaluation" else fact for key, fact in reason.facts.items()}
    return str(REASONS[reason.code]) % facts
