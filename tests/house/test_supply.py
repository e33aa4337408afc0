"""The bill of materials is whole and in a form that others read; known weaknesses of what is pinned are found offline."""

import json
import re
import zipfile

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from app.settings import ROOT
from tools import sbom, weaknesses

HAVE = {("PyPI", "flask"): "3.1.3", ("npm", "altcha"): "3.2.2"}


def advisory(
    name: str = "Flask", kind: str = "PyPI", *events: dict[str, str], versions: tuple[str, ...] = ()
):
    return {
        "id": "TEST-1", "summary": "something", "affected": [{
            "package": {"ecosystem": kind, "name": name}, "versions": list(versions),
            "ranges": [{"type": "ECOSYSTEM", "events": list(events)}],
        }],
    }  # fmt: skip


def test_every_pinned_package_is_in_the_bill_with_its_hashes_and_the_bill_is_cyclonedx():
    bill = sbom.bill_of_materials()
    names = {sbom.plain(one["name"]) for one in bill["components"]}
    pinned = re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    assert {sbom.plain(one) for one in pinned} - names == set()
    assert {"altcha", "hash-wasm"} <= names
    assert [one["name"] for one in bill["components"] if not one["hashes"]] == []
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None


@pytest.mark.parametrize(
    ("said", "count"),
    [
        (advisory("Flask", "PyPI", {"introduced": "0"}, {"fixed": "3.1.4"}), 1),
        (advisory("Flask", "PyPI", {"introduced": "0"}, {"fixed": "3.1.3"}), 0),
        (advisory("Flask", "PyPI", {"introduced": "3.2"}), 0),
        (advisory("Flask", "PyPI", {"introduced": "0"}, {"last_affected": "3.1.3"}), 1),
        (advisory("Flask", "PyPI", versions=("3.1.3",)), 1),
        (advisory("altcha", "npm", {"introduced": "3.0.0"}, {"fixed": "3.2.3"}), 1),
        (advisory("django", "PyPI", {"introduced": "0"}), 0),
    ],
)
def test_a_downloaded_list_says_which_of_ours_are_weak(tmp_path, said, count: int):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("1.json", json.dumps(said))
        archive.writestr("2.json", json.dumps({**said, "withdrawn": "2026-01-01T00:00:00Z"}))
    assert len(list(weaknesses.in_lists(HAVE, [str(tmp_path / "all.zip")]))) == count


@pytest.mark.parametrize("given", [[], ["nothing-here.zip"]])
def test_without_a_list_it_says_what_to_bring_and_does_not_pass(monkeypatch, capsys, given: list[str]):
    monkeypatch.setattr("sys.argv", ["weaknesses", *given])
    assert weaknesses.main() == 2
    assert "漏洞清单" in capsys.readouterr().out
