"""Forms of the publicity slice."""

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.infra.forms import Honeyed, HouseForm, Mobile, receipt_number, receipt_secret
from app.infra.i18n import _l

WHOLE = ""  # the choice "the whole notice"


class ObjectorForm(HouseForm):
    """Who objects."""

    name = StringField(
        _l("您的姓名或单位"),
        [DataRequired(_l("请填写姓名或单位名称")), Length(max=40, message=_l("不能超过 40 字"))],
        description=_l("只有办理人员看得到，不会公开"),
        render_kw={"autocomplete": "name"},
    )
    phone = StringField(
        _l("手机号"),
        [Optional(), Mobile()],
        description=_l("用来核实情况、找回查询码，加密保存，不会公开"),
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )


class ObjectionForm(ObjectorForm, Honeyed):
    """Against a whole notice or one line of it."""

    merchant = SelectField(_l("对哪一家有异议"))
    text = TextAreaField(
        _l("异议的事实和理由"),
        [
            DataRequired(_l("请写明异议的事实和理由")),
            Length(min=10, max=1000, message=_l("请写 10 到 1000 字")),
        ],
        description=_l("什么时间、什么事情，有什么凭据。请不要写与此无关的个人信息"),
        render_kw={"rows": "5"},
    )
    form_key = HiddenField()


class ObjectionFollowForm(HouseForm):
    code = receipt_number(_l("异议编号"), missing=_l("请填写异议编号"), hint=_l("以 YY 开头，在回执上"))
    secret = receipt_secret()


class ObjectorReasonForm(HouseForm):
    reason = StringField(
        _l("为什么要看"), [DataRequired(_l("请写一句理由")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("谁、什么时候、为什么看，都会记录下来"),
    )  # fmt: skip


class AnswerForm(HouseForm):
    upheld = RadioField(
        _l("异议是否成立"),
        [DataRequired(_l("请选择异议是否成立"))],
        choices=[("no", _l("不成立")), ("yes", _l("成立，不授予或不列入"))],
    )
    answer = TextAreaField(
        _l("答复"),
        [
            DataRequired(_l("请写明为什么成立或者不成立")),
            Length(max=1000, message=_l("答复不能超过 1000 字")),
        ],
        description=_l("答复会在公示页面公开，请不要写异议人的姓名和电话"),
        render_kw={"rows": "5"},
    )


class WithdrawForm(HouseForm):
    reason = StringField(
        _l("撤回原因"),
        [DataRequired(_l("请填写撤回原因")), Length(max=200, message=_l("撤回原因不能超过 200 字"))],
    )
