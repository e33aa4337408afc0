"""What a fuzzer puts into a form: nothing, too much, the wrong kind, characters that break things, and now and then
something right, so that some forms go all the way.
"""

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.walking import PLAUSIBLE, Asker, Found, Walk, filled

ODD = [
    "", " ", "\0", "\u202e", "\ufeff", "\r\n", "a\0b", "٣", "１２３", "０", "-1", "0", "1e400", "NaN", "Infinity", "9" * 400, "99999999999999999999",
    "0001-01-01", "9999-12-31", "2026-02-30", "2026-13", "10000-01-01T00:00", "24:00", "../../etc/passwd", "%s%n", "%(x)s", "{0}", "{{7*7}}",
    "' or 1=1 --", "\\", "\"", "null", "[]", "{}", "{\"a\":" * 60, "- &a [*a]", "!!python/object:os.system x", "𠮷野家", "👩‍👩‍👧", "é́́́", "x" * 20_000,
    "javascript:alert(1)", "//evil.example", "=1+1", "SF12345",
]  # fmt: skip


def values(found: Found, name: str) -> st.SearchStrategy[Any]:
    """For one field: what it offers, what fits its kind, and what does not."""
    offered = found.form.choices.get(name, [])
    kind = found.form.kinds[name]
    fitting = [*offered, *([PLAUSIBLE[kind]] if kind in PLAUSIBLE else [])]
    odd = st.sampled_from(ODD) | st.text(max_size=60, alphabet=st.characters(codec="utf-8"))
    one = st.sampled_from(fitting) | odd if fitting else odd
    return one | st.lists(one, max_size=3)


def sent(found: Found) -> st.SearchStrategy[dict[str, Any]]:
    """Some fields as a person would fill them in, some anyhow, some left out; the token stays."""
    names = [name for name in found.form.kinds if name != "csrf_token"]
    return st.fixed_dictionaries({}, optional={name: values(found, name) for name in names})


def fuzz(ask: Asker, found: Found, walk: Walk, *, examples: int, seed: bool = False) -> int:
    """How many were sent. Whatever is sent, the answer is never a mistake of ours."""
    decent, count = filled(found, "1"), 0

    @given(changed=sent(found), bare=st.booleans())
    @settings(
        max_examples=examples, deadline=None, database=None, derandomize=not seed,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def send(changed: dict[str, Any], bare: bool) -> None:
        nonlocal count
        count += 1
        token = {name: decent[name] for name in ("csrf_token",) if name in decent}
        before = len(walk.troubles)
        told = {**({} if bare else decent), **changed, **token}
        walk.check(ask.post(found.action, told), f"POST {found.action} ({found.endpoint})")
        if len(walk.troubles) > before:
            walk.troubles[-1] += f" to {changed!r}"[:400]

    send()
    return count
