"""Forms of the selfchecks slice."""

from wtforms import HiddenField, MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.infra.forms import CheckboxList, HouseForm
from app.infra.i18n import _l
from app.selfchecks.phrases import WORDS
from app.selfchecks.terms import PROPOSED, AnswerValue


class ScopeForm(HouseForm):
    """Nothing ticked is an answer too."""

    scopes = CheckboxList(_l("符合的都勾上"), description=_l("没有勾的，相关条目就不问您了"))


class AnswerForm(HouseForm):
    """One answer. ``words`` is the note, or the reason why the item does not apply; ``back`` is where it came from,
    ``seen`` the mark of the answer that the page showed.
    """

    answer = RadioField(
        _l("回答"),
        [DataRequired(_l("请选一个回答"))],
        choices=[(one.value, WORDS[one]) for one in AnswerValue],
    )
    words = TextAreaField(_l("说明"), [Length(max=500, message=_l("说明不能超过 500 字"))])
    back = HiddenField()
    seen = HiddenField()


class CloseForm(HouseForm):
    note = TextAreaField(
        _l("怎么改的"),
        [DataRequired(_l("请写一句怎么改的")), Length(max=500, message=_l("不能超过 500 字"))],
        description=_l("例如：已补办食品经营许可，6月3日起在主页公示"),
        render_kw={"rows": "3"},
    )
    answer = RadioField(
        _l("这一条现在"), default=AnswerValue.MET.value, choices=[(one.value, WORDS[one]) for one in PROPOSED]
    )


class ProofForm(HouseForm):
    """What bears one item out: things that are there already, and new files."""

    chosen = CheckboxList(
        _l("已有的材料"), description=_l("同一份材料可以证明多条。勾上就算这一条的证明，取消勾选就不算")
    )
    files = MultipleFileField(
        _l("上传新的照片或 PDF"), description=_l("可以一次选几份，一共不超过 20 MB"), validators=[Optional()]
    )


class TaskProofForm(HouseForm):
    files = MultipleFileField(
        _l("照片或 PDF"), description=_l("改好前后各拍一张最清楚。可以一次选几份，一共不超过 20 MB")
    )


class WorkForm(HouseForm):
    """Who sees to it, and what is done already."""

    owner = StringField(
        _l("谁来改"),
        [Optional(), Length(max=40, message=_l("不能超过 40 字"))],
        description=_l("写名字就行，大家都看得到该找谁"),
    )
    steps_done = CheckboxList(_l("做完的步骤"), coerce=int)


class CommentForm(HouseForm):
    text = TextAreaField(
        _l("写一条留言"),
        [DataRequired(_l("请写几个字")), Length(max=500, message=_l("不能超过 500 字"))],
        render_kw={"rows": "2"},
    )
