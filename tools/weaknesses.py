"""`make weaknesses`: compares what is pinned with weaknesses that are known, as the OSV project publishes them.

`ARGS="PyPI.zip npm.zip"` reads downloaded lists (`all.zip` of each ecosystem) and needs no network; without ARGS the service is
asked. 0: none known; 1: some, each with its versions that mend it; 2: nobody could be asked.
"""

from __future__ import annotations

import json
import sys
import urllib.request
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from tools.say import ended, say
from tools.sbom import node_parts, plain, python_parts

SERVICE = "https://api.osv.dev/v1/querybatch"
SECONDS = 30
Pinned = Mapping[tuple[str, str], str]


def main() -> int:
    found = list(in_lists(pinned(), sys.argv[1:])) if sys.argv[1:] else asked(pinned())
    if found is None:
        say(
            "连不上漏洞库。请先下载 OSV 的 all.zip，用 ARGS 指给它。",
            "OSV was not reached: give downloaded lists in ARGS.",
        )
        return 2
    for one in found:
        say(f"✗ {one}")
    say(f"查了 {len(pinned())} 个组件，已知漏洞 {len(found)} 个。", f"{len(found)} known weaknesses.")
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


def asked(have: Pinned) -> list[str] | None:
    """What the service says; ``None`` if it cannot be reached."""
    queries = [
        {"package": {"ecosystem": kind, "name": name}, "version": version}
        for (kind, name), version in have.items()
    ]
    request = urllib.request.Request(
        SERVICE, json.dumps({"queries": queries}).encode(), {"Content-Type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=SECONDS) as answer:  # noqa: S310  (the same)
            results = json.load(answer)["results"]
    except (OSError, ValueError, KeyError):
        return None
    return [
        f"{name} {version}: {one['id']}"
        for ((_kind, name), version), result in zip(have.items(), results, strict=True)
        for one in result.get("vulns", [])
    ]


if __name__ == "__main__":
    sys.exit(ended(main))
