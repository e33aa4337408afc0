"""Cut out of a page's picture: the part in which a field was seen."""

from io import BytesIO

from flask import Response, abort, send_file
from PIL import Image

from app.infra import storage
from app.licences import queries
from app.licences.models import Reading

AROUND = 0.35  # of the field's height, shown around it
MOST = 900  # pixels


def answer(reading: Reading, field: str) -> Response:
    """The crop as a JPEG; 404 for a field that was not seen."""
    seen = reading.fields.get(field)
    page = queries.page_picture(reading, 1)
    if seen is None or page is None:
        abort(404)
    with Image.open(storage.path_of(page), formats=("JPEG",)) as picture:
        made = BytesIO()
        _cut(picture, seen["box"]).save(made, "JPEG", quality=85)
    made.seek(0)
    told = send_file(made, mimetype="image/jpeg")
    told.headers["Cache-Control"] = "private, no-store"
    return told


def _cut(picture: Image.Image, box: list[int]) -> Image.Image:
    left, top, right, bottom = box
    more = max(8, round(min(bottom - top, 80) * AROUND))
    part = picture.crop(
        (
            max(left - more, 0),
            max(top - more, 0),
            min(right + more, picture.width),
            min(bottom + more, picture.height),
        )
    )
    part.thumbnail((MOST, MOST))
    return part.convert("RGB")
