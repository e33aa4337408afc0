"""Forms of the public pages."""

from wtforms import BooleanField, SearchField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.infra.forms import HouseForm
from app.infra.i18n import _l
from app.merchants.phrases import WORDS as MERCHANT_WORDS
from app.merchants.terms import MerchantKind
from app.public.phrases import WORDS
from app.public.terms import OnList, Shown
from app.titles.phrases import STANDINGS as TITLE_WORDS
from app.titles.terms import Standing

ANY = ("", _l("不限"))
SHOWN = (
    Standing.VALID,
    Standing.ON_NOTICE,
    Standing.SUSPENDED,
    Standing.EXPIRED,
    Standing.REVOKED,
    Standing.NONE,
)

TITLE_CHOICES = {Standing.ON_NOTICE: _l("拟授予（还没有决定）")}


class SearchForm(HouseForm):
    """Asked by GET, so that the address can be kept. The parks are filled in by the page."""

    words = SearchField(
        _l("店铺名称、直播间或统一社会信用代码"),
        [Optional()],
        render_kw={"maxlength": "60", "autocomplete": "off"},
    )
    kind = SelectField(
        _l("经营方式"), choices=[ANY, *((one.value, MERCHANT_WORDS[one]) for one in MerchantKind)]
    )
    title = SelectField(
        _l("放心电商称号"),
        choices=[ANY, *((one.value, TITLE_CHOICES.get(one, TITLE_WORDS[one])) for one in SHOWN)],
    )
    on_list = SelectField(_l("红黑榜"), choices=[ANY, *((one.value, WORDS[one]) for one in OnList)])
    park = SelectField(_l("园区"), choices=[ANY])


class LookForm(HouseForm):
    note = TextAreaField(
        _l("核实结果"),
        [DataRequired(_l("请填写核实结果")), Length(max=300, message=_l("不能超过 300 字"))],
        description=_l("例如：店家说是样品，在展会上被反复扫过；或者：确认被复制，已作废"), render_kw={"rows": "3"},
    )  # fmt: skip


class ShowingForm(HouseForm):
    """One tick for each thing that may be shown."""

    selfcheck = BooleanField(
        _l("公开最近一次自查的结果"),
        description=_l("公开页面显示八个方面的达标率和提交日期，并注明是店家自己填报、没有核实"),
    )
    score = BooleanField(
        _l("公开年度评定的得分"),
        description=_l("没有称号的店铺由自己决定是否公开。当年的公示都结束以后才显示，正在重新评定的不显示"),
    )

    def wanted(self) -> list[Shown]:
        return [one for one in Shown if self[one.value].data]
