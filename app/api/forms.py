"""Forms of the API slice."""

from typing import Any

from wtforms import HiddenField, StringField
from wtforms.validators import DataRequired, Length

from app.api.phrases import WORDS
from app.api.terms import TokenScope
from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _l
from app.kernel import codes


class TokenForm(HouseForm):
    name = StringField(
        _l("给哪个程序用"),
        [DataRequired(_l("请写一个名称，以后好认")), Length(max=40, message=_l("名称不能超过 40 字"))],
        description=_l("例如：仓库发货系统"),
        render_kw={"autocomplete": "off"},
    )
    scopes = CheckboxList(
        _l("可以做什么"),
        [DataRequired(_l("请至少选一项权限。"))],
        choices=[(one.value, WORDS[one]) for one in TokenScope],
        description=_l("只选用得着的"),
    )
    request_key = HiddenField(default=lambda: codes.fresh(26), validators=[DataRequired(), Length(max=64)])

    def chosen(self, **_named: Any) -> list[TokenScope]:
        """After validation."""
        return [TokenScope(one) for one in self.scopes.data]
