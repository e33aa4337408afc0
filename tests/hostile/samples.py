"""Hostile files by name. ``TAKEN`` may come through the door, but only as what they pretend to be; the others are refused."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO

from tests.factories.licences import pdf, photo

SCRIPT = b"<html><script>alert(document.cookie)</script></html>"
MEGABYTE = 1024 * 1024


def png(width: int, height: int, *more: tuple[bytes, bytes]) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * min(width * height * 3 + height, 3 * MEGABYTE))
    extra = b"".join(chunk(name, body) for name, body in more)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def swollen(megabytes: int, byte: int = 0) -> bytes:
    """A zlib stream of so many megabytes of one byte, made without packing them: one block, repeated."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(bytes([byte]) * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(bytes([byte]) * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    length, big = megabytes * MEGABYTE, 65521
    low, high = (1 + length * byte) % big, (length + byte * (length * (length + 1) // 2)) % big
    return (
        b"\x78\x9c"
        + first
        + block * (megabytes - 1)
        + packer.flush(zlib.Z_FINISH)
        + struct.pack(">HH", high, low)
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, compresslevel=1)
    return out.getvalue()


def pdf_of(*objects: bytes, root: int = 1) -> bytes:
    """A PDF of these objects, numbered from 1, with a right table of where they stand."""
    made, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        root,
        len(made),
    )
    return made + table + end


def looped(content: bytes) -> bytes:
    """Its table of places says that the one before it is itself."""
    return content.replace(b"/Size", b"/Prev %d /Size" % content.index(b"xref\n0"))


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
LEAF = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>"


def stream(content: bytes, filters: bytes) -> bytes:
    return b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(content), filters, content)


