"""Forms of the reports slice."""

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.infra.forms import Honeyed, HouseForm, Keyed, Mobile, WithFiles, receipt_number, receipt_secret
from app.infra.i18n import _, _l
from app.reports.phrases import WORDS
from app.reports.terms import Offence, ReportGround, ReportOutcome

TOO_LONG = _l("请不要超过 2000 字")


class ContactForm(HouseForm):
    """Both may stay empty: then the report is anonymous. One alone is neither: nobody could be told what became of it."""

    name = StringField(
        _l("您的真实姓名"), [Optional(), Length(max=30, message=_l("请不要超过 30 字"))], render_kw={"autocomplete": "name"}
    )  # fmt: skip
    phone = StringField(
        _l("您的手机号"), [Optional(), Mobile()],
        render_kw={"inputmode": "tel", "autocomplete": "tel", "maxlength": "20"},
    )  # fmt: skip

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        if fine and bool(self.name.data) != bool(self.phone.data):
            lacking = self.phone if self.name.data else self.name
            lacking.errors = [_("实名举报，姓名和手机号都要填；想匿名的，两样都不要填")]
            return False
        return fine


class ReportForm(Keyed, WithFiles, Honeyed, ContactForm):
    seller_said = StringField(
        _l("举报哪家店"),
        [Optional(), Length(max=120, message=_l("请不要超过 120 字"))],
        description=_l("店名、直播间名称、商品链接，能找到它的都可以"),
    )
    offence = SelectField(
        _l("哪一类违法行为"),
        [DataRequired(_l("请选择哪一类违法行为"))],
        choices=[("", _l("请选择"))] + [(one.value, WORDS[one]) for one in Offence],
    )
    happened = TextAreaField(
        _l("违法线索"),
        [DataRequired(_l("请写清违法线索")), Length(max=2000, message=TOO_LONG)],
        description=_l("什么时候、在哪里看到的，做了什么或说了什么"),
        render_kw={"rows": "5"},
    )


class HotlineReportForm(Keyed):
    """Written down for a caller (市场监督管理投诉举报处理办法 art. 28), who may say as much as it likes."""

    name = StringField(
        _l("来电人的真实姓名"), [Optional(), Length(max=30, message=_l("请不要超过 30 字"))], render_kw={"autocomplete": "off"}
    )  # fmt: skip
    phone = StringField(
        _l("来电人的手机号"), [Optional(), Mobile()],
        render_kw={"inputmode": "tel", "autocomplete": "off", "maxlength": "20"},
    )  # fmt: skip

    seller_said = StringField(
        _l("举报哪家店"),
        [
            DataRequired(_l("请写明是哪家店，比如店名、直播间名称或商品链接。")),
            Length(max=120, message=_l("请不要超过 120 字")),
        ],
        description=_l("填本县区商家的全名或统一社会信用代码，会自动对上；其他的照来电人说的写"),
    )
    offence = SelectField(
        _l("哪一类违法行为"),
        [DataRequired(_l("请选择哪一类违法行为"))],
        choices=[("", _l("请选择"))] + [(one.value, WORDS[one]) for one in Offence],
    )
    happened = TextAreaField(
        _l("违法线索"),
        [DataRequired(_l("请写清违法线索")), Length(max=2000, message=TOO_LONG)],
        description=_l("什么时候、在哪里看到的，做了什么或说了什么"),
        render_kw={"rows": "5"},
    )


def ask_for_seller(form: ReportForm) -> None:
    """The address named none, so the reporter must."""
    words = _l("请写明是哪家店，比如店名、直播间名称或商品链接。")
    form.seller_said.validators = [DataRequired(words), *form.seller_said.validators[1:]]
    form.seller_said.flags.optional = False


class ReportFollowForm(HouseForm):
    code = receipt_number(_l("举报编号"), missing=_l("请填写举报编号"), hint=_l("以 JB 开头，在回执上"))
    secret = receipt_secret()


class FactsForm(Keyed, WithFiles):
    text = TextAreaField(
        _l("补充新的事实"),
        [DataRequired(_l("请写补充的事实")), Length(max=2000, message=TOO_LONG)],
        description=_l("补充后核查期限重新计算"),
        render_kw={"rows": "3"},
    )


class ReportNoteForm(Keyed):
    text = TextAreaField(
        _l("留言"), [DataRequired(_l("请写点什么再发送")), Length(max=2000, message=TOO_LONG)], render_kw={"rows": "3"}
    )  # fmt: skip
    private = BooleanField(_l("只给市场监管人员看（内部备注）"), default=True)


class ExtendForm(HouseForm):
    why = TextAreaField(
        _l("为什么要延长"), [DataRequired(_l("请写明特殊情况")), Length(max=500, message=_l("请不要超过 500 字"))],
        render_kw={"rows": "3"},
    )  # fmt: skip
    approved_by = StringField(
        _l("批准的负责人"), [DataRequired(_l("请填写批准延长的负责人")), Length(max=30, message=_l("请不要超过 30 字"))]
    )  # fmt: skip


class DecideForm(HouseForm):
    outcome = RadioField(
        _l("决定"), [DataRequired(_l("请选择决定"))], choices=[(one.value, WORDS[one]) for one in ReportOutcome]
    )  # fmt: skip
    ground = SelectField(
        _l("不予立案的情形"),
        [Optional()],
        choices=[("", _l("（不予立案的才选）"))] + [(one.value, WORDS[one]) for one in ReportGround],
        description=_l("《市场监督管理行政处罚程序规定》第十九条、第二十条"),
    )
    case_number = StringField(
        _l("立案编号"), [Optional(), Length(max=60, message=_l("请不要超过 60 字"))], description=_l("立案的填写")
    )  # fmt: skip
    text = TextAreaField(
        _l("理由"), [DataRequired(_l("请填写理由")), Length(max=2000, message=TOO_LONG)],
        description=_l("举报人会看到这段话；不要写入商家的商业秘密和他人的个人信息"), render_kw={"rows": "4"},
    )  # fmt: skip


class TellForm(HouseForm):
    how = StringField(
        _l("怎么告知的"), [DataRequired(_l("请写明怎么告知的")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("比如：6月20日电话告知本人"),
    )  # fmt: skip


class ReporterReasonForm(HouseForm):
    reason = StringField(
        _l("为什么要看"), [DataRequired(_l("请写一句理由")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("谁、什么时候、为什么看，都会记录下来"),
    )  # fmt: skip
