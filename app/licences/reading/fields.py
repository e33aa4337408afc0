"""From lines to fields: a label, what stands right of it, and the lines on which it goes on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.kernel import uscc
from app.licences.reading import words
from app.licences.reading.lines import Box, Line, Seen, around, laid_straight
from app.licences.terms import ReadField

GOES_ON = {
    ReadField.NAME: 1,
    ReadField.USCC: 1,
    ReadField.NUMBER: 1,
    ReadField.ADDRESS: 3,
    ReadField.SCOPE: 30,
}  # lines at most
NEXT_ROW = 1.7  # of a line's height
FAR = 4  # of a line's height: beyond it begins another column
UNSURE = 0.5
FOR_GOOD = "长期"


@dataclass(frozen=True, slots=True)
class Found:
    """What a field says, how sure the eye was (0 to 1), and where it stands in the picture."""

    text: str
    score: float
    box: Box


@dataclass(frozen=True, slots=True)
class Said:
    """One label and all the lines of its value; the first may stand in the label's own line."""

    field: ReadField | None
    lines: tuple[Line, ...]
    text: str

    @property
    def score(self) -> float:
        return min((line.score for line in self.lines), default=0.0)


def read_fields(seen: Iterable[Seen]) -> Mapping[ReadField, Found]:
    """Whatever can be made out; a field nobody printed is absent."""
    lines = _joined(laid_straight(seen))
    said = [_said(line, label, lines) for line in lines if (label := words.label_of(line.text))]
    found: dict[ReadField, Found] = {}
    for one in said:
        if one.field in PLAIN and one.text and one.field not in found:
            found[one.field] = _found(one.text, one.lines)
    for field, look in LOOKED_FOR.items():
        answer = look(lines, said)
        if answer is not None:
            found[field] = answer
    return found


PLAIN = frozenset({ReadField.NAME, ReadField.PERSON, ReadField.ADDRESS, ReadField.SCOPE, ReadField.NUMBER})


def _found(text: str, lines: Sequence[Line]) -> Found:
    return Found(text, round(min(line.score for line in lines), 3), around([line.box for line in lines]))


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Short labels are printed wide apart and seen as two lines: 名 and 称 become one again."""
    made, gone = list(lines), set[int]()
    for first in lines:
        for label in words.SPREAD:
            if first.text != label[0]:
                continue
            second = next((one for one in _right_of(first, made) if one.text.startswith(label[1])), None)
            if second is not None and second.left - first.right < 6 * first.height:
                gone |= {id(first), id(second)}
                made.append(_one_of(first, second))
    return sorted((one for one in made if id(one) not in gone), key=lambda line: (line.y, line.left))


def _one_of(first: Line, second: Line) -> Line:
    return Line(
        first.text + second.text, min(first.score, second.score), first.left, second.right,
        (first.y + second.y) / 2, max(first.height, second.height), second.slope, around([first.box, second.box]),
    )  # fmt: skip


def _right_of(line: Line, lines: Sequence[Line]) -> list[Line]:
    return sorted((one for one in lines if one is not line and line.is_beside(one)), key=lambda one: one.left)


def _said(line: Line, label: str, lines: Sequence[Line]) -> Said:
    field = words.field_of(label)
    rest = line.text[len(label) :].strip(words.TRIMMED)
    parts = [line] if rest else []
    text = rest
    end, most = line.right, 2 * FAR
    for beside in _right_of(line, lines):
        if words.label_of(beside.text) or beside.left - end > most * line.height:
            break
        end, most = beside.right, FAR
        parts.append(beside)
        text += beside.text
    if not parts:
        return Said(field, (), "")
    start = line.start_of(len(line.text) - len(rest)) if rest else parts[0].left
    for more in _below(parts[-1] if not rest else line, start, lines, GOES_ON.get(field, 0) if field else 0):
        parts.append(more)
        text += more.text
    return Said(field, tuple(parts), text.strip(words.TRIMMED))


def _below(last: Line, start: float, lines: Sequence[Line], most: int) -> list[Line]:
    """Further lines of a value: near below, beginning where it began, and no label's own."""
    more: list[Line] = []
    while len(more) < most:
        near = [one for one in lines if _follows(one, last, start)]
        if not near or words.label_of(near[0].text) or _is_announced(near[0], lines):
            break
        last = near[0]
        more.append(last)
    return more


