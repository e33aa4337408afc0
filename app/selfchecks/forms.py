"""Forms of the selfchecks slice."""

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _l
from app.selfchecks.phrases import WORDS
from app.selfchecks.terms import AnswerValue


class ScopeForm(HouseForm):
    """Nothing ticked is an answer too."""

    scopes = CheckboxList(_l("符合的都勾上"), description=_l("没有勾的，相关条目就不问您了"))


class AnswerForm(HouseForm):
    """One answer. ``words`` is the note, or the reason why the item does not apply; ``back`` is where it came from."""

    answer = RadioField(
        _l("回答"),
        [DataRequired(_l("请选一个回答"))],
        choices=[(one.value, WORDS[one]) for one in AnswerValue],
    )
    words = TextAreaField(_l("说明"), [Length(max=500, message=_l("说明不能超过 500 字"))])
    back = HiddenField()


class CloseForm(HouseForm):
    note = TextAreaField(
        _l("怎么改的"),
        [DataRequired(_l("请写一句怎么改的")), Length(max=500, message=_l("不能超过 500 字"))],
        description=_l("例如：已补办食品经营许可，6 月 3 日起在主页公示"),
        render_kw={"rows": "3"},
    )
