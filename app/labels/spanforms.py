"""Forms that speak of some labels of a batch: by serial, by the token that stands on them, or by waybill number."""

from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.infra.db import this_region
from app.infra.forms import HouseForm
from app.infra.i18n import _, _l
from app.labels import keys, waybills
from app.labels.layouts import Medium, layout_pack
from app.labels.models import LabelBatch
from app.labels.terms import Format, Span

LONGEST_SERIAL = 7
WRITTEN = _l("填序号，或者照标签抄它的编号、快递单号；两格都不填就是整批")


def serial_of(batch: LabelBatch, written: str) -> int | None:
    """The label somebody means; None if it is none of this batch."""
    plain = written.replace(",", "").replace(" ", "")
    if plain.isascii() and plain.isdigit() and len(plain) <= LONGEST_SERIAL:
        return int(plain)
    number = keys.read(written).number
    if number is not None and (number.region_number, number.batch_number) == (this_region(), batch.number):
        return number.serial
    return waybills.serial_of(batch, plain.upper())


class SpanForm(HouseForm):
    """``first`` alone is one label, neither is the whole batch."""

    first = StringField(_l("从哪一张"), description=WRITTEN, render_kw={"autocomplete": "off"})
    last = StringField(_l("到哪一张"), description=_l("只有一张就不用填"), render_kw={"autocomplete": "off"})

    def __init__(self, batch: LabelBatch, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.batch = batch

    def validate_first(self, field: Field) -> None:
        if not field.data and self.last.data:
            raise ValidationError(_("请填写从哪一张开始。"))
        self._check(field)

    def validate_last(self, field: Field) -> None:
        self._check(field)

    def span(self) -> Span | None:
        """After validation; None is the whole batch."""
        if not self.first.data:
            return None
        first = serial_of(self.batch, self.first.data) or 0
        return Span(first, (serial_of(self.batch, self.last.data) or 0) if self.last.data else first)

    def _check(self, field: Field) -> None:
        if field.data and serial_of(self.batch, field.data) is None:
            raise ValidationError(
                _("这一批里没有“%(written)s”，请对照标签再看一遍。", written=field.data[:40])
            )


class VoidForm(SpanForm):
    reason = TextAreaField(
        _l("作废的原因"),
        [DataRequired(_l("请写明原因")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("例如：打印机卡纸，印坏了；标签丢失。扫码的人只会看到“已作废”和日期"),
        render_kw={"rows": "2"},
    )


class PrintedForm(SpanForm):
    """Which of them are on paper."""


class ReprintForm(SpanForm):
    form = SelectField(_l("怎么印"), default=Format.PDF.value)
    reason = StringField(
        _l("补印的原因"),
        [DataRequired(_l("请写明原因")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("例如：卡纸，印花了。同一张标签贴了两个包裹时，请作废后重新申领，不要补印"),
    )

    def __init__(self, batch: LabelBatch, **kwargs: Any) -> None:
        super().__init__(batch, **kwargs)
        self.form.choices = [(Format.PDF.value, "PDF")]
        if layout_pack().named(batch.layout).medium is Medium.ROLL:
            self.form.choices += [
                (one.value, _("打印机指令 %(name)s", name=one.value.upper()))
                for one in (Format.ZPL, Format.TSPL)
            ]
