"""`make shots`: every page once on a sheet for the day and one for the night, the story on a third; a page that shows all of it.

On a sheet a page stands as whoever met it first sees it: phone and desktop side by side, one pair a language. How it looks to
every role, and further down than the first screen, is in the pictures themselves: ``index.html`` leads to each.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import escape
from itertools import groupby
from pathlib import Path

from PIL import Image, ImageDraw

from app.settings import ROOT

KEEPS_SHOTS = os.environ.get("SHOTS") == "1"
SHOTS = Path(os.environ["SHOTS_DIR"] if "SHOTS_DIR" in os.environ else ROOT / "shots")
NIGHT, STORY, SMALL, FIRST_PAGE = "-dark", "story", "small", "desk.home"
PHONES = 639  # pixels: narrower is a phone
TALL, GAP, LINE = 160, 8, 16  # a picture's height, the space around it, a line of words
WIDEST = 3640  # the whole sheet
PAPER, INK, GROUND = "#b9c4c0", "#17211f", "#ffffff"
STYLE = (
    "body{font:14px/1.5 sans-serif;margin:24px;background:#eef2f1;color:#17211f}nav{position:sticky;top:0;padding:8px 0;background:#eef2f1}"
    "nav a{display:inline-block;margin:0 14px 4px 0}section{display:flex;flex-wrap:wrap;gap:16px;align-items:flex-start}"
    "figure{margin:0}img{display:block;border:1px solid #c8d2ce;background:#fff}figcaption{max-width:340px;overflow-wrap:anywhere}"
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: of which page, for whom, in which language, how wide, by day or by night."""

    path: Path
    language: str
    width: int
    mode: str
    role: str
    page: str

    @property
    def shape(self) -> tuple[int, int]:
        """Of its first screen, on a sheet."""
        return (TALL // 2, TALL) if self.width <= PHONES else (TALL * 4 // 3, TALL)


def hang(folder: Path) -> int:
    """Write the sheets and ``index.html`` into ``folder``; how many pictures hang there."""
    shots = list(_shots(folder))
    with ThreadPoolExecutor() as hands:
        small = dict(zip(shots, hands.map(_first_screen, shots), strict=True))
    sheets = {
        "index": _once(shot for shot in shots if shot.role != STORY and not shot.mode),
        "night": _once(shot for shot in shots if shot.role != STORY and shot.mode == NIGHT),
        "story": [[shot] for shot in shots if shot.role == STORY],
    }
    for name, pages in sheets.items():
        if pages:
            _sheet(pages, small).save(folder / f"{name}.png")
    for shot, picture in small.items():
        at = folder / SMALL / shot.path.relative_to(folder).with_suffix(".jpg")
        at.parent.mkdir(parents=True, exist_ok=True)
        picture.save(at, quality=80)
    (folder / "index.html").write_text(_page(shots, folder, sheets), encoding="utf-8")
    return len(shots)


def _shots(folder: Path) -> Iterator[Shot]:
    """As ``Visitor.shoot`` puts them down: language / width and mode / role / page."""
    for path in sorted(folder.glob("*/*/*/*.png")):
        language, look, role, _name = path.relative_to(folder).parts
        width, dash, mode = look.partition("-")
        yield Shot(path, language, int(width), dash + mode, role, path.stem)


def _once(shots: Iterable[Shot]) -> list[list[Shot]]:
    """Each page as its first role sees it: its pictures, Chinese before English, the phone before the desktop.

    A list that was narrowed or turned over (its name goes on after a dash) is the same page. Each role has a first page
    of its own.
    """
    pages: dict[str, list[Shot]] = {}
    for shot in sorted(shots, key=lambda one: (one.role, one.page, one.language != "zh", one.width)):
        name = shot.page.partition("-")[0]
        pages.setdefault(f"{name} {shot.role}" if name == FIRST_PAGE else name, []).append(shot)
    return [
        [shot for shot in met if (shot.role, shot.page) == (met[0].role, met[0].page)]
        for met in pages.values()
    ]


def _first_screen(shot: Shot) -> Image.Image:
    wide, high = shot.shape
    with Image.open(shot.path) as picture:
        top = picture.convert("RGB").crop(
            (0, 0, picture.width, min(picture.height, picture.width * high // wide))
        )
    top = top.resize((wide, max(1, top.height * wide // top.width)), Image.Resampling.LANCZOS)
    whole = Image.new("RGB", (wide, high), GROUND)
    whole.paste(top, (0, 0))
    return whole


def _sheet(pages: list[list[Shot]], small: dict[Shot, Image.Image]) -> Image.Image:
    """Row by row, each page's pictures together under its name."""
    places, x, y, role = [], GAP, GAP, ""
    for page in pages:
        wide = sum(shot.shape[0] + 2 for shot in page)
        if page[0].role != role:
            x, y, role = GAP, y + (TALL + LINE + GAP if places else 0) + LINE, page[0].role
        elif x + wide > WIDEST - GAP:
            x, y = GAP, y + TALL + LINE + GAP
        places.append((x, y, page))
        x += wide + GAP
    sheet = Image.new("RGB", (WIDEST, y + TALL + LINE + GAP), PAPER)
    words, last = ImageDraw.Draw(sheet), ""
    for x, y, page in places:
        if page[0].role != last:
            last = page[0].role
            words.text((GAP, y - LINE), last.upper(), fill=INK)
        words.text((x, y), page[0].page, fill=INK)
        for shot in page:
            sheet.paste(small[shot], (x, y + LINE))
            x += shot.shape[0] + 2
    return sheet


def _page(shots: list[Shot], folder: Path, sheets: dict[str, list[list[Shot]]]) -> str:
    """Everything, role by role: a small picture leads to the whole one."""
    sections, links = (
        [],
        [f'<a href="{name}.png"><b>{name}.png</b></a>' for name, pages in sheets.items() if pages],
    )
    by_look = sorted(shots, key=lambda one: (one.role, one.language != "zh", one.mode, one.width))
    for (role, language, mode, width), some in groupby(
        by_look, lambda one: (one.role, one.language, one.mode, one.width)
    ):
        name = f"{role} · {language} · {width}{mode}"
        links.append(f'<a href="#{escape(name)}">{escape(name)}</a>')
        figures = "".join(_figure(shot, folder) for shot in some)
        sections.append(f'<h2 id="{escape(name)}">{escape(name)}</h2><section>{figures}</section>')
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>shots</title><style>{STYLE}</style>'
    return f"{head}<nav>{''.join(links)}</nav>{''.join(sections)}"


def _figure(shot: Shot, folder: Path) -> str:
    at = shot.path.relative_to(folder)
    small, (wide, high) = (SMALL / at.with_suffix(".jpg")).as_posix(), shot.shape
    return (
        f'<figure><a href="{escape(at.as_posix())}"><img src="{escape(small)}" width="{wide}" height="{high}" alt="" loading="lazy"></a>'
        f"<figcaption>{escape(shot.page)}</figcaption></figure>"
    )


if __name__ == "__main__":
    sys.exit(0 if hang(SHOTS) else "there are no pictures")
