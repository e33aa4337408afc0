"""Every hostile sample, under every tricky name, at every door that the demo county shows: never a mistake of ours."""

import io
import os
import resource
import time

from flask import Flask

from tests.figures import count
from tests.hostile import samples
from tests.trust.conftest import starts
from tests.walking import Found, Inside, Walk, filled

MOST_SECONDS = 90  # for one file at one door, on a machine with other things to do
MOST_GROWTH = 700 * 1024  # kilobytes of the program itself, whatever is sent
LEAST_DOORS = 8
EVERY = int(
    os.environ.get("TRUST_EVERY", "4")
)  # at each door a quarter of the samples, other ones at the next


def test_every_sample_at_every_door(program: Flask, everybody):
    walk, doors, sent, slow = Walk(program.url_map), set[str](), 0, list[str]()
    every = [
        (name, "photo.jpg") for name in (*samples.PAPERS, *samples.TAKEN, *samples.SHEETS, *samples.TEXTS)
    ]
    every += [("jpeg that is also a script", name) for name in samples.NAMES]
    for name in samples.PAPERS:
        samples.made(name)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for who, ask in everybody():
        met: list[Found] = []
        walk.go(ask, starts(who), lambda found, met=met: met.append(found) if found.form.files else None)
        for found in met:
            doors.add(found.endpoint)
            for sample, name in every[len(doors) % EVERY :: EVERY]:
                began = time.monotonic()
                _send(ask, found, walk, sample, name)
                sent += 1
                if time.monotonic() - began > MOST_SECONDS:
                    slow.append(f"{found.endpoint} {sample}")
    count("hostile files sent", sent)
    count("doors for files", len(doors))
    print(sorted(doors))
    assert "\n".join(walk.troubles) == ""
    assert slow == []
    assert len(doors) >= LEAST_DOORS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MOST_GROWTH


def _send(ask: Inside, found: Found, walk: Walk, sample: str, name: str) -> None:
    sent = {found.form.files[0]: (io.BytesIO(samples.made(sample)), name)}
    answer = ask.post(found.action, filled(found, "说明"), sent)
    before = len(walk.troubles)
    walk.check(answer, f"POST {found.action} ({found.endpoint})")
    if len(walk.troubles) > before:
        walk.troubles[-1] += f" to {sample}, {name!r}"
