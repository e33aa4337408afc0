"""The sheet of `make shots`: each page once, in every language and width, as its first role sees it."""

from pathlib import Path

from PIL import Image

from tests.browser import gallery


def _put(folder: Path, *places: str) -> None:
    for place in places:
        at = folder / f"{place}.png"
        at.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (36, 90), "#0b6b5d").save(at)


def test_a_page_stands_once_on_the_sheet_and_each_roles_first_page_too(tmp_path: Path):
    looks = ("en/1280", "en/360", "zh/1280", "zh/360")
    for page in ("desk.home", "people.list"):
        _put(tmp_path, *(f"{look}/{role}/{page}" for look in looks for role in ("officer", "admin")))
    _put(tmp_path, "zh/360/admin/desk.home-after", "zh/360-dark/admin/desk.home", "zh/360/story/1-register")
    assert gallery.hang(tmp_path) == 19
    once = gallery._once(one for one in gallery._shots(tmp_path) if one.role != "story" and not one.mode)
    assert [[(one.role, one.page, one.language, one.width) for one in page] for page in once] == [
        [(role, page, language, width) for language in ("zh", "en") for width in (360, 1280)]
        for role, page in (("admin", "desk.home"), ("admin", "people.list"), ("officer", "desk.home"))
    ]
    sheets = {one.name: Image.open(one).size for one in tmp_path.glob("*.png")}
    assert sorted(sheets) == ["index.png", "night.png", "story.png"]
    assert max(width for width, _height in sheets.values()) <= gallery.WIDEST


def test_every_picture_can_be_reached_from_the_page(tmp_path: Path):
    _put(tmp_path, "zh/360/admin/desk.home", "zh/360-noscript/stranger/entry.home")
    gallery.hang(tmp_path)
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for place in ("zh/360/admin/desk.home", "zh/360-noscript/stranger/entry.home"):
        assert f'href="{place}.png"' in page
        assert f'src="small/{place}.jpg"' in page
        assert (tmp_path / "small" / f"{place}.jpg").is_file()
