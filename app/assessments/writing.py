"""Forms of the rubric editor. The text stays as typed: nothing is trimmed or turned."""

from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField
from werkzeug.datastructures import FileStorage
from wtforms import DecimalField, Field, IntegerField, RadioField, StringField
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import TextArea

from app.assessments.calculating import MOST_BYTES
from app.assessments.rubric import Rubric
from app.assessments.terms import Evaluation
from app.infra.forms import AS_CODE, HouseForm
from app.infra.i18n import _, _l
from app.infra.phrases import word
from app.merchants.terms import MerchantKind


class AsTyped(Field):
    """A text area whose content is not touched: in YAML a blank means something."""

    widget = TextArea()

    def _value(self) -> str:
        return str(self.data or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = str(valuelist[0])


class StartForm(HouseForm):
    kind = RadioField(_l("经营方式"), [InputRequired(_l("请选一项"))])
    year = IntegerField(
        _l("哪一年"),
        [InputRequired(_l("请填写年份")), NumberRange(2020, 2100, message=_l("年份应在 2020 到 2100 之间"))],
        render_kw={"inputmode": "numeric"},
    )

    def with_choices(self) -> "StartForm":
        self.kind.choices = [(kind.value, word(kind)) for kind in MerchantKind]
        return self


class SourceForm(HouseForm):
    source = AsTyped(_l("细则全文（YAML）"), render_kw=AS_CODE)
    file = FileField(
        _l("或者上传一个文件"), description=_l("YAML 或 JSON，UTF-8。上传的内容会代替上面的全文")
    )

    def text(self) -> str | None:
        """What is to be kept; ``None`` when the file is not UTF-8."""
        sent = self.file.data
        if isinstance(sent, FileStorage) and sent.filename:
            try:
                return sent.stream.read(1_000_000).decode("utf-8-sig")
            except UnicodeDecodeError:
                return None
        return str(self.source.data or "")


class SharesForm(HouseForm):
    """Five weights; made by ``shares_form``."""

    def weights(self) -> dict[Evaluation, Decimal]:
        return {name: self[name.value].data for name in Evaluation}


def shares_form(rubric: Rubric | None) -> SharesForm:
    fields: dict[str, Any] = {
        name.value: DecimalField(word(name), [InputRequired(_("请填写分值"))], places=None, render_kw={"inputmode": "decimal"})
        for name in Evaluation
    }  # fmt: skip
    kept = {name.value: weight for name, weight in rubric.weights.items()} if rubric else {}
    form: SharesForm = type("Shares", (SharesForm,), fields)(data=kept)
    return form


class CalculatorForm(HouseForm):
    """Scores as they are known, one line an evaluation."""

    kind = RadioField(_l("经营方式"), [InputRequired(_l("请选一项"))])

    def typed(self) -> dict[Evaluation, str]:
        return {name: str(self[name.value].data or "") for name in Evaluation}


class ExportForm(HouseForm):
    file = FileField(_l("复算文件"), description=_l("在评定结果页下载的 JSON 文件，或者照文档自己写的 YAML"))
    pasted = AsTyped(_l("或者把文件内容贴在这里"), render_kw={"rows": "6", "spellcheck": "false"})

    def text(self) -> str | None:
        """What was sent; ``None`` when it is not UTF-8."""
        sent = self.file.data
        if isinstance(sent, FileStorage) and sent.filename:
            try:
                return sent.stream.read(MOST_BYTES).decode("utf-8-sig")
            except UnicodeDecodeError:
                return None
        return str(self.pasted.data or "")


def calculator_form() -> CalculatorForm:
    fields: dict[str, Any] = {
        name.value: StringField(
            word(name), description=_("每份评价表的得分（0 到 100），几份用空格隔开"), render_kw={"inputmode": "text", "autocomplete": "off"}
        )
        for name in Evaluation
    }  # fmt: skip
    form: CalculatorForm = type("Scores", (CalculatorForm,), fields)()
    form.kind.choices = [(kind.value, word(kind)) for kind in MerchantKind]
    return form
