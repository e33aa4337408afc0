"""Forms of the panels slice."""

from wtforms import BooleanField, DecimalField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from app.infra.forms import HouseForm
from app.infra.i18n import _, _l
from app.panels.phrases import WORDS
from app.panels.terms import Choice, InterestKind


class InterestForm(HouseForm):
    seller = StringField(
        _l("商家名称或统一社会信用代码"),
        [
            DataRequired(_l("请填写商家的全称或统一社会信用代码")),
            Length(max=80, message=_l("不能超过 80 字")),
        ],
        render_kw={"autocomplete": "off"},
    )
    kind = RadioField(
        _l("是什么关系"), [DataRequired(_l("请选择是什么关系"))],
        choices=[(one.value, WORDS[one]) for one in InterestKind],
    )  # fmt: skip
    note = StringField(
        _l("说明"),
        [Optional(), Length(max=200, message=_l("不能超过 200 字"))],
        description=_l("加密保存，只用于核实"),
    )


class VoteForm(HouseForm):
    choice = RadioField(
        _l("您的意见"),
        [DataRequired(_l("请选择您的意见"))],
        choices=[(one.value, WORDS[one]) for one in Choice],
    )
    points = DecimalField(
        _l("您的评议分"),
        [Optional(), NumberRange(min=0, max=100, message=_l("评议分在 0 到 100 之间"))],
        description=_l("满分 100，只记入会议记录，不改变年度总分"),
        places=2,
        render_kw={"inputmode": "decimal"},
    )
    reason = TextAreaField(
        _l("理由"),
        [Length(max=500, message=_l("理由不能超过 500 字"))],
        description=_l("反对的必须写。计票后其他成员能看到"),
        render_kw={"rows": "3"},
    )
    no_interest = BooleanField(
        _l("我与这家商家没有利害关系，独立投票"),
        [DataRequired(_l("有利害关系的请先申报回避；没有的请勾选确认。"))],
    )

    def validate_reason(self, field: TextAreaField) -> None:
        if self.choice.data == Choice.AGAINST.value and not field.data:
            raise ValidationError(_("反对的，请写明理由。"))


class DrawForm(HouseForm):
    seed = StringField(
        _l("公开的随机数"),
        [DataRequired(_l("请填写公开的随机数")), Length(min=3, max=80, message=_l("请填 3 到 80 个字符"))],
        description=_l("抽签前大家都不知道、抽签后谁都查得到的数，例如某一期福利彩票的开奖号码"),
        render_kw={"autocomplete": "off"},
    )
    source = StringField(
        _l("在哪里公布的"),
        [DataRequired(_l("请写明这个数在哪里公布")), Length(max=200, message=_l("不能超过 200 字"))],
        description=_l("写明名称、期号和日期，谁都能去核对"),
    )
