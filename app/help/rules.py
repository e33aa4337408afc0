"""What a question finds: whole words, and for Chinese, which has no blanks, each two characters that stand together. Pure."""

import re
from collections.abc import Iterable, Sequence

from app.help.terms import Entry

MOST_FOUND = 20
MOST_ASKED = 40  # characters of a question that are looked at
IN_TITLE = 3  # a hit in the title counts so many times
ENOUGH = 0.5  # share of a question's pieces that an entry must hold
RUNS = re.compile(r"[一-鿿]+|[0-9a-z-]+")


def pieces(asked: str) -> Sequence[str]:
    """What is looked for: “怎么作废” gives 怎么, 么作, 作废; each once, in order."""
    found: list[str] = []
    for run in RUNS.findall(asked[:MOST_ASKED].lower()):
        if run[0] < "一" or len(run) == 1:
            found.append(run)
        else:
            found += [run[at : at + 2] for at in range(len(run) - 1)]
    return list(dict.fromkeys(found))


def search(entries: Iterable[Entry], asked: str) -> Sequence[Entry]:
    """The best first, no more than ``MOST_FOUND``; of two that are equally good the earlier."""
    wanted = pieces(asked)
    if not wanted:
        return ()
    weighed = [(_weight(one, wanted), one) for one in entries]
    hits = [(weight, one) for weight, one in weighed if weight]
    hits.sort(key=lambda hit: -hit[0])
    return [one for _weight_, one in hits[:MOST_FOUND]]


def _weight(entry: Entry, wanted: Sequence[str]) -> int:
    """0 if fewer than half of the pieces are there."""
    title, text = entry.title.lower(), f"{entry.text} {entry.where}".lower()
    in_title = sum(piece in title for piece in wanted)
    anywhere = sum(piece in title or piece in text for piece in wanted)
    return anywhere + IN_TITLE * in_title if anywhere >= ENOUGH * len(wanted) else 0
