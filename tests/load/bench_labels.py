"""Labels, token to finished A4 PDF: the direct press beside WeasyPrint with the qrcode library, in one run, one core.

Read the ratio; the bare times are this machine's at this moment.
"""

import base64
import io
import os
import resource
import time
from collections.abc import Callable

import qrcode
import weasyprint

from app.labels.layouts import layout_pack
from app.labels.order import PrintOrder
from app.labels.sheets import print_pdf
from app.labels.token import grouped, issue_range

KEY = b"benchmark key, thirty-two bytes.."
FEW, MANY, ROUNDS = 240, 24_000, 3


def order(count: int) -> PrintOrder:
    return PrintOrder(
        layout=layout_pack().named("a4-3x8"), base_url="https://fx.example", key=KEY, key_id=1, region_number=1,
        batch_number=7, first_serial=0, count=count, merchant_name="长兴小满茶叶直播间（示例）", park_name="画溪电商直播产业园",
        hotline="12315",
    )  # fmt: skip


def by_press(count: int) -> int:
    out = io.BytesIO()
    print_pdf(order(count), out)
    return out.tell()


def by_weasyprint(count: int) -> int:
    tokens = issue_range(KEY, key_id=1, region_number=1, batch_number=7, first_serial=0, count=count)
    cells = "".join(_cell(bytes(token).decode("ascii")) for token in tokens)
    style = "@page{size:A4;margin:0}div{width:70mm;height:37mm;float:left;font:9pt sans-serif}img{width:16mm;float:left}"
    pdf = weasyprint.HTML(string=f"<style>{style}</style>{cells}").write_pdf()
    return len(pdf or b"")


def _cell(token: str) -> str:
    picture = io.BytesIO()
    qrcode.make(f"HTTPS://FX.EXAMPLE/Q/{token}", border=4, box_size=1).save(picture)
    code = base64.b64encode(picture.getvalue()).decode()
    return f'<div><img src="data:image/png;base64,{code}">长兴小满茶叶直播间（示例）<br>{grouped(token)}<br>12315</div>'


def rate(make: Callable[[int], int], count: int) -> tuple[float, float]:
    """Labels a second, and bytes a label."""
    start = time.process_time()
    size = make(count)
    return count / (time.process_time() - start), size / count


def main() -> None:
    os.sched_setaffinity(0, {0})
    rate(by_press, FEW)
    print(f"{'':>12}{'press /s':>12}{'B/label':>10}{'WeasyPrint /s':>16}{'B/label':>10}{'ratio':>10}")
    ratios = []
    for number in range(1, ROUNDS + 1):
        press, press_size = rate(by_press, MANY)
        weasy, weasy_size = rate(by_weasyprint, FEW)
        ratios.append(press / weasy)
        print(f"{f'round {number}':>12}{press:>12,.0f}{press_size:>10,.0f}{weasy:>16,.1f}{weasy_size:>10,.0f}{press / weasy:>9,.0f}×")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"median ratio {sorted(ratios)[ROUNDS // 2]:,.0f}×; peak memory of this process {peak} MB")


if __name__ == "__main__":
    main()