def book(sheet: bytes, strings: bytes | None = None, **more: bytes) -> bytes:
    """The least that opens as a spreadsheet, with this sheet."""
    head = b'<?xml version="1.0"?>'
    types = head + (
        b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        b'<Default Extension="xml" ContentType="application/xml"/>'
        b'<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        b'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        b"</Types>"
    )
    rels = head + (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
    )
    workbook = head + (
        b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    parts = {
        "[Content_Types].xml": types, "_rels/.rels": rels % (b"officeDocument", b"xl/workbook.xml"), "xl/workbook.xml": workbook,
        "xl/_rels/workbook.xml.rels": rels % (b"worksheet", b"worksheets/sheet1.xml"), "xl/worksheets/sheet1.xml": sheet,
    }  # fmt: skip
    if strings is not None:
        parts["xl/sharedStrings.xml"] = strings
    return zipped(parts | more)


def sheet(cells: bytes, before: bytes = b"") -> bytes:
    return (
        b'<?xml version="1.0"?>' + before + b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b'<c r="A1" t="inlineStr"><is><t>' + cells + b"</t></is></c></row></sheetData></worksheet>"
    )  # fmt: skip


LAUGHS = (
    b"<!DOCTYPE lolz [<!ENTITY a0 'SF12345'>"
    + b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY out SYSTEM "file:///etc/hostname">]>'

Sample = Callable[[], bytes]
PAPERS: dict[str, Sample] = {
    "empty": lambda: b"",
    "svg with script": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": lambda: SCRIPT,
    "program": lambda: b"MZ" + bytes(600),
    "gif that is a script": lambda: b"GIF89a=1;alert(1)//" + bytes(40),
    "zip bomb": lambda: zipped({"0": bytes(64 * MEGABYTE)}),
    "png of 3.6 thousand million pixels": lambda: png(60_000, 60_000),
    "png just over the limit": lambda: png(10_000, 4_001),
    "png whose words swell": lambda: png(300, 300, (b"zTXt", b"a\0\0" + swollen(128))),
    "png whose colours swell": lambda: png(300, 300, (b"iCCP", b"a\0\0" + swollen(128))),
    "half a jpeg": lambda: photo(size=(1200, 900))[:5000],
    "broken heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(range(256)) * 8,
    "broken webp": lambda: b"RIFF\xff\xff\xff\x7fWEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff" + bytes(64),
    "locked pdf": lambda: pdf(password="x"),
    "pdf of a hundred thousand pages": lambda: pdf_of(CATALOG, b"<< /Type /Pages /Count 100000 /Kids [" + b"3 0 R " * 100_000 + b"] >>", LEAF),
    "pdf whose pages are their own parents": lambda: pdf_of(CATALOG, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
    "pdf nested too deep": lambda: pdf_of(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] /X " + b"[" * 60_000 + b"]" * 60_000 + b" >>", LEAF),
    "pdf whose objects swell": lambda: pdf_of(
        b"<< /Type /Catalog /Pages 3 0 R >>", b"<< /Type /ObjStm /N 1 /First 4 " + stream(zlib.compress(swollen(1800, 32)), b"[/FlateDecode /FlateDecode]")[3:],
        b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>", b"<< /Type /Page /Parent 3 0 R /MediaBox 2 0 R /Contents 2 0 R >>",
    ),
    "pdf without pages": lambda: b"%PDF-1.7\n" + bytes(4000),
}  # fmt: skip
TAKEN: dict[str, Sample] = {
    "pdf whose table leads to itself": lambda: (
        looped(pdf_of(CATALOG, b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>", LEAF)) + SCRIPT
    ),
    "pdf that is also a page": lambda: b"%PDF-1.4\n" + SCRIPT + pdf(),
    "jpeg that is also an archive": lambda: photo() + zipped({"run.sh": b"rm -rf /"}),
    "jpeg that is also a script": lambda: photo() + SCRIPT,
}
NAMES = [
    "../../../etc/passwd", "..", "/", "a\0b.jpg", "CON", "con.jpg", "C:\\Windows\\win.ini", "photo\u202egpj.exe", "x" * 300 + ".jpg", "长" * 300,
    '"><script>alert(1)</script>.jpg', "a\r\nSet-Cookie: x=1.jpg", "%2e%2e%2fetc%2fpasswd", ".htaccess", "a.jpg/", "\u200e", "=cmd|' /C calc'!A0.jpg",
]  # fmt: skip
SHEETS: dict[str, Sample] = {
    "archive whose sheet swells": lambda: zipped({"xl/worksheets/sheet1.xml": bytes(130 * MEGABYTE)}),
    "archive of very many parts": lambda: zipped({f"{number}.xml": b"" for number in range(400)}),
    "entity from outside": lambda: book(sheet(b"&out;", OUTSIDE)),
    "entities that swell": lambda: book(sheet(b"&a9;", LAUGHS)),
    "entities that swell, written wide": lambda: book(sheet(b"&a9;", LAUGHS).decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16")),
    "entities after a long remark": lambda: book(sheet(b"&a9;", b"<!--" + b"x" * 200_000 + b"-->" + LAUGHS)),
    "entities among the shared words": lambda: book(sheet(b"x"), strings=b'<?xml version="1.0"?>' + LAUGHS + b"<sst><si><t>&a9;</t></si></sst>"),
    "sheet nested too deep": lambda: book(sheet(b"<a>" * 200_000)),
    "no archive at all": lambda: b"PK\x03\x04" + bytes(600),
    "a very long cell": lambda: book(sheet(b"9" * 60 * MEGABYTE)),
    "a formula": lambda: b"=cmd|' /C calc'!A0\nSF12345\n",
    "a program": lambda: b"MZ\0\0" + bytes(600),
    "a quotation without end": lambda: b'"' + b"x" * 300_000,
}  # fmt: skip
TEXTS: dict[str, Sample] = {
    "words that swell": ("a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10))).encode,
    "an object of ours": lambda: b"!!python/object/apply:os.system ['true']",
    "nested too deep": lambda: b"[" * 50_000,
    "nested too deep, closed": lambda: b'{"a":' * 20_000 + b"1" + b"}" * 20_000,
    "itself inside itself": lambda: b"a: &a [*a]",
    "a number of a million digits": lambda: b"9" * 900_000,
    "no text": lambda: bytes(range(256)) * 40,
    "html": lambda: SCRIPT,
}  # fmt: skip


@cache
def made(name: str) -> bytes:
    """The sample's bytes; each is made once."""
    return {**PAPERS, **TAKEN, **SHEETS, **TEXTS}[name]()


def count() -> int:
    return len(PAPERS) + len(TAKEN) + len(SHEETS) + len(TEXTS) + len(NAMES)
