"""The font as PDF objects: one set of outlines, called in two ways.

``/F`` writes words by CID. ``/T`` writes tokens in plain ASCII, one byte a character, which is
half the bytes on the part of a label that no other label shares.
"""

from app.labels.alphabet import ALPHABET
from app.labels.pdf.font import ASCENT, CAP_HEIGHT, DESCENT, FontSubset
from app.labels.pdf.objects import Shared, obj, ref, stream

WAYBILL_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-"
TOKEN_CHARACTERS = "".join(sorted({*ALPHABET, *WAYBILL_CHARACTERS, " "}))
_SYSTEM = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
_SYSTEM_PS = b"3 dict dup begin /Registry (%b) def /Ordering (%b) def /Supplement 0 def end def"
_OPENING = b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo %b "
_CLOSING = b"endcmap CMapName currentdict /CMap defineresource pop end end"
_MOST_ROWS = 100  # in one block of a CMap


def font_objects(subset: FontSubset, tag: str) -> list[bytes]:
    """All objects of the font. ``tag``: six capitals, as the names of subsets begin."""
    name = f"/{tag}+NotoSansSC-Regular".encode("ascii")
    descendant = b"/DescendantFonts[%b]" % ref(Shared.CID_FONT)
    metrics = b"/Ascent %d/Descent %d/CapHeight %d/ItalicAngle 0/StemV 80" % (ASCENT, DESCENT, CAP_HEIGHT)
    box = " ".join(str(edge) for edge in subset.box).encode("ascii")
    return [
        obj(Shared.WORDS_FONT, _type0(name, b"/Identity-H", descendant, Shared.WORDS_UNICODE)),
        obj(Shared.TOKEN_FONT, _type0(name, ref(Shared.TOKEN_CODES), descendant, Shared.TOKEN_UNICODE)),
        obj(
            Shared.CID_FONT,
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont%b/CIDSystemInfo%b/FontDescriptor %b/DW 1000/W[%b]>>"
            % (name, _SYSTEM, ref(Shared.DESCRIPTOR), _widths(subset)),
        ),
        obj(
            Shared.DESCRIPTOR,
            b"<</Type/FontDescriptor/FontName%b/Flags 4/FontBBox[%b]%b/FontFile3 %b>>"
            % (name, box, metrics, ref(Shared.OUTLINES)),
        ),
        stream(Shared.OUTLINES, subset.outlines, b"/Subtype/CIDFontType0C"),
        stream(Shared.WORDS_UNICODE, _words_to_unicode(subset)),
        stream(
            Shared.TOKEN_CODES,
            _token_codes(subset),
            b"/Type/CMap/CMapName/Token-H/WMode 0/CIDSystemInfo" + _SYSTEM,
        ),
        stream(Shared.TOKEN_UNICODE, _token_to_unicode()),
    ]


def _type0(name: bytes, encoding: bytes, descendant: bytes, to_unicode: int) -> bytes:
    return b"<</Type/Font/Subtype/Type0/BaseFont%b/Encoding %b%b/ToUnicode %b>>" % (
        *(name, encoding, descendant),
        ref(to_unicode),
    )


def _widths(subset: FontSubset) -> bytes:
    odd = {cid: wide for cid, wide in subset.widths.items() if wide != 1000}
    return b"".join(b"%d[%d]" % pair for pair in sorted(odd.items()))


def _words_to_unicode(subset: FontSubset) -> bytes:
    pairs = sorted((cid, character) for character, cid in subset.cids.items())
    rows = [b"<%04X> <%b>" % (cid, c.encode("utf-16-be").hex().upper().encode("ascii")) for cid, c in pairs]
    return _cmap(b"Adobe-Identity-UCS", b"UCS", b"<0000> <FFFF>", b"bfchar", rows)


def _token_to_unicode() -> bytes:
    rows = [b"<%02X> <%04X>" % (ord(c), ord(c)) for c in TOKEN_CHARACTERS]
    return _cmap(b"Token-UCS", b"UCS", b"<00> <FF>", b"bfchar", rows)


def _token_codes(subset: FontSubset) -> bytes:
    rows = [b"<%02X> %d" % (ord(c), subset.cids[c]) for c in TOKEN_CHARACTERS]
    return _cmap(b"Token-H", b"Identity", b"<00> <FF>", b"cidchar", rows)


def _cmap(name: bytes, ordering: bytes, span: bytes, operator: bytes, rows: list[bytes]) -> bytes:
    parts = [_OPENING % (_SYSTEM_PS % (b"Adobe", ordering))]
    parts.append(b"/CMapName /%b def /CMapType %d def\n" % (name, 2 if operator == b"bfchar" else 1))
    parts.append(b"1 begincodespacerange %b endcodespacerange\n" % span)
    for start in range(0, len(rows), _MOST_ROWS):
        block = rows[start : start + _MOST_ROWS]
        parts.append(b"%d begin%b\n%b\nend%b\n" % (len(block), operator, b"\n".join(block), operator))
    return b"".join([*parts, _CLOSING])
