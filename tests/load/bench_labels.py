"""Labels, token to finished A4 PDF, one core, one run: the direct press beside what libraries do.

Beside it: WeasyPrint with the qrcode library, and the best that libraries do (ReportLab with 1-bit images encoded by
zxing-cpp, Chinese words and token on each label). Aims: 600 times the one, 30 times the other; 200 bytes a label; under
300 MB for a batch of a million. Read the ratios; bare times are this machine's at this moment. The lens is what the
worker spends on reading a sample of the finished file. Last, a sheet of every layout is drawn as printers draw it, at
203 and at 300 dpi, from the PDF and from both printer languages, and every code on it is read.
"""

import base64
import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import qrcode
import weasyprint
import zxingcpp
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from app.labels import optics
from app.labels.commandlanguages import Language, printer_file
from app.labels.layouts import Medium, layout_pack
from app.labels.order import PrintOrder
from app.labels.placement import RESOLUTIONS
from app.labels.sheets import print_pdf
from app.labels.symbols import library_modules
from app.labels.token import grouped, issue_range
from tests import printers

KEY = b"benchmark key, thirty-two bytes.."
SHOP, HOTLINE = "长兴小满茶叶直播间（示例）", "12315"
FEW, SOME, MANY, ROUNDS = 240, 2_400, 240_000, 3
MILLION = 1_000_000
A_FEW = 8  # labels of a roll
MM = 72 / 25.4


def order(count: int) -> PrintOrder:
    return PrintOrder(
        layout=layout_pack().named("a4-3x8"), base_url="https://fx.example", key=KEY, key_id=1, region_number=1,
        batch_number=7, first_serial=0, count=count, merchant_name=SHOP, park_name="画溪电商直播产业园", hotline=HOTLINE,
    )  # fmt: skip


def tokens_of(count: int) -> list[str]:
    rows = issue_range(KEY, key_id=1, region_number=1, batch_number=7, first_serial=0, count=count)
    return [row.tobytes().decode("ascii") for row in rows]


def by_press(count: int) -> int:
    with tempfile.TemporaryFile() as out:
        return print_pdf(order(count), out).bytes


def by_weasyprint(count: int) -> int:
    cells = "".join(_cell(token) for token in tokens_of(count))
    style = "@page{size:A4;margin:0}div{width:70mm;height:37mm;float:left;font:9pt sans-serif}img{width:16mm;float:left}"
    pdf = weasyprint.HTML(string=f"<style>{style}</style>{cells}").write_pdf()
    return len(pdf or b"")


def _cell(token: str) -> str:
    picture = io.BytesIO()
    qrcode.make(f"HTTPS://FX.EXAMPLE/Q/{token}", border=4, box_size=1).save(picture)
    code = base64.b64encode(picture.getvalue()).decode()
    return f'<div><img src="data:image/png;base64,{code}">{SHOP}<br>{grouped(token)}<br>{HOTLINE}</div>'


def by_reportlab(count: int) -> int:
    """One image a label, its words drawn by the canvas in a font the reader has: nothing is embedded."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(210 * MM, 297 * MM), pageCompression=1)
    for at, token in enumerate(tokens_of(count)):
        cell = at % 24
        if at and not cell:
            canvas.showPage()
        x, y = cell % 3 * 70 * MM, (297 - 37 - cell // 3 * 37) * MM
        canvas.drawImage(_one_bit(f"HTTPS://FX.EXAMPLE/Q/{token}"), x + 4 * MM, y + 12 * MM, 17 * MM, 17 * MM)
        canvas.setFont("STSong-Light", 9)
        canvas.drawString(x + 26 * MM, y + 24 * MM, SHOP)
        canvas.drawString(x + 26 * MM, y + 18 * MM, HOTLINE)
        canvas.setFont("Helvetica", 6.5)
        canvas.drawString(x + 4 * MM, y + 8 * MM, grouped(token))
    canvas.save()
    return out.tell()


def _one_bit(url: str) -> ImageReader:
    code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    grey = np.asarray(zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False))
    return ImageReader(Image.fromarray(grey).convert("1"))


def rate(make: Callable[[int], int], count: int) -> tuple[float, float]:
    """Labels a second, and bytes a label."""
    start = time.process_time()
    size = make(count)
    return count / (time.process_time() - start), size / count


def lens(count: int) -> tuple[float, float, int]:
    """Seconds for the press, for the lens after it, and how many codes were looked at."""
    with tempfile.TemporaryDirectory() as folder:
        path, began = Path(folder) / "labels.pdf", time.process_time()
        with path.open("wb") as out:
            print_pdf(order(count), out)
        printed = time.process_time()
        looked = optics.look(path, order(count))
        return printed - began, time.process_time() - printed, looked


def million() -> None:
    """In a process of its own, so that the peak is the press's alone."""
    began, size = time.process_time(), by_press(MILLION)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds = time.process_time() - began
    print(
        f"a batch of {MILLION:,}: {seconds:.1f} s, {size / MILLION:.0f} bytes a label, peak memory {peak} MB (aim: under 300)"
    )


