"""Forms that people without an account fill in, besides those of the case itself."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.complaints.forms import ComplaintForm
from app.infra.forms import Honeyed, HouseForm, Keyed, Mobile, WithFiles
from app.infra.i18n import _l
from app.reports.phrases import WORDS as OFFENCES
from app.reports.terms import Offence


def offences() -> list[tuple[str, Any]]:
    return [("", _l("请选择"))] + [(one.value, OFFENCES[one]) for one in Offence]


class PublicComplaintForm(ComplaintForm, WithFiles, Honeyed):
    """A complaint, and on a tick a report of the same thing: two cases of one letter."""

    may_pass_on = BooleanField(_l("我同意把称呼（只留姓）和打了星号的手机号告诉商家，方便商家处理"))
    also_report = BooleanField(_l("这家店还涉嫌违法，请一并举报"))
    offence = SelectField(_l("哪一类违法行为"), choices=offences, default="")
    report_named = BooleanField(_l("举报也用我的称呼和手机号（实名举报，结果会告诉我；不勾就是匿名举报）"))

    def validate_report_named(self, field: Field) -> None:
        if self.also_report.data and field.data and not self.name.data:
            raise ValidationError(_l("实名举报要写姓名：请填上面的“怎么称呼您”，或者不勾这一项"))

    def validate_offence(self, field: Field) -> None:
        if self.also_report.data and not field.data:
            raise ValidationError(_l("请选择哪一类违法行为"))


class PhoneForm(HouseForm):
    phone = StringField(
        _l("投诉或举报时留的手机号"), [DataRequired(_l("请填写投诉或举报时留的手机号")), Mobile()],
        render_kw={"inputmode": "tel", "autocomplete": "tel", "maxlength": "20"},
    )  # fmt: skip


class OneTimeCodeForm(HouseForm):
    digits = StringField(
        _l("短信里的验证码"), [DataRequired(_l("请填写短信里的 6 位验证码")), Length(max=12)],
        render_kw={"inputmode": "numeric", "autocomplete": "one-time-code", "maxlength": "12"},
    )  # fmt: skip


class MineForm(HouseForm):
    """What we hold of the consumer, to be put right."""

    name = StringField(
        _l("您的姓名"), [Optional(), Length(max=30, message=_l("请不要超过 30 字"))], render_kw={"autocomplete": "name"}
    )  # fmt: skip
    phone = StringField(
        _l("您的手机号"), [DataRequired(_l("请填写手机号，处理结果要联系您")), Mobile()],
        render_kw={"inputmode": "tel", "autocomplete": "tel", "maxlength": "20"},
    )  # fmt: skip
    address = StringField(
        _l("您的通讯地址"), [Optional(), Length(max=160, message=_l("请不要超过 160 字"))],
        description=_l("只给市场监管部门看，不给商家"), render_kw={"autocomplete": "street-address"},
    )  # fmt: skip
    may_pass_on = BooleanField(_l("同意把称呼（只留姓）和打了星号的手机号告诉商家；取消勾选就是撤回同意"))


class HandOverForm(Keyed):
    """An officer found a clue in a complaint."""

    offence = RadioField(
        _l("哪一类违法行为"),
        [DataRequired(_l("请选择哪一类违法行为"))],
        choices=[(one.value, OFFENCES[one]) for one in Offence],
    )
    text = TextAreaField(
        _l("线索"), [DataRequired(_l("请写清线索")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("只给市场监管人员看；不要写投诉人的姓名和电话"), render_kw={"rows": "4"},
    )  # fmt: skip


class StatementForm(HouseForm):
    """A signed receipt, pasted."""

    statement = TextAreaField(
        _l("回执内容"), [Optional(), Length(max=8000, message=_l("这不像一张回执：内容太长了"))],
        description=_l("把签名回执文件用记事本打开，全部复制过来"), render_kw={"rows": "8", "spellcheck": "false"},
    )  # fmt: skip
    file = FileField(_l("或者选择回执文件"), [Optional()])
