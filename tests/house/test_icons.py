"""Every icon that code or a template names is one that set-up brings."""

import json
import re

from app.settings import ROOT

NAMED = re.compile(r'icon(?:_svg)?(?:=|\()"([a-z0-9-]+)"')


def test_every_icon_named_is_brought():
    brought = {
        line["to"].rsplit("/", 1)[-1].removesuffix(".svg")
        for line in json.loads((ROOT / "tools" / "assets.json").read_text())
    }
    named = {
        name
        for folder, kind in (("templates", "*.html"), ("app", "*.py"))
        for path in (ROOT / folder).rglob(kind)
        for name in NAMED.findall(path.read_text("utf-8"))
    }
    navigation = {
        name
        for path in (ROOT / "app").glob("*/desk.py")
        for name in re.findall(
            r'NavEntry\(\s*"[^"]+",\s*_l\("[^"]+"\),\s*"([a-z0-9-]+)"', path.read_text("utf-8")
        )
    }
    assert len(named) > 20
    assert sorted((named | navigation) - brought) == []
