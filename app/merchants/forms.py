"""Forms of the merchants slice."""

from typing import Any

from wtforms import Field, FieldList, FormField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from app.infra import phrases
from app.infra.forms import HouseForm
from app.infra.i18n import _l
from app.kernel import uscc
from app.merchants.phrases import WORDS
from app.merchants.terms import MerchantKind, Platform

ROOMS_SHOWN = 3
MORE_ROOMS, MOST_ROOMS = 2, 10  # empty places below those that are known


def right_uscc(form: Any, field: Field) -> None:
    """Says which character to look at."""
    try:
        field.data = uscc.read(field.data or "")
    except uscc.UsccRefused as refusal:
        raise ValidationError(phrases.sentence(refusal)) from refusal


class RoomForm(HouseForm):
    class Meta:
        csrf = False

    platform = SelectField(
        _l("平台"), default="", choices=[("", _l("请选择"))] + [(one.value, WORDS[one]) for one in Platform]
    )
    name = StringField(
        _l("直播间、小程序或群的名称"), [Optional(), Length(max=80, message=_l("名称不能超过 80 字"))]
    )

    def validate_platform(self, field: Field) -> None:
        if bool(field.data) != bool(self.name.data):
            raise ValidationError(_l("平台和名称请一起填写"))


class MerchantForm(HouseForm):
    kind = RadioField(
        _l("经营方式"),
        [DataRequired(_l("请选择经营方式"))],
        choices=[(one.value, WORDS[one]) for one in MerchantKind],
        description=_l("有固定直播间的选直播经营；通过小程序、微信群接龙卖货的选社区团购"),
    )
    uscc = StringField(
        _l("统一社会信用代码"),
        [DataRequired(_l("请填写统一社会信用代码")), right_uscc],
        description=_l("营业执照上的 18 位代码，没有字母 I、O、S、V、Z"),
        render_kw={
            "autocapitalize": "characters",
            "autocomplete": "off",
            "spellcheck": "false",
            "maxlength": "30",
        },
    )
    name = StringField(
        _l("店铺名称"),
        [DataRequired(_l("请填写营业执照上的名称")), Length(max=80, message=_l("名称不能超过 80 字"))],
        description=_l("与营业执照一致"),
        render_kw={"autocomplete": "organization"},
    )
    contact = StringField(
        _l("联系人"), [DataRequired(_l("请填写联系人")), Length(max=40, message=_l("联系人不能超过 40 字"))]
    )
    address = StringField(
        _l("直播间或经营地址"),
        [DataRequired(_l("请填写地址")), Length(max=160, message=_l("地址不能超过 160 字"))],
        description=_l("实际直播、发货或自提的地方"),
    )
    station_id = SelectField(
        _l("所属市场监管所"), [DataRequired(_l("请选择所属市场监管所"))], coerce=int,
        description=_l("店铺所在乡镇、街道归哪个所管，就选哪个"),
    )  # fmt: skip
    park_id = SelectField(_l("所在园区"), coerce=int)
    goods = TextAreaField(
        _l("主要卖什么"),
        [DataRequired(_l("请写一句主要卖什么")), Length(max=300, message=_l("请不要超过 300 字"))],
        render_kw={"rows": "2"},
    )
    rooms = FieldList(FormField(RoomForm), min_entries=ROOMS_SHOWN, max_entries=MOST_ROOMS)