def ratios() -> None:
    """The press beside what libraries do, turn and turn about."""
    rate(by_press, FEW), rate(by_reportlab, 24)
    print(
        f"{'':>9}{'press /s':>12}{'B/label':>9}{'ReportLab /s':>14}{'B/label':>9}{'ratio':>8}{'WeasyPrint /s':>15}{'B/label':>9}{'ratio':>8}"
    )
    best, slow = [], []
    for number in range(1, ROUNDS + 1):
        press, press_size = rate(by_press, MANY)
        library, library_size = rate(by_reportlab, SOME)
        weasy, weasy_size = rate(by_weasyprint, FEW)
        best.append(press / library)
        slow.append(press / weasy)
        print(
            f"{f'round {number}':>9}{press:>12,.0f}{press_size:>9,.0f}{library:>14,.0f}{library_size:>9,.0f}{best[-1]:>7,.0f}×"
            f"{weasy:>15,.0f}{weasy_size:>9,.0f}{slow[-1]:>7,.0f}×", flush=True,
        )  # fmt: skip
    middle = ROUNDS // 2
    print(
        f"median: {sorted(best)[middle]:,.0f}× the best of libraries (aim 30), {sorted(slow)[middle]:,.0f}× WeasyPrint (aim 600)"
    )


def batch() -> None:
    """What the worker spends on one batch: the press, and the lens after it."""
    printed, looked_for, looked = lens(MANY)
    print(
        f"a batch of {MANY:,}: press {printed:.1f} s, lens {looked_for:.1f} s for {looked} codes read from dots at 203 dpi"
    )


def matrices() -> None:
    """Codes alone: whole batches by XOR beside the library, one after another, with the same mask."""
    made = order(MANY)
    tables = made.tables
    tokens = issue_range(KEY, key_id=1, region_number=1, batch_number=7, first_serial=0, count=MANY)
    began = time.process_time()
    for at in range(0, MANY, SOME):
        tables.packed(tokens[at : at + SOME])
    ours = MANY / (time.process_time() - began)
    began = time.process_time()
    for row in tokens[:FEW]:
        library_modules(tables.prefix + row.tobytes().decode("ascii"), tables.version, tables.mask)
    theirs = FEW / (time.process_time() - began)
    print(
        f"matrices: {ours:,.0f}/s by XOR over packed bits, {theirs:,.0f}/s by the qrcode library: {ours / theirs:,.0f}×"
    )


def sheets() -> None:
    """A full sheet of every layout, drawn at both resolutions as a printer would, and every code on it read."""
    print(f"{'layout':>18}{'dpi':>6}{'labels':>8}{'PDF read':>10}{'ZPL read':>10}{'TSPL read':>11}")
    missed = 0
    for layout in layout_pack().layouts:
        for dpi in RESOLUTIONS:
            cells = max(layout.grid.cells, A_FEW)
            one = replace(order(cells), layout=layout, dpi=dpi)
            read = [_read_pdf(one, dpi)]
            if layout.medium is Medium.ROLL:
                read.append(_right(one, printers.zpl(b"".join(printer_file(one, Language.ZPL)))))
                read.append(_right(one, printers.tspl(b"".join(printer_file(one, Language.TSPL)), dpi)))
            missed += sum(cells - found for found in read)
            said = "".join(f"{f'{found} of {cells}':>10}" for found in read)
            print(f"{layout.key:>18}{dpi:>6}{cells:>8}{said}", flush=True)
    print(
        "every code of every layout reads at 203 and at 300 dpi" if not missed else f"{missed} codes missed"
    )


def _addresses(one: PrintOrder) -> list[str]:
    return [one.tables.prefix + token for token in tokens_of(one.count)]


def _right(one: PrintOrder, papers: Iterable[printers.Paper]) -> int:
    """How many labels off the roll say what they should."""
    return sum(paper.reads() == [said] for paper, said in zip(papers, _addresses(one), strict=True))


def _read_pdf(one: PrintOrder, dpi: int) -> int:
    out = io.BytesIO()
    print_pdf(one, out)
    document, found = pypdfium2.PdfDocument(out.getvalue()), set()
    for page in document:
        dots = page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        found |= {code.text for code in zxingcpp.read_barcodes(dots.point(lambda grey: 255 * (grey > 127)))}
    return len(found & set(_addresses(one)))


def alone() -> None:
    subprocess.run([sys.executable, "-m", "tests.load.bench_labels", "peak"], check=True)


SECTIONS = {"matrices": matrices, "ratios": ratios, "batch": batch, "million": alone, "sheets": sheets}


def main() -> None:
    """``make bench ARGS=bench_labels`` runs all; ``ARGS=bench_labels:sheets,million`` those named."""
    if sys.argv[1:] == ["peak"]:
        million()
        return
    os.sched_setaffinity(0, {0})
    for name in sys.argv[1:] or SECTIONS:
        SECTIONS[name]()


if __name__ == "__main__":
    main()
