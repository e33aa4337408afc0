"""Sentences of the assessment: its words, its refusals, and why a result is what it is."""

import re
from collections.abc import Sequence

from app.assessments import errors
from app.assessments.kinds import AssessmentAction, AssessmentState, CycleState, ReviewState
from app.assessments.results import FormState, Reason, Standing
from app.assessments.terms import Block, Evaluation, Unread
from app.infra.i18n import _, _l

WORDS = {
    Evaluation.DEPARTMENT: _l("部门评价"),
    Evaluation.MONITORING: _l("第三方监测"),
    Evaluation.INDUSTRY: _l("行业评议"),
    Evaluation.CONSUMER: _l("消费者评议"),
    Evaluation.SOCIAL: _l("社会评议"),
    Unread.FORM: _l("请检查引号、括号和每行前面的空格"),
    Unread.TWICE: _l("同一层里有一个名称写了两次，或者名称不是一个词"),
    Unread.ELSEWHERE: _l("请不要用 & 和 * 引用别处的内容，直接写出来"),
    Unread.DEEP: _l("层数太多，请减少嵌套"),
    Block.SEVENTY: _l("部门评价和第三方监测（70 分）"),
    Block.THIRTY: _l("行业、消费者和社会评议（30 分）"),
    FormState.COUNTED: _l("计入"),
    FormState.PARTLY: _l("部分计入"),
    FormState.TRIMMED: _l("去掉的最高或最低分"),
    FormState.EXCLUDED: _l("不计入"),
    CycleState.MOBILISE: _l("动员部署"),
    CycleState.SELF_CHECK: _l("自查自纠"),
    CycleState.TREATMENT: _l("集中治理"),
    CycleState.EVALUATION: _l("评定"),
    CycleState.NOTICE: _l("公示"),
    CycleState.SUMMARY: _l("总结"),
    CycleState.CLOSED: _l("已结束"),
    AssessmentState.OPEN: _l("评定中"),
    AssessmentState.SCORED: _l("已算分"),
    ReviewState.DRAFT: _l("草稿"),
    ReviewState.SUBMITTED: _l("已提交"),
    ReviewState.REPLACED: _l("已由新的一份代替"),
    AssessmentAction.CYCLE_OPENED: _l("开始年度评定"),
    AssessmentAction.CYCLE_MOVED: _l("进入下一阶段"),
    AssessmentAction.CYCLE_SCORED: _l("整体算分"),
    AssessmentAction.SELLERS_ENTERED: _l("新登记的商家进入评定"),
    AssessmentAction.FORM_SUBMITTED: _l("提交评价表"),
    AssessmentAction.FORM_REPLACED: _l("修改评价"),
    AssessmentAction.SCORED: _l("算出总分"),
    AssessmentAction.REOPENED: _l("撤回总分"),
    AssessmentAction.REASSESSING: _l("开始重新评定"),
    AssessmentAction.REASSESSED: _l("重新评定完成"),
    AssessmentAction.FORM_WEIGHED: _l("判断一份评价按多少计"),
    AssessmentAction.MARKS_FORGOTTEN: _l("删除评价的设备和网络标记"),
    AssessmentAction.FORM_CORRECTING: _l("开始更正评价表"),
    AssessmentAction.DUTY_GIVEN: _l("指定由谁填表"),
    AssessmentAction.CYCLE_REPLANNED: _l("调整阶段日期"),
    AssessmentAction.RUBRIC_STARTED: _l("开始编写考评细则"),
    AssessmentAction.RUBRIC_PUBLISHED: _l("发布考评细则"),
    AssessmentAction.RUBRIC_DROPPED: _l("放弃考评细则草稿"),
}
STANDINGS = {Standing.COUNTED: _l("计入"), Standing.TOO_FEW: _l("份数不够，不计入")}


def named(evaluation: str) -> str:
    return str(WORDS[Evaluation(evaluation)])


def incomplete(missing: Sequence[str]) -> str:
    names = _("、").join(named(name) for name in missing)
    return _("还不能算出总分：%(names)s没有可以计入的评价表。请先补上，再重新计算。", names=names)


PROBLEMS = (
    (r"item points add up to (\S+), not to 100", _l("各项分值合计 %s，应为 100")),
    (r"the block of (\d+) adds up to (\S+)", _l("应当正好 %s 分的那一部分，现在合计 %s 分")),
    (r"evaluations missing: (.+)", _l("缺少这几种评价：%s")),
    (r"code (\S+) is used twice", _l("编号 %s 用了两次")),
    (r"(\S+): only department and monitoring may veto", _l("%s：只有部门评价和第三方监测可以设一票否决")),
    (r"a veto is a plain yes or no worth 0 points", _l("一票否决只能是“是/否”，分值为 0")),
    (r"an item without a veto must be worth points", _l("不是一票否决的项目必须有分值")),
    (r"the last step must be worth the item's points", _l("最后一档的分值应等于这一项的分值")),
    (r"steps must start at 0 and rise", _l("各档分值要从 0 开始，逐档升高")),
    (r"at least one item worth points must always apply", _l("至少要有一个有分值的项目不能选“不适用”")),
    (r"Field required", _l("这里必须填写")),
    (r"Extra inputs are not permitted", _l("细则里没有这个字段，请检查拼写")),
)


