"""Forms of the honours slice."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, Regexp

from app.honours import conditions
from app.honours.conditions import Finding
from app.honours.phrases import WORDS
from app.honours.terms import Condition, Measure, SourceKind
from app.infra.forms import DayField, HouseForm
from app.infra.i18n import _, _l
from app.publicity.terms import Origin

PUBLISHED_BY_THE_STATE = r"^https?://([a-zA-Z0-9-]+\.)+gov\.cn([:/?#].*)?$"


def _number(said: object) -> int:
    """Nothing chosen is no panel."""
    return int(str(said)) if str(said).isdigit() else 0


class WayForm(HouseForm):
    """How a published decision comes to a notice."""

    way = RadioField(
        _l("怎么提出"),
        [DataRequired(_l("请选择怎么提出"))],
        choices=[
            (Origin.OFFICER.value, _l("由我直接提出")),
            (Origin.RULE.value, _l("按规则提出：列入严重违法失信名单，或者食品药品等领域处罚、限制经营等")),
            (Origin.PANEL.value, _l("先交考评组投票")),
        ],
        default=Origin.OFFICER.value,
    )
    panel = SelectField(_l("交给哪个考评组"), [Optional()], coerce=_number, validate_choice=False)


class BlackForm(WayForm):
    uscc = StringField(
        _l("商家的统一社会信用代码"), [DataRequired(_l("请填写商家的统一社会信用代码"))],
        render_kw={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )  # fmt: skip
    kind = SelectField(
        _l("来源种类"), choices=[(one.value, WORDS[one]) for one in SourceKind],
        default=SourceKind.GENERAL.value, description=_l("仅警告不能列入黑榜"),
    )  # fmt: skip
    number = StringField(
        _l("决定书或列入决定的文号"),
        [DataRequired(_l("请填写文号")), Length(max=80, message=_l("文号不能超过 80 字"))],
    )
    decided_on = DayField(_l("决定日期"), [DataRequired(_l("请填写决定日期，例如 2026-06-01"))])
    published_on = DayField(
        _l("开始公示的日期"), [DataRequired(_l("请填写开始公示的日期，例如 2026-06-08"))],
        description=_l("修复要等的时间从这一天起算，不从决定日期起算"),
    )  # fmt: skip
    measure = RadioField(
        _l("处罚里有没有限制经营或吊销"), choices=[(one.value, WORDS[one]) for one in Measure], default=Measure.NONE.value,
    )  # fmt: skip
    restricted_until = DayField(
        _l("限制或管理措施到哪一天为止"), [Optional()], description=_l("有期限的限制经营、限制从业或法定管理措施才填"),
    )  # fmt: skip
    url = StringField(
        _l("公示网址"),
        [
            DataRequired(_l("请填写公示网址。没有公示的信息不能列入黑榜")),
            Regexp(PUBLISHED_BY_THE_STATE, message=_l("请填写政府网站（gov.cn）上公示这条信息的网址")),
        ],
        description=_l("国家企业信用信息公示系统或政府网站上能看到这条信息的地址"),
    )
    until = DayField(
        _l("公示截止日期"),
        [DataRequired(_l("请填写公示截止日期"))],
        description=_l("到这一天为止，第二天自动撤下"),
    )
    grounds = TextAreaField(
        _l("违法事实"),
        [DataRequired(_l("请写一句违法事实")), Length(max=300, message=_l("不能超过 300 字"))],
        description=_l("照公示的内容写，不写个人信息"), render_kw={"rows": "3"},
    )  # fmt: skip
    minutes = TextAreaField(
        _l("提出的理由"),
        [DataRequired(_l("请写明提出的理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
    )


class AskRepairForm(HouseForm):
    text = TextAreaField(
        _l("整改和履行情况"),
        [DataRequired(_l("请写明整改和履行情况")), Length(max=2000, message=_l("不能超过 2000 字"))],
        description=_l("罚款是否缴清、问题怎么改的、影响怎么消除的"), render_kw={"rows": "6"},
    )  # fmt: skip
    promise = BooleanField(
        _l("我承诺：所说属实，此后没有因同一类违法再次受罚；弄虚作假的，三年内不再申请"),
        [DataRequired(_l("请阅读并勾选守信承诺"))],
    )
    file = FileField(_l("证明材料"), [Optional()], description=_l("照片或 PDF，不超过 20 MB"))


class CompleteRepairForm(HouseForm):
    text = TextAreaField(
        _l("补正说明"),
        [DataRequired(_l("请写明补交了什么")), Length(max=2000, message=_l("不能超过 2000 字"))],
        description=_l("对照要补正的材料，一项一项写"), render_kw={"rows": "5"},
    )  # fmt: skip
    file = FileField(_l("补交的材料"), [Optional()], description=_l("照片或 PDF，不超过 20 MB"))


class LackingForm(HouseForm):
    text = TextAreaField(
        _l("要补正的全部材料"),
        [DataRequired(_l("请写明要补正哪些材料")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("只能告知这一次，请写全。政务信息共享平台上查得到的，不能要求商家重复提供"), render_kw={"rows": "5"},
    )  # fmt: skip


class ApprovedForm(HouseForm):
    """An act that the head of the office has approved."""

    why = TextAreaField(
        _l("理由"), [DataRequired(_l("请写明理由")), Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("商家会看到"), render_kw={"rows": "4"},
    )  # fmt: skip
    approved_by = StringField(
        _l("批准的负责人"),
        [DataRequired(_l("请填写批准的负责人")), Length(max=30, message=_l("请不要超过 30 字"))],
    )


class RevokeRepairForm(HouseForm):
    why = TextAreaField(
        _l("隐瞒、弄虚作假的事实"),
        [DataRequired(_l("请写明隐瞒了什么、哪里弄虚作假")), Length(max=500, message=_l("不能超过 500 字"))],
        description=_l("会公开三年，不写个人信息"), render_kw={"rows": "4"},
    )  # fmt: skip
    shown = TextAreaField(
        _l("凭什么认定"),
        [DataRequired(_l("请写明凭什么认定")), Length(max=500, message=_l("不能超过 500 字"))],
        description=_l("文书、凭证或核查记录；会写进决定，不写个人信息"), render_kw={"rows": "3"},
    )  # fmt: skip
    approved_by = StringField(
        _l("批准的负责人"),
        [DataRequired(_l("请填写批准的负责人")), Length(max=30, message=_l("请不要超过 30 字"))],
    )


class AnswerRepairForm(HouseForm):
    """With two fields for each condition that somebody has to look at: see ``answer_form``."""

    kind: SourceKind | None = None
    grants = RadioField(
        _l("决定"),
        [DataRequired(_l("请选择决定"))],
        choices=[("yes", _l("准予修复，立即撤下")), ("no", _l("不予修复"))],
    )
    answer = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请写明理由")), Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("商家会看到"), render_kw={"rows": "4"},
    )  # fmt: skip

    def asked(self) -> list[tuple[Condition, RadioField, StringField]]:
        """Each condition with its two fields."""
        return [
            (one, self[f"met_{one.value}"], self[f"shown_{one.value}"]) for one in conditions.told(self.kind)
        ]

    def findings(self) -> list[Finding]:
        """After validation: what was found."""
        return [Finding(one, met.data == "yes", shown.data or "") for one, met, shown in self.asked()]

    def validate(self, extra_validators: Any = None) -> bool:
        """What holds or fails is shown by something; that nothing is wrong needs no paper."""
        fine = bool(super().validate(extra_validators))
        for condition, met, shown in self.asked():
            if (
                not shown.data
                and met.data
                and not (met.data == "yes" and condition in conditions.SHOWN_IF_FAILING)
            ):
                shown.errors = [_("请写明凭什么认定：%(condition)s", condition=WORDS[condition])]
                fine = False
        return fine


def answer_form(kind: SourceKind | None) -> AnswerRepairForm:
    """The form for an entry of this kind."""
    fields: dict[str, Any] = {"kind": kind}
    for condition in conditions.told(kind):
        fields[f"met_{condition.value}"] = RadioField(
            _l("认定"), [DataRequired(_l("请逐项认定是否符合：%(condition)s", condition=WORDS[condition]))],
            choices=[("yes", _l("符合")), ("no", _l("不符合"))],
        )  # fmt: skip
        fields[f"shown_{condition.value}"] = StringField(
            _l("凭什么认定"), [Length(max=200, message=_l("不能超过 200 字"))],
            description=_l("文书、凭证或核查记录；会写进决定和公告，不写个人信息"),
        )  # fmt: skip
    made: AnswerRepairForm = type("AnswerRepairForm", (AnswerRepairForm,), fields)()
    return made


class WithdrawForm(HouseForm):
    reason = TextAreaField(
        _l("撤回原因"),
        [DataRequired(_l("请填写撤回原因")), Length(max=200, message=_l("撤回原因不能超过 200 字"))],
        description=_l("会公开展示"), render_kw={"rows": "3"},
    )  # fmt: skip


class RepairForm(HouseForm):
    note = StringField(
        _l("依据"),
        [DataRequired(_l("请填写依据")), Length(max=200, message=_l("不能超过 200 字"))],
        description=_l("准予修复、移出名录或撤销、变更处罚的文书和日期"),
    )
    annulled = BooleanField(_l("处罚或列入决定本身已被依法撤销、变更或确认违法"))
