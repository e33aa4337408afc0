"""HEIC, as phones write it, to JPEG; a program run apart. Reads standard input, writes standard output."""

import sys
from io import BytesIO

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from app.infra import apart

MEGABYTES, SECONDS = 2000, 20
MOST_PIXELS = 40_000_000


def main() -> None:
    apart.hold_to(megabytes=MEGABYTES, seconds=SECONDS)
    register_heif_opener()
    with Image.open(BytesIO(sys.stdin.buffer.read()), formats=("HEIF",)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            sys.exit("too large")
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    made = BytesIO()
    upright.save(made, "JPEG", quality=92)
    sys.stdout.buffer.write(made.getvalue())


if __name__ == "__main__":
    main()
