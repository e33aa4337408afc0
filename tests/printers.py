"""Two label printers made of paper: they read ZPL and TSPL as the makers' manuals say and draw the dots.

They share nothing with the house. Codes are drawn by another maker's library; type is drawn as black bars as wide as
it can get, so that words which came too near to a code would spoil it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

import numpy as np
import zxingcpp
from PIL import Image

QR_MOVED_DOWN = 1  # dots: what ^BY1,2,1 says; ^BQ adds the bar codes' height to its place
TSPL_TYPES = {"1": (8, 12), "2": (12, 20), "3": (16, 24), "4": (24, 32), "TSS16.BF2": (16, 16), "TSS24.BF2": (24, 24)}  # fmt: skip


@dataclass
class Paper:
    """One label. ``said`` is the type that was set on it."""

    dots: Image.Image
    said: list[str] = field(default_factory=list)

    def put(self, drawn: Image.Image, x: int, y: int) -> None:
        """A picture, which must lie on the paper whole."""
        assert x >= 0
        assert y >= 0
        assert x + drawn.width <= self.dots.width, "over the right edge"
        assert y + drawn.height <= self.dots.height, "over the lower edge"
        self.dots.paste(drawn, (x, y))

    def code(self, text: str, x: int, y: int, module: int) -> None:
        made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        dots = np.asarray(zxingcpp.write_barcode_to_image(made, scale=1, add_quiet_zones=False))
        self.put(Image.fromarray(np.kron(dots, np.ones((module, module), dtype=np.uint8))), x, y)

    def type(self, text: str, x: int, y: int, wide: int, high: int) -> None:
        self.said.append(text)
        for at, character in enumerate(text):
            if character != " " and x + (at + 1) * wide <= self.dots.width:
                self.dots.paste(
                    0, (x + at * wide, y, x + (at + 1) * wide - 1, min(y + high, self.dots.height))
                )

    def reads(self) -> list[str]:
        return [code.text for code in zxingcpp.read_barcodes(self.dots)]


def zpl(whole: bytes) -> Iterator[Paper]:
    """Every label that the commands print, copies and all."""
    told = whole.decode("utf-8")
    pictures, forms = {}, {}
    for name, total, row, bits in re.findall(r"~DG(R:\w+\.GRF),(\d+),(\d+),([0-9A-F]+)", told):
        packed = np.frombuffer(bytes.fromhex(bits), np.uint8)
        assert len(packed) == int(total)
        black = np.unpackbits(packed.reshape(-1, int(row)), axis=1)
        pictures[name] = Image.fromarray((255 - 255 * black).astype(np.uint8))
    for body in re.findall(r"\^XA(.*?)\^XZ", told, re.DOTALL):
        if stored := re.match(r"\^DF(R:\w+\.ZPL)\^FS", body):
            forms[stored[1]] = body[stored.end() :]
        elif called := re.match(r"\^XF(R:\w+\.ZPL)\^FS", body):
            fields = dict(re.findall(r"\^FN(\d+)\^FD(.*?)\^FS", body))
            copies = re.search(r"\^PQ(\d+)", body)
            for _ in range(int(copies[1]) if copies else 1):
                yield _zpl_label(forms[called[1]], fields, pictures)


def _zpl_label(form: str, fields: dict[str, str], pictures: dict[str, Image.Image]) -> Paper:
    size = re.search(r"\^PW(\d+)\^LL(\d+)", form)
    assert size is not None
    paper = Paper(Image.new("L", (int(size[1]), int(size[2])), 255))
    for x, y, what in re.findall(r"\^FO(\d+),(\d+)(.*?)\^FS", form, re.DOTALL):
        at = (int(x), int(y))
        number = re.search(r"\^FN(\d+)", what)
        given = re.search(r"\^FD(.*)", what)
        text = fields[number[1]] if number else given[1] if given else ""
        if drawn := re.match(r"\^XG(R:\w+\.GRF),1,1", what):
            paper.put(pictures[drawn[1]], *at)
        elif code := re.match(r"\^BQN,2,(\d+),M,[0-7]", what):
            assert text.startswith("MM,A"), "manual input, alphanumeric"
            paper.code(text[4:], at[0], at[1] + QR_MOVED_DOWN, int(code[1]))
        elif kind := re.match(r"\^A[0@]N,(\d+),(\d+)", what):
            wide = int(kind[2]) * (0.6 if what[2] == "0" else 1)  # the scalable type is narrower than its em
            paper.type(re.sub(r"_([0-9A-F]{2})", _byte, text), *at, round(wide), int(kind[1]))
    return paper


def tspl(whole: bytes, dpi: int) -> Iterator[Paper]:
    """The same for the other language. Lengths are millimetres there."""
    pictures = {}
    if loaded := re.search(rb'DOWNLOAD "(\w+\.BMP)",(\d+),', whole):
        content = whole[loaded.end() : loaded.end() + int(loaded[2])]
        pictures[loaded[1].decode()] = Image.open(BytesIO(content)).convert("L")
        whole = whole[: loaded.start()] + whole[loaded.end() + len(content) :]
    head, *labels = whole.decode("gb18030").split("CLS\r\n")
    size = re.search(r"SIZE ([\d.]+) mm,([\d.]+) mm", head)
    assert size is not None
    box = tuple(round(float(side) * dpi / 25.4) for side in size.groups())
    for told in labels:
        paper = Paper(Image.new("L", (box[0], box[1]), 255))
        for x, y, name in re.findall(r'PUTBMP (\d+),(\d+),"(.*?)"', told):
            paper.put(pictures[name], int(x), int(y))
        for x, y, module, text in re.findall(r'QRCODE (\d+),(\d+),M,(\d+),A,0,M2,S[0-7],"(.*?)"', told):
            paper.code(text, int(x), int(y), int(module))
        for x, y, name, text in re.findall(r'TEXT (\d+),(\d+),"([\w.]+)",0,1,1,"(.*)"\r\n', told):
            paper.type(text.replace('\\["]', '"'), int(x), int(y), *TSPL_TYPES[name])
        printed = re.search(r"PRINT 1,(\d+)\r\n", told)
        assert printed is not None
        for _ in range(int(printed[1])):
            yield paper


def _byte(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
