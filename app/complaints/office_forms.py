"""Forms of the office: whose case, which belongs to which, second looks, appeals, standard answers, settings."""

from urllib.parse import urlsplit

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.complaints.phrases import WORDS
from app.complaints.terms import About, State
from app.infra.forms import DayField, HouseForm, WithFiles
from app.infra.i18n import _l

CODE = Length(max=30, message=_l("编号没有这么长，请检查"))


class ReasonForm(HouseForm):
    """Why: read by colleagues, and kept."""

    reason = TextAreaField(
        _l("理由"),
        [DataRequired(_l("请写明理由")), Length(min=4, max=1000, message=_l("理由请写 4 到 1000 字"))],
        render_kw={"rows": "3"},
    )


class PublicReasonForm(ReasonForm):
    """Why: both sides read it."""


class FilterForm(HouseForm):
    """Narrowing the list; asks by GET."""

    class Meta(HouseForm.Meta):
        csrf = False

    words = StringField(
        _l("投诉编号或店名"), description=_l("填了就在全部投诉里找，已结案的也算"),
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )  # fmt: skip
    state = SelectField(
        _l("进展"), default="", choices=[("", _l("全部"))] + [(one.value, WORDS[one]) for one in State]
    )
    about = SelectField(
        _l("事由"), default="", choices=[("", _l("全部"))] + [(one.value, WORDS[one]) for one in About]
    )
    station = SelectField(_l("市场监管所"), default="")
    mine = BooleanField(_l("只看我办的"))


class AssignForm(HouseForm):
    officer = RadioField(_l("交给谁办"), [DataRequired(_l("请选择办理人"))])


class TransferForm(HouseForm):
    station = RadioField(_l("转到哪个所"), [DataRequired(_l("请选择市场监管所"))])
    text = TextAreaField(
        _l("转办说明"),
        [DataRequired(_l("请写明为什么转办")), Length(max=500, message=_l("请不要超过 500 字"))],
        description=_l("消费者和商家都会看到"),
        render_kw={"rows": "3"},
    )


class MergeForm(HouseForm):
    into = RadioField(_l("合并到哪一件"), [DataRequired(_l("请选择一件"))])


class LinkForm(HouseForm):
    other = StringField(_l("另一件的编号"), [DataRequired(_l("请填写编号")), CODE])
    why = StringField(
        _l("为什么放在一起"),
        [DataRequired(_l("请写一句理由")), Length(max=200, message=_l("请不要超过 200 字"))],
    )


class ProductForm(HouseForm):
    product = StringField(
        _l("涉及的商品"), [Optional(), Length(max=80, message=_l("请不要超过 80 字"))],
        description=_l("同一商家、同一商品的投诉会排在一起"),
    )  # fmt: skip


class PauseForm(WithFiles):
    """``files``: the paper itself; both sides see it with the line in the history."""

    reason = StringField(
        _l("为什么暂停"),
        [DataRequired(_l("请写明送检、鉴定的事由")), Length(max=200, message=_l("请不要超过 200 字"))],
    )
    paper = StringField(
        _l("文书编号"),
        [DataRequired(_l("请填写委托书或送检单的编号")), Length(max=80, message=_l("请不要超过 80 字"))],
    )


class AppealForm(HouseForm):
    text = TextAreaField(
        _l("申诉理由"),
        [
            DataRequired(_l("请写明申诉理由")),
            Length(min=10, max=2000, message=_l("申诉理由请写 10 到 2000 字")),
        ],
        description=_l("写清为什么这件投诉不应该计入，由没有办过这件投诉的人员决定"),
        render_kw={"rows": "5"},
    )


class AppealDecisionForm(PublicReasonForm):
    granted = RadioField(
        _l("决定"),
        [DataRequired(_l("请选择决定"))],
        choices=[("yes", _l("申诉成立，不再计入")), ("no", _l("申诉不成立，照旧计入"))],
    )


class AskForm(HouseForm):
    region = SelectField(_l("请哪个县区协查"), [DataRequired(_l("请选择县区"))])
    title = StringField(
        _l("协查事项"),
        [DataRequired(_l("请写明协查事项")), Length(max=80, message=_l("请不要超过 80 字"))],
    )
    text = TextAreaField(
        _l("要查什么"),
        [DataRequired(_l("请写明要查什么")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("对方只看到这段话，看不到投诉本身。不要写消费者的姓名和电话"),
        render_kw={"rows": "5"},
    )


class WordingForm(HouseForm):
    title = StringField(
        _l("名称"), [DataRequired(_l("请填写名称")), Length(max=60, message=_l("请不要超过 60 字"))],
        description=_l("同事在套用时看到的名字"),
    )  # fmt: skip
    text = TextAreaField(
        _l("答复内容"),
        [DataRequired(_l("请填写答复内容")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        render_kw={"rows": "6"},
    )
    is_retired = BooleanField(_l("停用，不再提供套用"))


class SettingForm(HouseForm):
    since = DayField(
        _l("从哪天起"), [DataRequired(_l("请选日期"))],
        description=_l("从这一天零点起收到的投诉按它计算，之前的不变"),
    )  # fmt: skip
    pack = RadioField(_l("商家承诺"), [DataRequired(_l("请选择一套承诺"))])
    published = BooleanField(_l("扫码渠道已由市场监管部门公布"))
    announcement = StringField(
        _l("公告的文号或标题"), [Optional(), Length(max=120, message=_l("请不要超过 120 字"))],
        description=_l("公布了扫码渠道的，扫码提交就是到达市场监管部门，法定期限从提交时起算"),
    )  # fmt: skip
    url = StringField(
        _l("公告网址"), [Optional(), Length(max=300, message=_l("请不要超过 300 字"))], render_kw={"inputmode": "url"}
    )  # fmt: skip

    def validate_url(self, field: StringField) -> None:
        parts = urlsplit(field.data or "")
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValidationError(_l("网址要以 https:// 开头，请检查。"))


class ConfirmForm(HouseForm):
    decision = RadioField(
        _l("复核意见"),
        [DataRequired(_l("请选择复核意见"))],
        choices=[("yes", _l("同意，按这个结果结案")), ("no", _l("不同意，退回继续办理"))],
    )
    reason = TextAreaField(
        _l("不同意的理由"), [Length(max=1000, message=_l("请不要超过 1000 字"))], render_kw={"rows": "3"}
    )

    def validate_reason(self, field: TextAreaField) -> None:
        if self.decision.data == "no" and not field.data:
            raise ValidationError(_l("不同意的，请写明理由。"))


class StationForm(HouseForm):
    settled = RadioField(
        _l("协调结果"),
        [DataRequired(_l("请选择协调结果"))],
        choices=[("yes", _l("协调好了，请消费者确认")), ("no", _l("没有协调成"))],
    )
    text = TextAreaField(
        _l("经过和结果"),
        [DataRequired(_l("请写明经过和结果")), Length(max=2000, message=_l("请不要超过 2000 字"))],
        description=_l("消费者、商家和市场监管都会看到"),
        render_kw={"rows": "4"},
    )
