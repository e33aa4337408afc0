"""The form that the design page shows: one field of each kind, fresh and refused."""

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Optional

from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _l


class SampleForm(HouseForm):
    name = StringField(_l("店铺名称"), [DataRequired(_l("请填写店铺名称"))], description=_l("与营业执照一致"))
    kind = RadioField(
        _l("经营方式"),
        [DataRequired(_l("请选择经营方式"))],
        choices=[("a", _l("直播经营")), ("b", _l("社区团购"))],
    )
    sells = CheckboxList(
        _l("卖哪些东西"),
        [DataRequired(_l("请至少选一种"))],
        choices=[("food", _l("食品")), ("other", _l("其他"))],
    )
    station = SelectField(_l("所属市场监管所"), choices=[("", _l("请选择"))])
    since = DateField(_l("开业日期"), [Optional()])
    note = TextAreaField(_l("补充说明"), [Optional()])
    photo = FileField(_l("营业执照照片"), description=_l("拍清楚四个角，最多 20 MB"))
    agree = BooleanField(_l("我承诺以上内容真实"), [DataRequired(_l("请先勾选承诺"))])
