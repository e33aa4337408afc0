"""`make words`: bring the English catalogue up to date with the Chinese sentences in code and templates.

Sentences that are gone are dropped, new ones are added empty; a house test asks that none stays empty.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from tools.say import ROOT, ended, say

CATALOGUE = ROOT / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {"_": None, "_l": None, "_n": (1, 2), "gettext": None, "ngettext": (1, 2), "_lazy": None}
METHODS = [
    ("app/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
    ("templates/**.svg", "jinja2"),
]
OPTIONS = {
    f"templates/**.{kind}": {"trimmed": "true", "extensions": "jinja2.ext.do", "silent": "false"}
    for kind in ("html", "txt", "svg")
}


def sentences(root: Path = ROOT) -> list[str | tuple[str, ...]]:
    """Every source sentence in order of first use; a pair where it has a plural."""
    found: dict[str | tuple[str, ...], None] = {}
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(root), METHODS, OPTIONS, keywords=KEYWORDS, directory_filter=_ours
    ):
        found[message] = None
    return list(found)


def kept() -> Catalog:
    if not CATALOGUE.exists():
        return Catalog(locale="en")
    with CATALOGUE.open("rb") as text:
        return read_po(text, locale="en")


def renewed() -> Catalog:
    """The catalogue as it should be: today's sentences, with the translations we have."""
    old, new = kept(), Catalog(locale="en", charset="utf-8", fuzzy=False)
    for message in sentences():
        key = message if isinstance(message, str) else message[0]
        known = old.get(key)
        new.add(message, known.string if known else None)
    return new


def main() -> int:
    catalogue = renewed()
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalogue, width=0, omit_header=True, sort_output=True)
    header = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    CATALOGUE.write_bytes(header + text.getvalue())
    empty = sum(1 for message in catalogue if message.id and not _filled(message.string))
    say(
        f"{len(catalogue)} 句，{empty} 句还没有英文。",
        f"{len(catalogue)} sentences, {empty} without English.",
    )
    return 0


def _filled(string: object) -> bool:
    return all(string) if isinstance(string, (tuple, list)) else bool(string)


def _ours(folder: str) -> bool:
    return Path(folder).name not in {"node_modules", "vendor", "var", "tests", "shots"} and not Path(
        folder
    ).name.startswith(".")


if __name__ == "__main__":
    sys.exit(ended(main))
