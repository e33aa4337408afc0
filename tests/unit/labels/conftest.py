"""Orders and pictures of sheets for the press's tests."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp

from app.labels.layouts import layout_pack
from app.labels.order import PrintOrder
from app.labels.sheets import print_pdf

MERCHANT = "长兴县小浦镇银杏人家直播电商有限公司"


@pytest.fixture
def make_order() -> Callable[..., PrintOrder]:
    def make(layout: str = "a4-3x8", **changes: object) -> PrintOrder:
        facts: dict[str, object] = {
            "layout": layout_pack().named(layout),
            "base_url": "label.gov.cn",
            "key": bytes(range(32)),
            "key_id": 1,
            "region_number": 5,
            "batch_number": 9,
            "first_serial": 0,
            "count": 24,
            "merchant_name": MERCHANT,
            "park_name": "长兴电商直播产业园",
            "hotline": "0572-12315",
        }
        return PrintOrder(**(facts | changes))  # type: ignore[arg-type]  # any field may be changed

    return make


@pytest.fixture
def printed() -> Callable[[PrintOrder], bytes]:
    def make(order: PrintOrder) -> bytes:
        out = BytesIO()
        result = print_pdf(order, out)
        assert result.bytes == len(out.getvalue())
        return out.getvalue()

    return make


@pytest.fixture
def scan() -> Callable[..., list[tuple[str, float, float]]]:
    """Each code on a page as a printer would put it down: text, and its top left corner in mm."""

    def read(pdf: bytes, dpi: int, page: int = 0) -> list[tuple[str, float, float]]:
        picture = pypdfium2.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_pil()
        dots = picture.convert("L").point(lambda grey: 255 * (grey > 127))
        found = zxingcpp.read_barcodes(dots, formats=zxingcpp.BarcodeFormat.QRCode)
        corners = [(code.text, code.position.top_left) for code in found]
        return sorted(
            ((text, at.x * 25.4 / dpi, at.y * 25.4 / dpi) for text, at in corners),
            key=lambda c: (round(c[2]), c[1]),
        )

    return read
