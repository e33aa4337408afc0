"""Every component that pages use stands on the design page, so that its looks can be seen in one place."""

import re

from app.settings import ROOT

COMPONENTS = ROOT / "templates" / "components"
FRAME = {"chrome.html", "guard.html", "told.html"}  # around every page; or at home in one form only
UNSEEN = {"honey", "work_is_done"}  # nobody sees them, by design
PART_OF = {"progress_of_work": "work_of"}
MACRO = re.compile(r"{% macro (\w+)\(")


def test_every_component_is_on_the_design_page():
    texts = {path.name: path.read_text("utf-8") for path in COMPONENTS.glob("*.html")}
    pages = "\n".join(
        path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.html") if path.parent != COMPONENTS
    )
    shown = "\n".join(path.read_text("utf-8") for path in (ROOT / "templates" / "design").glob("*.html"))
    used = {
        name
        for sheet, text in texts.items() if sheet not in FRAME
        for name in MACRO.findall(text) if re.search(rf"\b{name}\(", pages)
    }  # fmt: skip
    assert len(used) > 40
    lost = {
        name
        for name in {PART_OF.get(one, one) for one in used - UNSEEN}
        if not re.search(rf"\b{name}\(", shown)
    }
    assert not lost, f"not on the design page: {', '.join(sorted(lost))}"
