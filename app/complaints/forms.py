"""Forms of the complaints slice."""

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.complaints import rules
from app.complaints.phrases import WORDS
from app.complaints.service import Stance
from app.complaints.terms import About, Ground, Outcome, State
from app.infra.forms import HouseForm, Keyed, Mobile, WithFiles, receipt_number, receipt_secret
from app.infra.i18n import _, _l
from app.kernel.numbers import half_up

MOST_YUAN = Decimal(10_000_000)
ENDINGS = (
    Outcome.SOLVED, Outcome.PARTLY_SOLVED, Outcome.REFUSED_BY_MERCHANT, Outcome.WITHDRAWN, Outcome.SILENT,
    Outcome.MEDIATION_ENDED, Outcome.TO_ENFORCEMENT,
)  # fmt: skip


def endings_from(state: State) -> list[tuple[str, str]]:
    """The outcomes open from here."""
    return [(one.value, str(WORDS[one])) for one in ENDINGS if one in rules.ENDS[state]]


class Yuan:
    """An amount in yuan: ``１２.５元`` is 12.50."""

    def __call__(self, form: Any, field: Field) -> None:
        told = str(field.data).replace(",", "").replace("，", "").rstrip("元").strip()
        try:
            amount = Decimal(told)
        except InvalidOperation:
            amount = Decimal("NaN")
        if not amount.is_finite():
            raise ValidationError(_l("金额请只填数字，比如 39.9。"))
        if not 0 <= amount <= MOST_YUAN:
            raise ValidationError(_l("金额应在 0 到 1000 万元之间，请检查。"))
        field.data = half_up(amount)


class ComplaintForm(Keyed):
    about = SelectField(
        _l("哪方面的问题"),
        [DataRequired(_l("请选择哪方面的问题"))],
        choices=[("", _l("请选择"))] + [(one.value, WORDS[one]) for one in About],
    )
    happened = TextAreaField(
        _l("发生了什么"),
        [DataRequired(_l("请写发生了什么")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("什么时候买的、买了什么、哪里不对"),
        render_kw={"rows": "4"},
    )
    wanted = TextAreaField(
        _l("您希望怎么解决"),
        [DataRequired(_l("请写希望怎么解决")), Length(max=500, message=_l("请不要超过 500 字"))],
        description=_l("比如退款、换货、补发、道歉"),
        render_kw={"rows": "2"},
    )
    phone = StringField(
        _l("您的手机号"),
        [DataRequired(_l("请填写手机号，有了结果要联系")), Mobile()],
        description=_l("完整号码只有市场监管部门能看；结案后保存三年，到期删除"),
        render_kw={"inputmode": "tel", "autocomplete": "tel", "maxlength": "20"},
    )
    name = StringField(
        _l("怎么称呼您"), [Optional(), Length(max=30, message=_l("请不要超过 30 字"))], render_kw={"autocomplete": "name"}
    )  # fmt: skip
    amount = StringField(
        _l("涉及金额（元）"), [Optional(), Yuan()], render_kw={"inputmode": "decimal", "maxlength": "14"}
    )
    order_said = StringField(
        _l("订单号或购买时间"), [Optional(), Length(max=80, message=_l("请不要超过 80 字"))],
        description=_l("方便商家找到这一单"),
    )  # fmt: skip


class HotlineForm(ComplaintForm):
    """The same, written down by an officer for a caller."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wanted.label.text = _("来电人希望怎么解决")
        self.phone.label.text, self.phone.description = _("来电人的手机号"), _("有了结果要联系；商家看不到")
        self.name.label.text = _("怎么称呼来电人")
        self.order_said.description = _("问清了更容易找到这一单")


class FollowForm(HouseForm):
    code = receipt_number(_l("投诉编号"), missing=_l("请填写投诉编号"), hint=_l("以 TS 开头，在回执上"))
    secret = receipt_secret()


class MessageForm(Keyed, WithFiles):
    text = TextAreaField(
        _l("留言"),
        [DataRequired(_l("请写点什么再发送")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        render_kw={"rows": "3"},
    )


class DeskMessageForm(MessageForm):
    private = BooleanField(_l("只给市场监管人员看（内部备注）"))


class BureauForm(HouseForm):
    name = StringField(
        _l("您的真实姓名"), [Optional(), Length(max=30, message=_l("请不要超过 30 字"))], render_kw={"autocomplete": "name"}
    )  # fmt: skip
    address = StringField(
        _l("您的通讯地址"),
        [Optional(), Length(max=160, message=_l("请不要超过 160 字"))],
        description=_l("只给市场监管部门看，不给商家"),
        render_kw={"autocomplete": "street-address"},
    )


def said_to_both() -> TextAreaField:
    """Made anew where it stands below other fields, so that what is wrong is told in the page's order."""
    return TextAreaField(
        _l("说明"),
        [DataRequired(_l("请填写说明")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("消费者和商家都会看到这段话"),
        render_kw={"rows": "4"},
    )


class TextForm(HouseForm):
    """One text, whose label the page gives."""

    text = said_to_both()


class SettleForm(TextForm, WithFiles):
    """What was done, with the proof of it."""


class AnswerForm(WithFiles):
    stance = RadioField(
        _l("您的态度"),
        [DataRequired(_l("请选择您的态度"))],
        choices=[(one.value, WORDS[one]) for one in Stance],
    )
    text = TextAreaField(
        _l("给消费者的答复"),
        [DataRequired(_l("请填写答复")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("写清怎么办、什么时候办好。消费者、园区和市场监管都会看到"),
        render_kw={"rows": "5"},
    )


class DeclineForm(TextForm):
    ground = RadioField(
        _l("不予受理的情形"),
        [DataRequired(_l("请选择一种法定情形"))],
        choices=[(one.value, WORDS[one]) for one in Ground],
        description=_l("《市场监督管理投诉举报处理办法》第十六条"),
    )
    text = said_to_both()


class MediateForm(TextForm):
    consumer_agrees = BooleanField(
        _l("消费者同意调解"), [DataRequired(_l("双方都同意才能调解：请先确认消费者同意"))]
    )
    merchant_agrees = BooleanField(
        _l("商家同意调解"), [DataRequired(_l("双方都同意才能调解：请先确认商家同意"))]
    )
    text = said_to_both()


class CloseForm(TextForm):
    outcome = RadioField(_l("结果"), [DataRequired(_l("请选择结果"))])
    text = said_to_both()


class ReasonForm(HouseForm):
    reason = StringField(
        _l("为什么要看"),
        [DataRequired(_l("请写一句理由")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("谁、什么时候、为什么看，都会记录下来"),
    )
