"""Forms of the rights slice."""

from flask_wtf.file import FileField
from wtforms import BooleanField, HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.infra.forms import HouseForm
from app.infra.i18n import _l


class ClaimForm(HouseForm):
    text = TextAreaField(
        _l("内容"),
        [DataRequired(_l("请写明内容")), Length(min=5, max=1000, message=_l("请写 5 到 1000 字"))],
        render_kw={"rows": "6"},
    )
    form_key = HiddenField()


class AskForm(ClaimForm):
    file = FileField(_l("凭据"), [Optional()], description=_l("照片或 PDF，不超过 20 MB"))


class AppealForm(AskForm):
    against = SelectField(_l("对什么申诉"))


class ReassessForm(AskForm):
    understood = BooleanField(
        _l("我知道新的分数可能更低，以新的为准；正在公示的，会退出公示"),
        [DataRequired(_l("请阅读并勾选"))],
    )


class DecideForm(HouseForm):
    grants = RadioField(
        _l("决定"),
        [DataRequired(_l("请选择决定"))],
        choices=[("yes", _l("支持，重新评定")), ("no", _l("不予支持"))],
    )
    answer = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请写明理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("商家会看到"), render_kw={"rows": "4"},
    )  # fmt: skip


class HideForm(HouseForm):
    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请填写理由")), Length(max=300, message=_l("理由不能超过 300 字"))],
        description=_l("只用于含他人个人信息或违法内容的回复。商家会看到理由"), render_kw={"rows": "3"},
    )  # fmt: skip
