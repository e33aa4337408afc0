"""`make shots`: every picture on one sheet, and a page that shows them side by side."""

from html import escape
from pathlib import Path

from PIL import Image, ImageDraw

THUMB_WIDTH, THUMB_HEIGHT, GAP, COLUMNS = 240, 320, 12, 8
STYLE = (
    "body{font:14px/1.5 sans-serif;margin:24px;background:#eef2f1}section{display:flex;flex-wrap:wrap;gap:16px}"
    "figure{margin:0;width:260px}img{width:100%;height:340px;object-fit:cover;object-position:top;background:#fff;"
    "border:1px solid #c8d2ce}figcaption{overflow-wrap:anywhere}"
)


def hang(folder: Path) -> int:
    """Write ``index.png`` and ``index.html`` into ``folder``; how many pictures hang there."""
    shots = sorted(shot for shot in folder.rglob("*.png") if shot.parent != folder)
    if shots:
        _sheet(shots).save(folder / "index.png")
        (folder / "index.html").write_text(_page(shots, folder), encoding="utf-8")
    return len(shots)


def _sheet(shots: list[Path]) -> Image.Image:
    rows = -(-len(shots) // COLUMNS)
    step_x, step_y = THUMB_WIDTH + GAP, THUMB_HEIGHT + GAP + 14
    sheet = Image.new("RGB", (COLUMNS * step_x + GAP, rows * step_y + GAP), "#dfe6e3")
    words = ImageDraw.Draw(sheet)
    for place, shot in enumerate(shots):
        x, y = GAP + place % COLUMNS * step_x, GAP + place // COLUMNS * step_y
        with Image.open(shot) as picture:
            height = min(picture.height, picture.width * THUMB_HEIGHT // THUMB_WIDTH)
            top = picture.convert("RGB").crop((0, 0, picture.width, height))
            top.thumbnail((THUMB_WIDTH, THUMB_HEIGHT))
        sheet.paste(top, (x, y + 12))
        words.text((x, y), "/".join(shot.parts[-3:])[-44:], fill="#17211f")
    return sheet


def _page(shots: list[Path], folder: Path) -> str:
    groups: dict[str, list[str]] = {}
    for shot in shots:
        at = shot.relative_to(folder).as_posix()
        figure = (
            f'<figure><a href="{escape(at)}"><img src="{escape(at)}" alt="" loading="lazy"></a>'
            f"<figcaption>{escape(shot.stem)}</figcaption></figure>"
        )
        groups.setdefault(at.rpartition("/")[0], []).append(figure)
    body = "".join(
        f"<h2>{escape(name)}</h2><section>{''.join(figures)}</section>" for name, figures in groups.items()
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>shots</title><style>{STYLE}</style>{body}'
