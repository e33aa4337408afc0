"""The eye on made-up licences: how often each field is exact, by kind and by how badly it was taken, and whether any
wrong code could be kept.

Two sets. On the first, of three layouts, the reading was tuned; the second, of all kinds, has a seed of its own and was
never looked at while tuning. The pictures are drawn; real photographs have glare and creases and will be read worse.
A person confirms every field.
"""

import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.kernel import uscc
from app.licences.reading.engine import See, eye
from app.licences.reading.fields import read_fields
from app.licences.terms import ReadField
from tests.load.licence_images import LAYOUTS, Sheet, font_files, sheets
from tests.load.more_licence_images import MORE
from tests.load.photographs import LEVELS

TUNED, BEYOND, HELD_OUT = 72, 9, 72
TUNED_SEED, HELD_OUT_SEED = 20260601, 990017
FAIR = LEVELS[:-1]  # what a person can read without effort
SHOWN = (ReadField.USCC, ReadField.NAME, ReadField.ISSUED_ON, ReadField.VALID_UNTIL, ReadField.NUMBER,
         ReadField.PERSON, ReadField.ADDRESS, ReadField.SCOPE, ReadField.KIND)  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


@dataclass
class Tally:
    """``asked`` and ``right`` by (heading, field). ``passing``: wrong codes that the check character lets through."""

    right: Counter[tuple[str, ReadField]] = field(default_factory=Counter)
    asked: Counter[tuple[str, ReadField]] = field(default_factory=Counter)
    passing: int = 0
    refused: int = 0
    phantom: int = 0

    def look_at(self, sheet: Sheet, see: See) -> None:
        found = read_fields(see(sheet.picture))
        for one, truth in sheet.truth.items():
            got = found[one].text if one in found else ""
            exact = bare(got) == bare(truth)
            for heading in (sheet.level, sheet.kind.value):
                self.asked[heading, one] += 1
                self.right[heading, one] += exact
            if not exact and "-v" in sys.argv:
                print(sheet.name, sheet.kind, one, repr(got), repr(truth))
        code = found[ReadField.USCC].text if ReadField.USCC in found else ""
        wrong = bool(code) and code != sheet.truth.get(ReadField.USCC)
        self.passing += wrong and uscc.is_right(code)
        self.refused += wrong and not uscc.is_right(code)
        self.phantom += wrong and ReadField.USCC not in sheet.truth

    def share(self, one: ReadField, headings: Iterable[str]) -> str:
        pairs = [(self.right[heading, one], self.asked[heading, one]) for heading in headings]
        good, total = sum(right for right, _ in pairs), sum(asked for _, asked in pairs)
        return f"{good}/{total} {good / total:.1%}" if total else "-"


def main() -> None:
    see, start = eye(), time.perf_counter()
    tuned, held_out = Tally(), Tally()
    for sheet in (*sheets(TUNED, seed=TUNED_SEED, levels=FAIR), *sheets(BEYOND, levels=LEVELS[-1:])):
        tuned.look_at(sheet, see)
    for sheet in sheets(HELD_OUT, seed=HELD_OUT_SEED, levels=FAIR, drawing=(*LAYOUTS, *MORE)):
        held_out.look_at(sheet, see)
    count = TUNED + BEYOND + HELD_OUT
    took = (time.perf_counter() - start) / count
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{count} pictures, {len(font_files())} fonts, {took:.2f} s each, peak memory {memory} MB")
    print(f"\nseed {TUNED_SEED}, three layouts, tuned on: exact, by how badly it was taken")
    _table(tuned, LEVELS, FAIR, "without awful")
    print(
        f"\nseed {HELD_OUT_SEED}, {len(LAYOUTS) + len(MORE)} layouts, never tuned on: exact, by how badly it was taken"
    )
    _table(held_out, FAIR, FAIR, "all")
    kinds = sorted({heading for heading, _ in held_out.asked} - set(LEVELS))
    print("\nthe same, by kind")
    for kind in kinds:
        told = ", ".join(
            f"{one.value} {held_out.share(one, [kind])}" for one in SHOWN if held_out.asked[kind, one]
        )
        print(f"{kind:>22}: {told}")
    for name, tally in (("tuned", tuned), ("held out", held_out)):
        print(
            f"{name}: wrong codes that pass the check character, so could be kept: {tally.passing}; "
            f"wrong codes the check refuses: {tally.refused}; codes seen where none is printed: {tally.phantom}"
        )


def _table(tally: Tally, levels: Sequence[str], fair: Sequence[str], last: str) -> None:
    print(f"{'':>12}" + "".join(f"{level:>16}" for level in levels) + f"{last:>18}")
    for one in SHOWN:
        cells = "".join(f"{tally.share(one, [level]):>16}" for level in levels)
        print(f"{one.value:>12}{cells}{tally.share(one, fair):>18}")


if __name__ == "__main__":
    main()
