"""Forms of the entry slice."""

from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length

from app.accounts.forms import PHONE
from app.accounts.terms import Role
from app.infra.forms import HouseForm, Mobile
from app.infra.i18n import _l

CODE = {"autocomplete": "one-time-code", "maxlength": "20", "autocapitalize": "characters"}
FRESH = {"autocomplete": "new-password"}
NOW = {"autocomplete": "current-password"}
STAFF = (Role.OFFICER, Role.PARK, Role.MONITOR, Role.INDUSTRY, Role.PANELIST, Role.ADMIN)


class SecondForm(HouseForm):
    code = StringField(
        _l("动态码或备用码"), [DataRequired(_l("请填写验证码"))],
        description=_l("打开手机上的验证器，填写 6 位数字；手机不在身边时填写一个备用码。"), render_kw=CODE,
    )  # fmt: skip


class AppForm(HouseForm):
    code = StringField(
        _l("验证器显示的 6 位数字"), [DataRequired(_l("请填写 6 位数字"))],
        render_kw={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "8"},
    )  # fmt: skip


class ConfirmForm(HouseForm):
    """The password, or a code for whoever has an authenticator; either proves it."""

    password = PasswordField(_l("密码"), render_kw=NOW)  # neither is marked as one that may be left out
    code = StringField(_l("动态码或备用码"), render_kw=CODE)


class ForgotForm(HouseForm):
    phone = StringField(_l("手机号"), [DataRequired(_l("请填写手机号")), Mobile()], render_kw=PHONE)


class NewPasswordForm(HouseForm):
    password = PasswordField(
        _l("新密码"), [DataRequired(_l("请设置密码"))], description=_l("至少 8 位。用几个好记的词连起来，比加符号更安全"),
        render_kw=FRESH,
    )  # fmt: skip


class ChangePasswordForm(NewPasswordForm):
    present = PasswordField(_l("现在的密码"), [DataRequired(_l("请填写现在的密码"))], render_kw=NOW)


class PasskeyForm(HouseForm):
    name = StringField(
        _l("给它起个名字"), [DataRequired(_l("请起个名字")), Length(max=30, message=_l("不超过 30 字"))],
        description=_l("比如“我的手机”，以后认得出是哪台设备"),
    )  # fmt: skip


class InviteForm(HouseForm):
    name = StringField(
        _l("姓名"), [DataRequired(_l("请填写姓名")), Length(max=40, message=_l("姓名不能超过 40 字"))]
    )
    phone = StringField(_l("手机号"), [DataRequired(_l("请填写手机号")), Mobile()], render_kw=PHONE)
    role = SelectField(_l("岗位"))
    organisation_id = SelectField(_l("所在单位"), coerce=int)