def _follows(one: Line, last: Line, start: float) -> bool:
    down = one.y_at(start) - last.y_at(start)
    return 0.6 * last.height < down < NEXT_ROW * last.height and abs(one.left - start) < 1.5 * last.height


def _is_announced(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a label stands left of it with nothing between: then it is that label's value."""
    left = [one for one in lines if one is not line and one.is_beside(line)]
    nearest = max(left, key=lambda one: one.left, default=None)
    return (
        nearest is not None
        and words.label_of(nearest.text) is not None
        and line.left - nearest.right < 8 * line.height
    )


def _code(lines: Sequence[Line], said: Sequence[Said]) -> Found | None:
    """A credit code whose check character fits; failing that, what stands where it should be, as it is."""
    labelled = [(one.text, one.lines) for one in said if one.field is ReadField.USCC and one.text]
    for text, parts in [*labelled, *((line.text, (line,)) for line in lines)]:
        for candidate in words.CODE_LIKE.findall(text.upper()):
            for code in (candidate, candidate.translate(words.MENDED)):
                if uscc.is_right(code):
                    return _found(code, parts)
    if not labelled:
        return None
    text, parts = labelled[0]
    guess = _found(text.upper(), parts)
    return Found(guess.text, min(guess.score, UNSURE), guess.box)


def _kind(lines: Sequence[Line], said: Sequence[Said]) -> Found | None:
    """By the title: the largest line that names a kind."""
    named = [(line.height, line, kind) for line in lines if (kind := words.kind_of(line.text))]
    if not named:
        return None
    _height, line, kind = max(named, key=lambda one: one[0])
    return Found(kind.value, line.score, line.box)


def _number(lines: Sequence[Line], said: Sequence[Said]) -> Found | None:
    """A food licence's number has its own shape; others are taken from beside their label."""
    for line in lines:
        shaped = words.FOOD_NUMBER.search(line.text.upper())
        if shaped:
            return _found(shaped.group(), (line,))
    plain = next((one for one in said if one.field is ReadField.NUMBER and one.text), None)
    return _found(plain.text, plain.lines) if plain else None


def _last_day(lines: Sequence[Line], said: Sequence[Said]) -> Found | None:
    for one in said:
        if one.field is not ReadField.VALID_UNTIL or not one.lines:
            continue
        if words.FOR_GOOD.search(one.text):
            return _found(FOR_GOOD, one.lines)
        if days := days_in(one.text):
            return _found(days[-1].isoformat(), one.lines)
    return None


def _issued(lines: Sequence[Line], said: Sequence[Said]) -> Found | None:
    """Beside its label; else the day printed lowest that belongs to no other label (under the authority's name)."""
    for one in said:
        if one.field is ReadField.ISSUED_ON and (days := days_in(one.text)):
            return _found(days[-1].isoformat(), one.lines)
    taken = {id(line) for one in said if one.text and days_in(one.text) for line in one.lines}
    for row in reversed(_rows([line for line in lines if id(line) not in taken])):
        days = days_in("".join(line.text for line in row))
        if days:
            return _found(days[-1].isoformat(), row)
    return None


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines side by side, as one row: 2023年 05月 12日 is often three."""
    rows: list[list[Line]] = []
    for line in lines:
        home = next((row for row in rows if row[-1].is_beside(line) or line.is_beside(row[0])), None)
        if home is None:
            rows.append([line])
        else:
            home.append(line)
            home.sort(key=lambda one: one.left)
    return rows


def days_in(text: str) -> list[date]:
    """The days a text names; 2026年2月30日 is none."""
    days: list[date] = []
    for year, month, day in words.DAY.findall(text):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return days


LOOKED_FOR = {
    ReadField.KIND: _kind,
    ReadField.USCC: _code,
    ReadField.NUMBER: _number,
    ReadField.VALID_UNTIL: _last_day,
    ReadField.ISSUED_ON: _issued,
}
