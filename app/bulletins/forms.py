"""Forms of the bulletins slice."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from app.bulletins.phrases import WORDS
from app.bulletins.terms import BulletinKind
from app.infra.forms import HouseForm, Keyed
from app.infra.i18n import _l


class BulletinForm(Keyed):
    kind = RadioField(
        _l("写什么"), [DataRequired(_l("请选择案例还是提示"))], choices=[(one.value, WORDS[one]) for one in BulletinKind]
    )  # fmt: skip
    title = StringField(
        _l("标题"), [DataRequired(_l("请填写标题")), Length(max=80, message=_l("标题不能超过 80 字"))]
    )
    text = TextAreaField(
        _l("正文"),
        [DataRequired(_l("请填写正文")), Length(max=5000, message=_l("正文不能超过 5000 字"))],
        description=_l("每行一段。不写当事人姓名、电话、住址；写清楚发生了什么、依据什么、消费者可以怎么做"),
        render_kw={"rows": "10"},
    )  # fmt: skip
    law = StringField(
        _l("依据的法律条文"), [Optional(), Length(max=200, message=_l("不能超过 200 字"))],
        description=_l("例如：广告法第九条"),
    )  # fmt: skip
    title_en = StringField(
        _l("英文标题"), [Optional(), Length(max=160, message=_l("英文标题不能超过 160 个字符"))],
        description=_l("可以不填；英文页面会显示中文"),
    )  # fmt: skip
    text_en = TextAreaField(
        _l("英文正文"), [Optional(), Length(max=10000, message=_l("英文正文不能超过 10000 个字符"))], render_kw={"rows": "8"}
    )  # fmt: skip


class WithdrawForm(HouseForm):
    reason = TextAreaField(
        _l("撤回的原因"),
        [DataRequired(_l("请填写撤回的原因")), Length(max=300, message=_l("不能超过 300 字"))],
        description=_l("会在公开页面显示"), render_kw={"rows": "3"},
    )  # fmt: skip
