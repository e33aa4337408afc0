"""Every address that has a part to fill in, asked for with what nobody would type, by a stranger, a seller and an administrator.

In rounds: each round asks every address once, with another oddity and by another person than the round before, so that a
walk that is stopped by the clock has still been everywhere. `TRUST_SECONDS` (180) says when no new round is begun.
"""

import os
import time
from collections.abc import Callable, Iterator

from flask import Flask
from werkzeug.routing import Rule

from tests.browser.atlas import COUNTY, STRANGER
from tests.figures import count
from tests.walking import NEVER, Inside, Walk

SECONDS = float(os.environ.get("TRUST_SECONDS", "180"))
LEAST = 3  # rounds, on a machine with other things to do
ODD_PARTS = [
    "%00",
    "9" * 40,
    "{{7*7}}",
    "%FF",
    "<xss-p>",
    "-1",
    "%27%20or%201%3D1",
    "x" * 3000,
    "..%2f..%2fetc%2fpasswd",
    "%E2%80%AE",
]
ASKERS = (STRANGER, "merchant", "admin")


def test_no_address_breaks_a_page_whatever_stands_in_it(
    program: Flask, everybody: Callable[[], Iterator[tuple[str, Inside]]]
) -> None:
    walk, askers = Walk(program.url_map), _askers(everybody())
    rules = [one for one in program.url_map.iter_rules() if _may_be_asked(one)]
    began, asked, rounds = time.monotonic(), 0, 0
    for turn, odd in enumerate(ODD_PARTS):
        if time.monotonic() - began > SECONDS:
            break
        rounds += 1
        for number, rule in enumerate(rules):
            who, ask = askers[(turn + number) % len(askers)]
            asked += 1
            walk.check(ask.get(odd_address(rule, odd)), f"{who} {rule.rule} with {odd[:20]}")
    count("odd addresses asked for", asked)
    print(f"{len(rules)} addresses, {rounds} of {len(ODD_PARTS)} rounds, {time.monotonic() - began:.0f} s")
    assert "\n".join(walk.troubles) == ""
    assert rounds >= LEAST


def _askers(people: Iterator[tuple[str, Inside]]) -> list[tuple[str, Inside]]:
    """The first of each kind."""
    found: dict[str, Inside] = {}
    for name, ask in people:
        found.setdefault(name.partition("-")[0], ask)
    return [(name, found[name]) for name in ASKERS]


def _may_be_asked(rule: Rule) -> bool:
    return bool(rule.arguments) and "GET" in (rule.methods or ()) and rule.endpoint not in NEVER


def odd_address(rule: Rule, odd: str) -> str:
    """The region stays, and so does a choice of few, so that the page itself is reached; every other part is odd."""
    made, rest = "", rule.rule.replace("<region_code>", COUNTY)
    while "<" in rest:
        before, _, rest = rest.partition("<")
        part, _, rest = rest.partition(">")
        one_of = part.removeprefix("any(").partition(",")[0].partition(")")[0].strip(" \"'")
        made += before + (one_of if part.startswith("any(") else odd.replace("<", "%3C").replace(">", "%3E"))
    return f"{made}{rest}?page={odd if '<' not in odd else 'x'}&after={odd[:20]}&from=x&to=%00".replace(
        "<", "%3C"
    )
