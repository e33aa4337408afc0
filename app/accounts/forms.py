"""Forms of the accounts slice."""

from typing import Any

from wtforms import Field, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Email, Length, ValidationError

from app.accounts import passwords, rules
from app.infra import phrases
from app.infra.forms import HouseForm, Mobile
from app.infra.i18n import _l

PHONE = {"inputmode": "numeric", "autocomplete": "username", "maxlength": "20"}
NAME = {"autocomplete": "username webauthn", "maxlength": "254"}


class MobileOrEmail:
    """What has an @ in it is an e-mail; everything else is meant as a phone number."""

    def __call__(self, form: Any, field: Field) -> None:
        (Email(_l("这不像一个邮箱地址，请检查。")) if "@" in (field.data or "") else Mobile())(form, field)


class SignInForm(HouseForm):
    phone = StringField(
        _l("手机号或邮箱"), [DataRequired(_l("请填写手机号或邮箱")), MobileOrEmail()], render_kw=NAME
    )
    password = PasswordField(
        _l("密码"), [DataRequired(_l("请填写密码"))], render_kw={"autocomplete": "current-password"}
    )


class RegisterForm(HouseForm):
    region = SelectField(
        _l("所在县区"), description=_l("店铺登记和经营所在的县区，决定由哪个市场监管局为您服务")
    )
    name = StringField(
        _l("您的姓名"),
        [DataRequired(_l("请填写姓名")), Length(max=40, message=_l("姓名不能超过 40 字"))],
        render_kw={"autocomplete": "name"},
    )
    phone = StringField(
        _l("手机号"),
        [DataRequired(_l("请填写手机号")), Mobile()],
        description=_l("以后用它登录，也用它接收提醒"),
        render_kw=PHONE,
    )
    password = PasswordField(
        _l("密码"),
        [DataRequired(_l("请设置密码"))],
        description=_l("至少 8 位。用几个好记的词连起来，比加符号更安全"),
        render_kw={"autocomplete": "new-password"},
    )

    def validate_password(self, field: Field) -> None:
        try:
            passwords.check(field.data, phone=self.phone.data or "")
        except rules.PasswordWeak as refusal:
            raise ValidationError(phrases.sentence(refusal)) from refusal
