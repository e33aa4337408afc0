"""`make sbom`: the bill of materials, as CycloneDX 1.6 in JSON, from the pinned lists. `ARGS=file.json` says where to."""

from __future__ import annotations

import base64
import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from tools.say import ROOT, ended, say

LISTS = (
    "requirements.txt",
    "tools/requirements-node.txt",
)  # what people run; what only tests need is left out
NODE = ROOT / "package-lock.json"
PLACE = ROOT / "var" / "sbom.cdx.json"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main() -> int:
    """Writes the file and says how much is in it."""
    place = Path(sys.argv[1]) if len(sys.argv) > 1 else PLACE
    bill = bill_of_materials()
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps(bill, indent=1, ensure_ascii=False) + "\n", "utf-8")
    count = len(bill["components"])
    say(f"物料清单：{count} 项，{place}", f"Bill of materials: {count} components.")
    return 0


def bill_of_materials() -> dict[str, Any]:
    """The same lists give the same bill, number and all."""
    parts = sorted([*python_parts(), *node_parts()], key=lambda one: one["bom-ref"])
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    root = f"pkg:generic/{project['name']}@{project['version']}"
    number = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(parts, sort_keys=True))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{number}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application", "bom-ref": root, "name": project["name"], "version": project["version"],
                "description": project["description"],
            }
        },
        "components": parts,
        "dependencies": [{"ref": root, "dependsOn": [one["bom-ref"] for one in parts]}],
    }  # fmt: skip


def python_parts() -> Iterator[dict[str, Any]]:
    """Every pinned package once, with its hashes: those of the files that may be installed."""
    seen: set[str] = set()
    for name in LISTS:
        for block in re.split(r"\n(?=\S)", (ROOT / name).read_text("utf-8")):
            pinned = PINNED.match(block)
            if pinned is None or pinned[1].lower() in seen:
                continue
            seen.add(pinned[1].lower())
            yield _part(
                f"pkg:pypi/{plain(pinned[1])}@{pinned[2]}", pinned[1], pinned[2],
                [{"alg": "SHA-256", "content": one} for one in sorted(set(HASH.findall(block)))],
            )  # fmt: skip


def node_parts() -> Iterator[dict[str, Any]]:
    """What the browser gets from npm, and what that rests on."""
    for place, told in json.loads(NODE.read_text("utf-8"))["packages"].items():
        if not place:
            continue
        name = place.rpartition("node_modules/")[2]
        kind, _, digest = told["integrity"].partition("-")
        found = [{"alg": kind.upper().replace("SHA", "SHA-"), "content": base64.b64decode(digest).hex()}]
        part = _part(f"pkg:npm/{quote(name)}@{told['version']}", name, told["version"], found)
        yield part | {"licenses": [{"license": {"id": told["license"]}}]}


def plain(name: str) -> str:
    """As the index writes it: ``Flask_WTF`` is ``flask-wtf``."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _part(purl: str, name: str, version: str, hashes: list[dict[str, str]]) -> dict[str, Any]:
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "version": version,
        "purl": purl,
        "hashes": hashes,
    }


if __name__ == "__main__":
    sys.exit(ended(main))
