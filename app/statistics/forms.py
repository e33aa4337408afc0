"""Forms of the statistics slice."""

from wtforms import StringField
from wtforms.validators import DataRequired, Length

from app.infra.forms import Keyed
from app.infra.i18n import _l


class ExportForm(Keyed):
    reason = StringField(
        _l("为什么要导出"),
        [DataRequired(_l("请写一句理由")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("谁、什么时候、为什么导出，都会记录下来"),
    )
