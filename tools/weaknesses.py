"""`make weaknesses ARGS="PyPI.zip npm.zip"`: compares what is pinned with known weaknesses.

The lists are the OSV project's, one archive an ecosystem, brought by whoever runs this: the program itself asks nobody.
0: none known; 1: some, each with its versions that mend it; 2: no list was given, or one cannot be read.
"""

from __future__ import annotations

import json
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from tools.say import ended, say
from tools.sbom import node_parts, plain, python_parts

Pinned = Mapping[tuple[str, str], str]


def main() -> int:
    have, lists = pinned(), sys.argv[1:]
    if not lists:
        say(
            '请先下载 OSV 的漏洞清单（PyPI 和 npm 各一个 zip），再运行：make weaknesses ARGS="PyPI.zip npm.zip"',
            "Download the OSV lists (a zip each for PyPI and npm) first, then name them in ARGS.",
        )
        return 2
    try:
        found = list(in_lists(have, lists))
    except (OSError, ValueError, zipfile.BadZipFile) as trouble:
        say(f"漏洞清单读不出来：{trouble}", f"A list cannot be read: {trouble}")
        return 2
    for one in found:
        say(f"✗ {one}")
    say(f"查了 {len(have)} 个组件，已知漏洞 {len(found)} 个。", f"{len(found)} known weaknesses.")
    return 1 if found else 0


def pinned() -> dict[tuple[str, str], str]:
    """Ecosystem and name to version."""
    made = {("PyPI", plain(one["name"])): one["version"] for one in python_parts()}
    return made | {("npm", one["name"]): one["version"] for one in node_parts()}


def in_lists(have: Pinned, files: Iterable[str]) -> Iterator[str]:
    """What the downloaded lists say about what we have."""
    for file in files:
        with zipfile.ZipFile(Path(file)) as archive:
            for name in archive.namelist():
                advisory = json.loads(archive.read(name))
                if "withdrawn" not in advisory:
                    yield from concerning(have, advisory)


def concerning(have: Pinned, advisory: Mapping[str, Any]) -> Iterator[str]:
    """One line for each of ours that one advisory speaks of."""
    for affected in advisory.get("affected", []):
        package = affected.get("package", {})
        kind, name = package.get("ecosystem", ""), package.get("name", "")
        version = have.get((kind, plain(name) if kind == "PyPI" else name))
        if version is None or not _is_affected(version, affected):
            continue
        mended = sorted(
            {
                event["fixed"]
                for one in affected.get("ranges", [])
                for event in one["events"]
                if "fixed" in event
            }
        )
        yield f"{name} {version}: {advisory['id']} {advisory.get('summary', '')} → {', '.join(mended) or '-'}"


def _is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    if version in affected.get("versions", []):
        return True
    return any(
        _within(version, one["events"])
        for one in affected.get("ranges", [])
        if one["type"] in ("ECOSYSTEM", "SEMVER")
    )


def _within(version: str, events: Iterable[Mapping[str, str]]) -> bool:
    """OSV's own reading: events in order, each switches on or off. What cannot be compared counts as affected."""
    inside = False
    try:
        mine = Version(version)
        for event in events:
            if "introduced" in event and (event["introduced"] == "0" or mine >= Version(event["introduced"])):
                inside = True
            if "fixed" in event and mine >= Version(event["fixed"]):
                inside = False
            if "last_affected" in event and mine > Version(event["last_affected"]):
                inside = False
    except InvalidVersion:
        return True
    return inside


if __name__ == "__main__":
    sys.exit(ended(main))
