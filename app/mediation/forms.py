"""Forms of the mediation slice."""

from wtforms import BooleanField, HiddenField, RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from app.infra.forms import DayField, HouseForm
from app.infra.i18n import _l
from app.infra.phrases import word
from app.kernel import codes
from app.mediation.terms import EndGround

KEY_LENGTH = 16


def fresh_key() -> str:
    return codes.fresh(KEY_LENGTH)


class KeyedForm(HouseForm):
    """The form's own random key: sent twice, it is one act."""

    key = HiddenField(default=fresh_key)


class SpeakForm(KeyedForm):
    text = TextAreaField(
        _l("发言"),
        [DataRequired(_l("请写点什么")), Length(max=2000, message=_l("发言不能超过 2000 字"))],
    )


class ProposeForm(KeyedForm):
    terms = TextAreaField(
        _l("协议内容"),
        [DataRequired(_l("请写协议内容")), Length(max=2000, message=_l("协议内容不能超过 2000 字"))],
        description=_l("写清谁、做什么、多少钱。一条一行。"),
    )
    perform_by = DayField(
        _l("哪天以前履行"),
        [DataRequired(_l("请填写履行日期"))],
        description=_l("这一天也算在内。"),
    )


class ConfirmForm(HouseForm):
    text_hash = HiddenField()
    read = BooleanField(_l("我看完了全文，同意这份协议"), [InputRequired(_l("请看完全文，再勾选同意"))])


class OwnConfirmForm(ConfirmForm):
    """The consumer's: agreeing to the text is saying that it settles the complaint."""

    read = BooleanField(
        _l("我看完了全文，同意按这份协议了结这件投诉"), [InputRequired(_l("请看完全文，再勾选同意"))]
    )


class EndForm(HouseForm):
    ground = RadioField(
        _l("终止的情形"),
        [DataRequired(_l("请选择一种情形"))],
        choices=[],
    )
    reason = TextAreaField(
        _l("具体理由"),
        [DataRequired(_l("请写明理由")), Length(max=1000, message=_l("理由不能超过 1000 字"))],
        description=_l("双方都会看到"),
    )


class ClearForm(HouseForm):
    kept = RadioField(
        _l("核实下来"),
        [DataRequired(_l("请选择核实的结果"))],
        choices=[("yes", _l("已经履行")), ("no", _l("仍没有履行"))],
    )
    result = TextAreaField(
        _l("核实情况"),
        [DataRequired(_l("请写明核实情况")), Length(max=1000, message=_l("不能超过 1000 字"))],
        description=_l("双方都会看到。没有履行的，请告知可以起诉或者申请仲裁。"),
    )


def end_form() -> EndForm:
    form = EndForm()
    form.ground.choices = [(one.value, word(one)) for one in EndGround]
    return form