def rubric_refused(place: str, problem: str) -> str:
    """A fault of a rubric in the reader's words, with the evaluation and the item counted as people count."""
    for pattern, words in PROBLEMS:
        if found := re.fullmatch(pattern, problem):
            problem = str(words) % found.groups()
            break
    if "." not in place:
        return _("考评细则不能用：%(problem)s。", problem=problem)
    spot = re.match(r"[^.]*\.evaluations\.(\w+)(?:\.items\.(\d+))?(.*)", place)
    if spot and spot[1] in set(Evaluation):
        item = _("第 %(number)s 项", number=int(spot[2]) + 1) if spot[2] else ""
        place = f"{named(spot[1])}{item}{spot[3].replace('.', ' ', 1)}"
    return _("考评细则里“%(place)s”不能用：%(problem)s。", place=place, problem=problem)


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
    errors.ShapeRefused.code: _l(
        "“%(place)s”这一处读不懂（现在是“%(got)s”）。请从评定页重新下载评分文件再试；自己写的文件，格式见 docs/replay.md。"
    ),
    errors.FileUnreadable.code: _l("文件第 %(line)s 行附近读不懂：%(problem)s。文件应为 YAML 或 JSON。"),
    errors.RubricRefused.code: rubric_refused,
    errors.RubricUnknown.code: _l("没有 %(year)s 年“%(kind)s”的考评细则。"),
    errors.CycleThere.code: _l("%(year)s 年度的评定已经开始了。请打开它继续。"),
    errors.PhasesRefused.code: _l("各阶段要按顺序，一个结束后下一个才开始。请检查日期。"),
    errors.CycleMoveRefused.code: _l(
        "评定现在是“%(now)s”阶段，不能直接改为“%(to)s”。阶段只能一步一步往前走，请刷新页面。"
    ),
    errors.FormsClosed.code: _l(
        "评定已进入“%(state)s”阶段，不再收评价表。谢谢您愿意评价，明年评定开始后再来。"
    ),
    errors.AlreadyScored.code: _l("这家店今年的总分已经算出，不再收评价表。"),
    errors.ScoringClosed.code: _l("评定已进入“%(state)s”阶段，分数不能再改。对分数有异议，请在公示页提出。"),
    errors.TokenNotGenuine.code: _l(
        "没有找到这张包裹标签，所以不能从这里评价。请扫包裹上的二维码进入；没有包裹的市民可以填社会评议表。"
    ),
    errors.ReviewFixed.code: _l("评价提交 %(days)s 天内可以修改，现在已经超过，之前的评价继续有效。"),
    errors.ReviewedAlready.code: _l("这台设备已经评议过这家店，每台设备评议一次。谢谢您。"),
    errors.OwnShop.code: _l("您正以这家店的身份登录。自己的店要由别人来评价。"),
    errors.NotScored.code: _l("这家店还没有总分，谈不上重新评定。请先补齐评价表再算分。"),
    errors.NotWeighed.code: _l("只有消费者评议和社会评议可以调整权重，权重从列出的几档里选。"),
    errors.JudgementNeedsReason.code: _l("请写明为什么这样计。店家会在算分结果里看到。"),
    errors.CorrectionNeedsReason.code: _l("请写明哪里要更正、为什么。"),
    errors.OverrideNeedsReason.code: _l(
        "%(item)s 系统里的记录是另一个答案，改动请写明理由。请回到评价表补上。"
    ),
    errors.ProofMissing.code: _l("%(item)s 选了一票否决，必须上传决定书等证据才能提交。请先上传证据材料。"),
    errors.TooManyProofs.code: _l("每一项最多 %(most)s 份证据。请先移除不要的，再上传。"),
    errors.NotOnDuty.code: _l("这个人填的不是%(role)s表，请另选一个人。"),
    errors.PhaseBegun.code: _l("“%(state)s”阶段已经开始，日期不能再改。还没有开始的阶段可以改。"),
    errors.RubricYearMissing.code: _l(
        "%(year)s 年还没有“%(kind)s”的考评细则，最新的是 %(newest)s 年的。请先发布 %(year)s 年的细则，或者勾选沿用最新的一版。"
    ),
    errors.CitationUnknown.code: _l(
        "%(item)s 引用的“%(law)s”第 %(article)s 条，在法规库里没有或者还没有施行。请核对。"
    ),
    errors.WordsMissing.code: _l("这些地方缺中文或英文：%(places)s。细则要两种文字都齐全才能发布。"),
    errors.RubricNamed.code: _l("文本里写的经营方式或年份和草稿不一致，这份草稿是 %(year)s 年的“%(kind)s”。"),
    errors.ScoresRefused.code: _l("%(name)s里的“%(got)s”不是 0 到 100 的数。几份得分之间用空格隔开。"),
    errors.RubricSame.code: _l("草稿和现在用的一版没有差别，不用发布。"),
    errors.DraftPublished.code: _l("这一份已经发布，发布的版本不再改动。要修改请另开一份草稿。"),
    errors.YearOwes.code: _l(
        "还有 %(count)s 件没有办完，结束以后就办不了了。请先办完下面列出的事，再结束这一年。"
    ),
    errors.NotAssessed.code: _l("这家店没有参加本年度的评定，暂时不能评价。"),
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
    if reason.code == "too_few_forms" and facts["forms"] == "0":
        return _(
            "%(evaluation)s没有可以计入的评价表，分值并入同一部分的其他评议。", evaluation=facts["evaluation"]
        )
    return str(REASONS[reason.code]) % facts
