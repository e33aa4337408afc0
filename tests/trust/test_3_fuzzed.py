"""Every form that links lead to, fuzzed by whoever may send it, and every address asked for with what nobody would type. Last,
because what is sent by chance may be taken: accounts are closed, cases ended.
"""

import os

from flask import Flask

from tests.figures import count
from tests.fuzzing import fuzz
from tests.trust.conftest import starts
from tests.walking import Found, Inside, Walk

EXAMPLES = int(os.environ.get("TRUST_EXAMPLES", "20"))
LEAST_FORMS = 90
ODD_PARTS = [
    "%00",
    "%FF",
    "%E2%80%AE",
    "x" * 3000,
    "..%2f..%2fetc%2fpasswd",
    "9" * 40,
    "-1",
    "%27%20or%201%3D1",
    "{{7*7}}",
    "<xss-p>",
]


def test_nothing_that_is_sent_breaks_a_page(program: Flask, everybody):
    walk, met, sent = Walk(program.url_map), set[str](), 0
    for who, ask in everybody():
        forms: list[Found] = []
        walk.go(ask, starts(who), forms.append)
        for found in forms:
            met.add(found.endpoint)
            sent += fuzz(ask, found, walk, examples=EXAMPLES, seed=True)
    count("forms fuzzed", len(walk.forms))
    count("fuzzed submissions", sent)
    posts = {one.endpoint for one in program.url_map.iter_rules() if "POST" in (one.methods or ())}
    print("not met:", sorted(posts - met))
    assert "\n".join(walk.troubles) == ""
    assert len(walk.forms) >= LEAST_FORMS


def test_no_address_breaks_a_page_whatever_stands_in_it(program: Flask, everybody):
    walk, asked = Walk(program.url_map), 0
    for who, ask in everybody():
        if who not in ("stranger", "admin", "merchant"):
            continue
        for rule in program.url_map.iter_rules():
            for odd in ODD_PARTS if rule.arguments and "GET" in (rule.methods or ()) else []:
                asked += 1
                walk.check(_ask(ask, _odd(rule.rule, odd)), f"{who} {rule.rule} with {odd[:20]}")
    count("odd addresses asked for", asked)
    assert "\n".join(walk.troubles) == ""


def _odd(rule: str, odd: str) -> str:
    """The region stays, so that the page itself is reached; every other part is odd."""
    made = rule.replace("<region_code>", "330522")
    while "<" in made.replace("<xss-p>", ""):
        start = made.index("<")
        made = made[:start] + odd.replace("<", "%3C").replace(">", "%3E") + made[made.index(">", start) + 1 :]
    return f"{made}?page={odd if '<' not in odd else 'x'}&from=x&to=%00"


def _ask(ask: Inside, address: str):
    return ask.get(address)
