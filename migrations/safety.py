"""Which statements of a migration the previous release would trip over, if it still ran beside it. Read from the SQL alone.

Adding is safe: tables, nullable or defaulted columns, indexes. Taking away, renaming, tightening is not: it waits for
a later release, when no running code needs what goes. ``REVIEWED`` holds the exceptions, each with its reason.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config

HERE = Path(__file__).resolve().parent
STEP = re.compile(r"^-- Running upgrade .*-> (\w+)$", re.MULTILINE)
BODY = re.compile(r"\$(\w*)\$.*?\$\1\$", re.DOTALL)  # what a function says is its own affair
TAKES_AWAY = re.compile(
    r"^(DROP (TABLE|FUNCTION|VIEW|POLICY|TYPE|INDEX uq_)|TRUNCATE|REVOKE|CREATE TRIGGER|ALTER TABLE \S+ (DROP|RENAME)"
    r"|ALTER TABLE \S+ ALTER COLUMN \S+ (TYPE|SET NOT NULL|DROP DEFAULT))"
)
ABOUT = re.compile(
    r"^(?:ALTER TABLE|CREATE TRIGGER \S+ .*? ON|REVOKE .*? ON|UPDATE|DROP INDEX|CREATE UNIQUE INDEX \S+ ON) (\w+)",
    re.DOTALL,
)
NEW_COLUMN = re.compile(r"^ALTER TABLE (\w+) ADD COLUMN (\w+) (.*)$", re.DOTALL)
TIGHTENS = re.compile(
    r"^(?:ALTER TABLE (?P<table>\w+) ADD CONSTRAINT \w+ (?:UNIQUE|FOREIGN KEY|CHECK)|CREATE UNIQUE INDEX \w+ ON (?P<indexed>\w+)) ?\((?P<columns>[^)]*)\)"
)
BEFORE_THE_FIRST = "came before the first release: nothing ran beside it"
REVIEWED = {
    "0015_complaint_ways: DROP TABLE complaint_deadline": "whatever reads this table is stopped before it; "
    + BEFORE_THE_FIRST,
    "0018_assessment_depth: DROP INDEX uq_review_form_author": "two narrower ones take its place; "
    + BEFORE_THE_FIRST,
    "0018_assessment_depth: CREATE UNIQUE INDEX uq_review_form_author": "of the two, each asks less than the one before",
    "0018_assessment_depth: CREATE TRIGGER review_form_stays": "submitted forms stay as they are; "
    + BEFORE_THE_FIRST,
    "0020_open_data: REVOKE ALL ON FUNCTION find_cards": "made in the same step",
    "0020_open_data: REVOKE CREATE ON SCHEMA public FROM fangxin_door": "the door reads, it never made anything",
}


@dataclass(frozen=True, slots=True)
class Finding:
    revision: str
    statement: str

    @property
    def short(self) -> str:
        return f"{self.revision}: {' '.join(self.statement.split())[:90]}"

    @property
    def reason(self) -> str | None:
        """Why it was let through; None if nobody has looked at it."""
        return next((why for begins, why in REVIEWED.items() if self.short.startswith(begins)), None)


def whole_sql(url: str = "postgresql://offline", *, to: str = "head") -> str:
    """Every statement of every migration, without a database."""
    said = io.StringIO()
    config = Config(output_buffer=said)
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("sqlalchemy.url", url)
    command.upgrade(config, to, sql=True)
    return said.getvalue()


def findings(sql: str) -> Iterator[Finding]:
    parts = STEP.split(sql)
    for revision, body in zip(parts[1::2], parts[2::2], strict=True):
        yield from (Finding(revision, one) for one in unsafe(statements(body)))


def statements(body: str) -> list[str]:
    plain = BODY.sub("''", "\n".join(line for line in body.splitlines() if not line.startswith("--")))
    return [one.strip() for one in plain.split(";") if one.strip()]


def unsafe(said: list[str]) -> Iterator[str]:
    """Those of one migration's statements that touch what was there before it, and not only by adding."""
    tables = {match[1] for one in said if (match := re.match(r"CREATE TABLE (\w+)", one))}
    columns = {(match[1], match[2]) for one in said if (match := NEW_COLUMN.match(one))}
    for one in said:
        about = ABOUT.match(one)
        if about is not None and about[1] in tables:
            continue
        if TAKES_AWAY.match(one) or _lacks_default(one) or _tightens(one, columns):
            yield one


def _lacks_default(statement: str) -> bool:
    found = NEW_COLUMN.match(statement)
    return found is not None and "NOT NULL" in found[3] and "DEFAULT" not in found[3]


def _tightens(statement: str, new: set[tuple[str, str]]) -> bool:
    """A rule over columns that the previous release writes already, not knowing it."""
    found = TIGHTENS.match(statement)
    if found is None:
        return False
    table = found["table"] or found["indexed"]
    return any((table, name.strip()) not in new for name in found["columns"].split(","))
