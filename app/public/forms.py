"""Forms of the public pages."""

from wtforms import SearchField
from wtforms.validators import Optional

from app.infra.forms import HouseForm
from app.infra.i18n import _l


class SearchForm(HouseForm):
    words = SearchField(
        _l("店铺名称或统一社会信用代码"), [Optional()], render_kw={"maxlength": "60", "autocomplete": "off"}
    )
