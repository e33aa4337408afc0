"""What ``docs/operations.md`` and ``deploy/`` tell people to type and to set is there."""

import importlib.util
import re
import shlex
from pathlib import Path

import pytest
import yaml
from flask import Flask

from app.settings import ROOT

SAID = (ROOT / "docs" / "operations.md").read_text("utf-8")
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))
OWN = {
    "HOST",
    "PORT",
    "VAR_DIR",
    "DEMO",
    "PROMETHEUS_MULTIPROC_DIR",
}  # read by run, granian or the metrics' library too


def of_unit(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        name, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(name, []).append(value)
    return found


def exists(app: Flask, order: list[str]) -> bool:
    """``python -m flask backup create``, ``python -m worker.main``, ``python -m granian … wsgi:app``."""
    assert order[1] == "-m", order
    if order[2] == "flask":
        words = [one for one in order[3:] if not one.startswith("-") and one != "wsgi"]
        return names(app, words)
    return importlib.util.find_spec(order[2]) is not None


def names(app: Flask, words: list[str]) -> bool:
    """Whether the first words are a command of ours."""
    group = app.cli
    for word in words:
        command = group.commands.get(word)
        if command is None:
            return group is not app.cli
        group = command
        if not hasattr(group, "commands"):
            return True
    return False


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name)
def test_every_unit_starts_what_exists_as_nobody_special(app: Flask, path: Path):
    unit = of_unit(path)
    for order in unit["ExecStart"] + unit.get("ExecStartPre", []):
        words = shlex.split(order)
        if words[0] == "/bin/sh":
            words = shlex.split(words[2].replace("$$", "$"))
        assert words[0] == "/opt/fangxin/.venv/bin/python"
        assert exists(app, words), order
    assert unit["User"] == ["fangxin"]
    assert unit["NoNewPrivileges"] == ["yes"]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["EnvironmentFile"] == ["/etc/fangxin/fangxin.env"]


def test_every_service_of_the_compose_file_runs_what_exists_and_waits_for_what_it_needs(app: Flask):
    whole = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text("utf-8"))
    services = whole["services"]
    for name, one in services.items():
        order = one.get("command", [])
        if order and order[0].endswith("python"):
            assert exists(app, order), name
        assert set(one.get("depends_on", {})) <= services.keys()
        named = {
            volume.partition(":")[0] for volume in one.get("volumes", []) if not volume.startswith((".", "/"))
        }
        assert named <= whole["volumes"].keys()


def test_every_command_in_the_manual_exists(app: Flask):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert [one for one in re.findall(r"`make ([a-z-]+)", SAID) if one not in targets] == []
    typed = re.findall(r"(?:^|`)flask ([a-z -]+?)(?= +[-/<#0-9…`]|`|$)", SAID, re.MULTILINE)
    assert len(typed) > 10
    assert [one for one in typed if not names(app, one.split())] == []


def test_the_manual_names_every_setting_that_is_read_and_no_other():
    read = set(re.findall(r'"([A-Z][A-Z_]+)"', (ROOT / "app" / "settings.py").read_text("utf-8")))
    table = SAID.partition("| variable | meaning |")[2].partition("\n\n")[0]
    told = {
        name
        for row in table.splitlines()
        for name in re.findall(r"`([A-Z][A-Z_]+)`", row.split("|")[1] if "|" in row else "")
    }
    assert read - told == set()
    assert {name.removesuffix("_FILE") for name in told} - read - OWN == set()  # a secret may lie in a file
    asked = {
        line.partition("=")[0]
        for line in (ROOT / "deploy/systemd/fangxin.env").read_text("utf-8").splitlines()
        if "=" in line and not line.startswith("#")
    }
    assert asked <= told
