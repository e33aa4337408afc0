"""Forms of the entry slice."""

from collections.abc import Sequence

from wtforms import PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from app.accounts.forms import PHONE
from app.accounts.terms import Role
from app.entry import rules
from app.infra.forms import HouseForm, Mobile
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.regions.models import Organisation

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


def new_password() -> PasswordField:
    return PasswordField(
        _l("新密码"), [DataRequired(_l("请设置密码"))], description=_l("至少 8 位。用几个好记的词连起来，比加符号更安全"),
        render_kw=FRESH,
    )  # fmt: skip


class NewPasswordForm(HouseForm):
    password = new_password()


class ChangePasswordForm(HouseForm):
    present = PasswordField(_l("现在的密码"), [DataRequired(_l("请填写现在的密码"))], render_kw=NOW)
    password = new_password()


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

    def offer(self, offices: Sequence[Organisation]) -> None:
        """Among these she chooses."""
        self._kinds = {one.id: one.kind for one in offices}
        self.organisation_id.choices = [(one.id, one.name) for one in offices]

    def validate_organisation_id(self, field: SelectField) -> None:
        allowed = rules.WORK_AT.get(Role(self.role.data)) if self.role.data in STAFF else None
        if allowed is not None and field.data in self._kinds and self._kinds[field.data] not in allowed:
            raise ValidationError(
                _("这个单位没有“%(role)s”岗位，请重新选岗位或单位", role=word(Role(self.role.data)))
            )
