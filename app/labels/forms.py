"""Forms of the labels slice."""

from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.infra.forms import HouseForm
from app.infra.i18n import _, _l, say
from app.kernel import codes
from app.labels.layouts import layout_pack
from app.labels.placement import LEAST_SCALE, MOST_OFFSET_MM, MOST_SCALE, RESOLUTIONS
from app.labels.rules import MOST_LABELS
from app.labels.terms import Wish

HUNDRED = Decimal(100)


def whole_number(form: Any, field: Field) -> None:
    """Digits as people write them: 24,000 is 24000."""
    written = str(field.data or "").replace(",", "").replace("，", "").replace(" ", "")
    if not written.isascii() or not written.isdigit() or len(written) > len(str(MOST_LABELS)) + 3:
        raise ValidationError(_("请填写一个整数，例如 240。"))
    field.data = int(written)


def decimal_number(form: Any, field: Field) -> None:
    """A signed decimal with at most two places; empty stands for its default."""
    try:
        value = Decimal(str(field.data or field.default).replace("−", "-"))
    except InvalidOperation as wrong:
        raise ValidationError(_("请填写一个数，例如 0.5 或 -1。")) from wrong
    if not value.is_finite() or value != value.quantize(Decimal("0.01")):
        raise ValidationError(_("请填写一个数，最多两位小数。"))
    field.data = value


class OrderForm(HouseForm):
    """What to print and on what. ``merchant`` is asked of parks only."""

    merchant = SelectField(_l("给哪家店"), [DataRequired(_l("请选择一家店"))])
    count = StringField(
        _l("要多少张"),
        [DataRequired(_l("请填写要印多少张")), whole_number],
        description=_l("一批最多 240,000 张；要更多请分几批申领"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    layout = RadioField(_l("用哪种标签纸"), [DataRequired(_l("请选择标签纸"))])
    start_at = StringField(
        _l("从第几格开始印"),
        [whole_number],
        default="1",
        description=_l("整张新纸填 1；用剩下的半张纸时，从左上角起一行一行数到第一个空格"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )
    dpi = SelectField(_l("打印机分辨率"), coerce=int)
    dx_mm = StringField(
        _l("向右移（毫米）"), [decimal_number], default="0", description=_l("印偏左了填正数，印偏右了填负数")
    )
    dy_mm = StringField(
        _l("向下移（毫米）"), [decimal_number], default="0", description=_l("印偏上了填正数，印偏下了填负数")
    )
    scale_pct = StringField(
        _l("缩放（%）"),
        [decimal_number],
        default="100",
        description=_l("越往右下偏得越多时才需要改，90 到 110"),
    )
    request_key = HiddenField(default=lambda: codes.fresh(16))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        pack = layout_pack()
        self.layout.choices = [(one.key, say(one.names.zh, one.names.en)) for one in pack.layouts]
        self.dpi.choices = [(0, _("按纸张自动选择"))] + [
            (dpi, _("%(dpi)d 点/英寸", dpi=dpi)) for dpi in RESOLUTIONS
        ]
        if not self.is_submitted():
            self.layout.data = self.layout.data or pack.default

    def validate_dx_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_dy_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_scale_pct(self, field: Field) -> None:
        _within(field, Decimal(str(LEAST_SCALE)) * HUNDRED, Decimal(str(MOST_SCALE)) * HUNDRED)

    def wish(self) -> Wish:
        """After validation."""
        return Wish(
            count=self.count.data, layout=self.layout.data, start_at=self.start_at.data, dpi=self.dpi.data or None,
            dx_mm=self.dx_mm.data, dy_mm=self.dy_mm.data, scale=self.scale_pct.data / HUNDRED,
        )  # fmt: skip


class VoidForm(HouseForm):
    reason = TextAreaField(
        _l("作废的原因"),
        [DataRequired(_l("请写明原因")), Length(max=200, message=_l("请不要超过 200 字"))],
        description=_l("例如：打印机卡纸，整批印坏；标签丢失。扫码的人只会看到“已作废”和日期"),
        render_kw={"rows": "2"},
    )


def _within(field: Field, least: Decimal, most: Decimal) -> None:
    if isinstance(field.data, Decimal) and not least <= field.data <= most:
        raise ValidationError(
            _("请填写 %(least)s 到 %(most)s 之间的数。", least=f"{least:f}".rstrip("0").rstrip("."), most=f"{most:f}".rstrip("0").rstrip("."))
        )  # fmt: skip
