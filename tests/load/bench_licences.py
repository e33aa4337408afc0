"""The eye on made-up licences: how often each field is exact, how sure it was, and whether any wrong code would be kept.

The pictures are drawn; real photographs have glare and creases and will be read worse. A person confirms every field.
"""

import re
import resource
import sys
import time
from collections import Counter

from app.kernel import uscc
from app.licences.reading.engine import eye
from app.licences.reading.fields import read_fields
from app.licences.terms import ReadField
from tests.load.licence_images import Sheet, font_files, sheets
from tests.load.photographs import LEVELS

COUNT, BEYOND = 72, 9
FAIR = LEVELS[:-1]  # what a person can read without effort
SHOWN = (ReadField.USCC, ReadField.NAME, ReadField.ISSUED_ON, ReadField.VALID_UNTIL, ReadField.NUMBER,
         ReadField.PERSON, ReadField.ADDRESS, ReadField.SCOPE, ReadField.KIND)  # fmt: skip


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def main() -> None:
    pictures = [*sheets(COUNT, levels=FAIR), *sheets(BEYOND, levels=LEVELS[-1:])]
    see, start = eye(), time.perf_counter()
    right, asked = Counter[tuple[str, ReadField]](), Counter[tuple[str, ReadField]]()
    passing, refused = 0, 0
    for sheet in pictures:
        found = read_fields(see(sheet.picture))
        for field, truth in sheet.truth.items():
            asked[sheet.level, field] += 1
            got = found[field].text if field in found else ""
            right[sheet.level, field] += bare(got) == bare(truth)
            if bare(got) != bare(truth) and "-v" in sys.argv:
                print(sheet.name, field, repr(got), repr(truth))
        wrong, refusal = _wrong_code(sheet, found[ReadField.USCC].text if ReadField.USCC in found else "")
        passing, refused = passing + wrong, refused + refusal
    _print(right, asked, len(pictures), time.perf_counter() - start)
    print(
        f"wrong codes that pass the check character, so could be kept: {passing}; wrong codes the check refuses: {refused}"
    )


def _wrong_code(sheet: Sheet, got: str) -> tuple[bool, bool]:
    wrong = got != sheet.truth[ReadField.USCC]
    return wrong and uscc.is_right(got), wrong and not uscc.is_right(got)


def _print(
    right: Counter[tuple[str, ReadField]], asked: Counter[tuple[str, ReadField]], count: int, took: float
) -> None:
    print(f"{count} pictures, {len(font_files())} fonts, {took / count:.2f} s each, "
          f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")  # fmt: skip
    print(
        f"{'exact':>12}" + "".join(f"{level:>12}" for level in LEVELS) + f"{'without awful':>16}{'share':>9}"
    )
    for field in SHOWN:
        cells = "".join(f"{f'{right[level, field]}/{asked[level, field]}':>12}" for level in LEVELS)
        good, total = sum(right[one, field] for one in FAIR), sum(asked[one, field] for one in FAIR)
        print(f"{field.value:>12}{cells}{f'{good}/{total}':>16}{good / max(total, 1):>9.1%}")


if __name__ == "__main__":
    main()
