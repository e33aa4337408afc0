"""Forms of the labels slice."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_wtf.file import FileField
from wtforms import Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from app.infra import phrases
from app.infra.forms import HouseForm
from app.infra.i18n import _, _l, say
from app.infra.scanning import ScanRefused
from app.kernel import codes
from app.labels import waybill_lists
from app.labels.errors import WaybillsRefused
from app.labels.layouts import layout_pack
from app.labels.models import LabelPrinter
from app.labels.placement import LEAST_SCALE, MOST_OFFSET_MM, MOST_SCALE, RESOLUTIONS
from app.labels.rules import MOST_LABELS
from app.labels.terms import PrinterWish, Wish

HUNDRED = Decimal(100)
MOST_HELD = 50_000  # waybill numbers in a page, about a megabyte


def whole_number(form: Any, field: Field) -> None:
    """Digits as people write them: 24,000 is 24000."""
    written = str(field.data or "").replace(",", "").replace("，", "").replace(" ", "")
    if not written.isascii() or not written.isdigit():
        raise ValidationError(_("请填写一个整数，例如 240。"))
    if len(written) > len(str(MOST_LABELS)) + 3:
        raise ValidationError(_("这个数太大了，一批最多 %(most)s 张。", most=f"{MOST_LABELS:,}"))
    field.data = int(written)


def decimal_number(form: Any, field: Field) -> None:
    """A signed decimal with at most two places; empty stands for its default."""
    try:
        value = Decimal(str(field.data or field.default).replace("−", "-"))
        is_exact = value.is_finite() and value == value.quantize(Decimal("0.01"))
    except InvalidOperation as wrong:  # no number, or one longer than any ruler
        raise ValidationError(_("请填写一个数，例如 0.5 或 -1。")) from wrong
    if not is_exact:
        raise ValidationError(_("请填写一个数，最多两位小数。"))
    field.data = value


def to_the_right() -> StringField:
    return StringField(
        _l("向右移（毫米）"), [decimal_number], default="0", description=_l("印偏左了填正数，印偏右了填负数")
    )


def downwards() -> StringField:
    return StringField(
        _l("向下移（毫米）"), [decimal_number], default="0", description=_l("印偏上了填正数，印偏下了填负数")
    )


def drawn_out() -> StringField:
    return StringField(
        _l("缩放（%）"),
        [decimal_number],
        default="100",
        description=_l("越往右下偏得越多时才需要改，90 到 110"),
    )


def resolutions() -> list[tuple[int, str]]:
    return [(0, _("按纸张自动选择"))] + [(dpi, _("%(dpi)d 点/英寸", dpi=dpi)) for dpi in RESOLUTIONS]


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
    copies = StringField(
        _l("每张印几份"), [whole_number], default="1", description=_l("同一个编号并排印几份，一般是 1"),
        render_kw={"inputmode": "numeric", "autocomplete": "off"},
    )  # fmt: skip
    printer = SelectField(_l("用哪台打印机"), default="")
    dpi = SelectField(_l("打印机分辨率"), coerce=int)
    dx_mm = to_the_right()
    dy_mm = downwards()
    scale_pct = drawn_out()
    waybill_text = TextAreaField(
        _l("快递单号（粘贴）"),
        description=_l("一行一个，个数要和标签张数一样；没有就不填"),
        render_kw={"rows": "3", "autocomplete": "off"},
    )
    waybill_file = FileField(
        _l("或者上传单号文件"), description=_l("CSV 或 XLSX，读第一列。单号列请存成文本")
    )
    request_key = HiddenField(default=lambda: codes.fresh(16))

    def __init__(self, printers: Sequence[LabelPrinter] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.known = {one.code: one for one in printers}
        self.numbers: tuple[str, ...] = ()
        self.printer.choices = [("", _("没有保存过，按下面的填"))] + [
            (one.code, one.name) for one in printers
        ]
        pack = layout_pack()
        self.layout.choices = [(one.key, say(one.names.zh, one.names.en)) for one in pack.layouts]
        self.dpi.choices = resolutions()
        if not self.is_submitted():
            self.layout.data = self.layout.data or pack.default

    def validate_dx_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_dy_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_scale_pct(self, field: Field) -> None:
        _within(field, Decimal(str(LEAST_SCALE)) * HUNDRED, Decimal(str(MOST_SCALE)) * HUNDRED)

    def validate_waybill_text(self, field: Field) -> None:
        """The pasted numbers, or those of the file; both at once would be a riddle."""
        content = self.waybill_file.data.read(waybill_lists.MOST_BYTES + 1) if self.waybill_file.data else b""
        try:
            if content and field.data:
                raise WaybillsRefused(reason="both")
            self.numbers = (
                waybill_lists.from_file(content) if content else waybill_lists.pasted(field.data or "")
            )
        except (WaybillsRefused, ScanRefused) as refusal:
            raise ValidationError(phrases.sentence(refusal)) from refusal

    def hold_numbers(self) -> None:
        """A browser does not send a file twice: its numbers go into the field for pasting, as far as a page bears them."""
        if self.waybill_file.data and len(self.numbers) <= MOST_HELD:
            self.waybill_text.data = "\n".join(self.numbers)

    def wish(self) -> Wish:
        """After validation. A printer that was measured before counts for more than what stands below it."""
        kept = self.known.get(self.printer.data)
        return Wish(
            count=self.count.data, layout=self.layout.data, start_at=self.start_at.data, copies=self.copies.data,
            dpi=kept.dpi if kept else self.dpi.data or None, dx_mm=kept.dx_mm if kept else self.dx_mm.data,
            dy_mm=kept.dy_mm if kept else self.dy_mm.data, scale=kept.scale if kept else self.scale_pct.data / HUNDRED,
            waybills=self.numbers,
        )  # fmt: skip


class PrinterForm(HouseForm):
    """What the ruler sheet showed of one printer."""

    name = StringField(
        _l("打印机叫什么"),
        [DataRequired(_l("请给打印机起个名字")), Length(max=30, message=_l("名字不能超过 30 字"))],
        description=_l("例如：仓库那台热敏机。同名的会更新"),
    )
    dpi = SelectField(_l("打印机分辨率"), coerce=int)
    dx_mm = to_the_right()
    dy_mm = downwards()
    scale_pct = drawn_out()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.dpi.choices = resolutions()

    def validate_dx_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_dy_mm(self, field: Field) -> None:
        _within(field, Decimal(str(-MOST_OFFSET_MM)), Decimal(str(MOST_OFFSET_MM)))

    def validate_scale_pct(self, field: Field) -> None:
        _within(field, Decimal(str(LEAST_SCALE)) * HUNDRED, Decimal(str(MOST_SCALE)) * HUNDRED)

    def wish(self) -> PrinterWish:
        """After validation."""
        return PrinterWish(
            name=self.name.data, dpi=self.dpi.data or None, dx_mm=self.dx_mm.data, dy_mm=self.dy_mm.data,
            scale=self.scale_pct.data / HUNDRED,
        )  # fmt: skip


def _within(field: Field, least: Decimal, most: Decimal) -> None:
    if isinstance(field.data, Decimal) and not least <= field.data <= most:
        raise ValidationError(
            _("请填写 %(least)s 到 %(most)s 之间的数。", least=f"{least:f}".rstrip("0").rstrip("."), most=f"{most:f}".rstrip("0").rstrip("."))
        )  # fmt: skip
