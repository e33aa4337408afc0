"""Every form that links lead to, fuzzed by whoever may send it. Last, because what is sent by chance may be taken: accounts
are closed, cases ended.
"""

import os

from flask import Flask

from tests.figures import count
from tests.fuzzing import fuzz
from tests.trust.conftest import starts
from tests.walking import Found, Walk

EXAMPLES = int(os.environ.get("TRUST_EXAMPLES", "20"))
LEAST_FORMS = 90


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
