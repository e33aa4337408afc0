"""The program that looks at one upload, run apart: opens the file, sees, takes the fields out, writes the pages down.

``python -m app.licences.reading.look FILE MEDIA_TYPE FOLDER WHAT``; WHAT is read, or pages for pictures of the pages only. Says JSON.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PIL import Image

from app.infra import apart
from app.licences.reading.fields import Found, read_fields
from app.licences.reading.lines import Seen
from app.licences.terms import ReadField, ReadingTrouble

MEGABYTES, SECONDS = 4000, 100
MOST_PAGES = 5  # pictures made of a PDF; the rest stays in the file
PAGE_SIDE = 2000  # pixels
LEAST_TEXT = 40  # characters that make a PDF's own text worth trusting
ENOUGH = 4  # fields found: this way up is right
BOXES = 5
LONG = 3  # characters
MORE = 5  # pixels shown around a field

Answer = dict[str, Any]


def main() -> None:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    path, media_type, folder, what = sys.argv[1:5]
    json.dump(look(Path(path), media_type, Path(folder), read=what == "read"), sys.stdout)


def look(path: Path, media_type: str, folder: Path, *, read: bool) -> Answer:
    """``pages``: pictures written to ``folder`` as 1.jpg, 2.jpg …, none if the upload itself is the picture."""
    if media_type == "application/pdf":
        return _look_at_pdf(path, folder, read=read)
    if not read:
        return _answer(0, {}, ReadingTrouble.PRIVATE)
    with Image.open(path) as picture:
        whole = picture.convert("RGB")
    try:
        upright, found = right_way_up(whole)
    except ImportError:
        return _answer(0, {}, ReadingTrouble.NO_ENGINE)
    turned = upright is not whole
    if turned:
        upright.save(folder / "1.jpg", "JPEG", quality=88)
    return _answer(int(turned), found, None if found else ReadingTrouble.NOTHING)


def right_way_up(picture: Image.Image) -> tuple[Image.Image, Mapping[ReadField, Found]]:
    """The picture as people hold it, and its fields: turned round when too little could be made out."""
    from app.licences.reading.engine import eye  # large, and may be missing

    best, most = picture, dict[ReadField, Found]()
    for turn in (None, Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180):
        held = picture if turn is None else picture.transpose(turn)
        seen = eye()(held)
        found = {} if lies_on_its_side(seen) else read_fields(seen)
        if len(found) > len(most):
            best, most = held, dict(found)
        if len(most) >= ENOUGH or len(seen) < BOXES:
            break
    return best, most


def lies_on_its_side(seen: Sequence[Seen]) -> bool:
    """Whether most words of three characters or more run up or down the picture."""
    words = [one.quad for one in seen if len(one.text) >= LONG]
    upright = sum(abs(quad[1][0] - quad[0][0]) >= abs(quad[3][1] - quad[0][1]) for quad in words)
    return 2 * upright < len(words)


def _look_at_pdf(path: Path, folder: Path, *, read: bool) -> Answer:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    found: Mapping[ReadField, Found] = {}
    count = min(len(document), MOST_PAGES)
    trouble = ReadingTrouble.NOTHING if read else ReadingTrouble.PRIVATE
    for number in range(count):
        page = document[number]
        picture = page.render(scale=PAGE_SIDE / max(page.get_size())).to_pil().convert("RGB")
        if number == 0 and read:
            written = _written(page, picture)
            try:
                picture, found = (picture, read_fields(written)) if written else right_way_up(picture)
            except ImportError:
                trouble = ReadingTrouble.NO_ENGINE
        picture.save(folder / f"{number + 1}.jpg", "JPEG", quality=85)
    return _answer(count, found, None if found else trouble)


def _written(page: Any, picture: Image.Image) -> list[Seen]:
    """The PDF's own text where there is enough of it, in the picture's pixels; nothing for a scan."""
    text = page.get_textpage()
    if text.count_chars() < LEAST_TEXT:
        return []
    height, scale = page.get_height(), picture.width / page.get_width()
    seen = []
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        words = text.get_text_bounded(left, bottom, right, top)
        x1, x2, y1, y2 = left * scale, right * scale, (height - top) * scale, (height - bottom) * scale
        seen.append(Seen(words, 1.0, ((x1, y1), (x2, y1), (x2, y2), (x1, y2))))
    return seen


def _answer(pages: int, found: Mapping[ReadField, Found], trouble: ReadingTrouble | None) -> Answer:
    fields = {
        field.value: {"text": one.text, "score": one.score, "box": one.box} for field, one in found.items()
    }
    return {"pages": pages, "fields": fields, "trouble": trouble.value if trouble else None}


if __name__ == "__main__":
    main()
