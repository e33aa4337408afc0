"""Forms of the notices slice."""

from typing import Any

from wtforms import StringField
from wtforms.validators import DataRequired, Email, Length, Regexp

from app.infra.forms import CheckboxList, HouseForm, Mobile
from app.infra.i18n import _l
from app.notices.rules import CODE_DIGITS
from app.notices.terms import Port

PORTS = {Port.EMAIL: _l("电子邮件"), Port.SMS: _l("短信")}


class ChoiceForm(HouseForm):
    wanted = CheckboxList(_l("也用这些方式通知我"), choices=[])


class EmailForm(HouseForm):
    address = StringField(
        _l("电子邮箱"),
        [DataRequired(_l("请填写电子邮箱")), Length(max=200, message=_l("邮箱地址太长了")), Email(_l("这不像一个邮箱地址，请检查 @ 前后。"))],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )  # fmt: skip


class PhoneForm(HouseForm):
    address = StringField(
        _l("手机号"), [DataRequired(_l("请填写手机号")), Mobile()],
        render_kw={"type": "tel", "autocomplete": "tel", "inputmode": "numeric"},
    )  # fmt: skip


class CodeForm(HouseForm):
    digits = StringField(
        _l("验证码"),
        [DataRequired(_l("请填写收到的验证码")), Regexp(rf"^\d{{{CODE_DIGITS}}}$", message=_l("验证码是 6 位数字"))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "12"},
    )  # fmt: skip


def address_form(port: Port, *, own_phone: str) -> Any:
    """The form for a way out; a phone is proposed, an e-mail address is not known."""
    return EmailForm() if port is Port.EMAIL else PhoneForm(address=own_phone)
