"""Forms of the honours slice."""

from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Regexp

from app.honours.phrases import WORDS
from app.honours.terms import SourceKind
from app.infra.forms import HouseForm
from app.infra.i18n import _l

PUBLISHED_BY_THE_STATE = r"^https?://([a-zA-Z0-9-]+\.)+gov\.cn([:/?#].*)?$"


class BlackForm(HouseForm):
    uscc = StringField(
        _l("商家的统一社会信用代码"), [DataRequired(_l("请填写商家的统一社会信用代码"))],
        render_kw={"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )  # fmt: skip
    kind = SelectField(
        _l("来源种类"), choices=[(one.value, WORDS[one]) for one in SourceKind],
        default=SourceKind.GENERAL.value, description=_l("仅警告不能列入黑榜"),
    )  # fmt: skip
    number = StringField(
        _l("决定书或列入决定的文号"),
        [DataRequired(_l("请填写文号")), Length(max=80, message=_l("文号不能超过 80 字"))],
    )
    decided_on = DateField(_l("决定日期"), [DataRequired(_l("请填写决定日期，例如 2026-06-01"))])
    url = StringField(
        _l("公示网址"),
        [
            DataRequired(_l("请填写公示网址。没有公示的信息不能列入黑榜")),
            Regexp(PUBLISHED_BY_THE_STATE, message=_l("请填写政府网站（gov.cn）上公示这条信息的网址")),
        ],
        description=_l("国家企业信用信息公示系统或政府网站上能看到这条信息的地址"),
    )
    until = DateField(
        _l("公示截止日期"),
        [DataRequired(_l("请填写公示截止日期"))],
        description=_l("到这一天为止，第二天自动撤下"),
    )
    grounds = TextAreaField(
        _l("违法事实"),
        [DataRequired(_l("请写一句违法事实")), Length(max=300, message=_l("不能超过 300 字"))],
        description=_l("照公示的内容写，不写个人信息"), render_kw={"rows": "3"},
    )  # fmt: skip
    minutes = TextAreaField(
        _l("提出的理由"),
        [DataRequired(_l("请写明提出的理由")), Length(max=1000, message=_l("不能超过 1000 字"))],
    )


class RepairForm(HouseForm):
    note = StringField(
        _l("依据"),
        [DataRequired(_l("请填写依据")), Length(max=200, message=_l("不能超过 200 字"))],
        description=_l("准予修复、移出名录或撤销、变更处罚的文书和日期"),
    )
