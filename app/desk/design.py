"""What the design page shows: a form with one field of each kind, fresh and refused, an answer, work at every stage, the icons."""

from wtforms import (
    BooleanField,
    DateField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Optional

from app.infra import icons
from app.infra.forms import AS_CODE, CheckboxList, HouseForm
from app.infra.i18n import _l
from app.infra.progress import Progress

LOOKS = ("", "day", "night")
STAGES = (
    Progress(made=0, total=0, left="", is_done=False, has_failed=False),
    Progress(made=1440, total=2400, left="", is_done=False, has_failed=False),
    Progress(made=2400, total=2400, left="", is_done=True, has_failed=False),
    Progress(made=310, total=2400, left="", is_done=False, has_failed=True),
)
SIZES = (  # the element, its size in CSS pixels on a desk, its line height
    ("h2", 19, "1.45"), ("h3", 17, "1.5"), ("p", 16, "1.7"), ("small", 14, "1.6"), ("code", 15, "1.6"),
)  # fmt: skip
SPACES = (4, 8, 12, 16, 24, 36)


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
    count = IntegerField(_l("要多少张"), [Optional()])
    since = DateField(_l("开业日期"), [Optional()])
    note = TextAreaField(_l("补充说明"), [Optional()])
    rule = TextAreaField(
        _l("规则（YAML）"), [Optional()], render_kw={**AS_CODE, "rows": "4"}, default="pass:\n  total: 85\n"
    )
    photo = FileField(_l("营业执照照片"), description=_l("拍清楚四个角，最多 20 MB"))
    agree = BooleanField(_l("我承诺以上内容真实"), [DataRequired(_l("请先勾选承诺"))])


class FilterSample(HouseForm):
    station = SelectField(_l("所属市场监管所"), choices=[("", _l("全部"))])
    name = StringField(_l("店铺名称"), [Optional()])


class AnswerSample(HouseForm):
    answer = StringField(_l("回答"))
    words = StringField(_l("说明"), [Optional()])


def every_icon() -> list[str]:
    return sorted(path.stem for path in icons.ICONS.glob("*.svg"))
