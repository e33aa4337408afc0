"""Probes written into every field for words, by everybody who meets the form; then every page, in a real browser: nothing of
them has become markup, nothing has run, and the browser has had nothing to refuse.
"""

from collections import Counter

from flask import Flask
from playwright.sync_api import Page

from tests.browser.atlas import STRANGER, phones
from tests.browser.visitor import DESKTOP
from tests.figures import count
from tests.trust.conftest import starts
from tests.walking import Found, Inside, Walk, kind_of, plant

WATCH = """
window.__told = [];
window.xss = () => window.__told.push("a probe ran");
for (const name of ["alert", "confirm", "prompt"]) window[name] = () => window.__told.push("a dialog");
document.addEventListener("securitypolicyviolation", (one) => window.__told.push("refused by policy: " + one.violatedDirective + " " + one.blockedURI));
"""
LOOK = """() => [...window.__told, ...[...document.querySelectorAll("xss-p, [onxss], img[src='x']")].map((one) => "markup: " + one.outerHTML.slice(0, 80))]"""
LEAST = {"forms": 90, "fields": 120, "taken": 30, "pages": 150}


def test_probes_stay_words_in_a_real_browser(program: Flask, everybody, visit):
    walk, counts = Walk(program.url_map), Counter[str]()
    for _name, ask in everybody():

        def meet(found: Found, ask: Inside = ask) -> None:
            counts["forms"] += 1
            counts["fields"] += len(found.typed)
            counts["taken"] += plant(ask, found, walk)

        walk.go(ask, starts(_name), meet)
    shown: set[str] = set()
    for name, ask in everybody():
        kinds = {kind_of(program.url_map, path): path for path in Walk(program.url_map).go(ask, starts(name))}
        new = {kind: path for kind, path in kinds.items() if kind not in shown}
        shown |= set(new)
        visitor = visit(DESKTOP, phone=None if name == STRANGER else phones()[name])
        visitor.page.add_init_script(WATCH)
        for path in new.values():
            counts["pages"] += 1
            walk.troubles += [
                f"{path} to {name}: {told}" for told in _look(visitor.page, visitor.house.url + path)
            ]
        visitor.forgive()
    for what, value in counts.items():
        count(
            {
                "forms": "forms probed",
                "fields": "fields probed",
                "taken": "forms that took a probe",
                "pages": "pages looked at for probes",
            }[what],
            value,
        )
    assert "\n".join(walk.troubles) == ""
    assert {name: counts[name] >= least for name, least in LEAST.items()} == dict.fromkeys(LEAST, True), (
        counts
    )


def _look(page: Page, url: str) -> list[str]:
    """What has happened on the page by the time it stands."""
    page.goto(url, wait_until="load")
    told: list[str] = page.evaluate(LOOK)
    return told
