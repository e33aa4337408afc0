"""Walks every page, word and job, so that nobody has to remember."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app.desk.surroundings import NAV
from app.infra import phrases
from app.kernel.errors import DomainError
from app.kernel.kinds import AuditAction, JobName, Permission
from app.settings import ROOT
from worker.jobs import JOBS

KEBAB = r"(/(<([a-z]+(\([a-z_,-]+\))?:)?[a-z_]+>|[a-z0-9.-]+)(\.[a-z]+)?)*/?"
OWN_CASE = {"/Q/<token>"}  # upper case keeps the QR small


def members(kind: type) -> list:
    return [member for sub in kind.__subclasses__() for member in sub]


def kin(kind: type) -> list[type]:
    return [one for sub in kind.__subclasses__() for one in (sub, *kin(sub))]


def test_every_page_says_who_may_see_it(app: Flask):
    silent = [
        name
        for name, view in app.view_functions.items()
        if name != "static" and not hasattr(view, "__access__")
    ]
    assert silent == [], "add @public or @requires(...) to these views"


def test_every_page_of_people_signed_in_has_its_place_in_the_navigation(app: Flask):
    """The bell leads to the inbox; everything else stands under some line of the side navigation."""
    named = {one for entry in app.extensions[NAV] for one in (entry.endpoint.partition(".")[0], *entry.also)}
    rooms = {
        rule.endpoint.partition(".")[0]
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
        and getattr(app.view_functions[rule.endpoint], "__access__", "public") != "public"
    }
    assert rooms - named == {"notices"}


def test_every_permission_has_a_row(app: Flask):
    policy = app.extensions["fangxin.policy"]
    assert [one for one in members(Permission) if one not in policy] == []


def test_every_job_name_has_its_function():
    assert [name for name in members(JobName) if name not in JOBS] == []


def test_every_audit_action_has_its_words(app: Flask):
    words = app.extensions[phrases.WORDS]
    assert [one for one in members(AuditAction) if (type(one), one) not in words] == []


def test_no_word_is_lost_to_another_of_the_same_value(app: Flask):
    """Two members of equal text in one table of words would be one key; each member of a worded kind must be there."""
    words = app.extensions[phrases.WORDS]
    lost = [one for kind in {kind for kind, _ in words} for one in kind if (kind, one) not in words]
    assert lost == []


def test_every_refusal_has_its_sentence(app: Flask):
    errors = app.extensions[phrases.ERRORS]
    told = [
        one.code for one in kin(DomainError) if one.__module__.startswith("app.") and one.code not in errors
    ]
    assert told == []


def test_every_template_compiles(app: Flask):
    names = app.jinja_env.list_templates(extensions=["html", "txt", "svg"])
    assert len(names) > 20
    for name in names:
        app.jinja_env.get_template(name)


def test_addresses_are_kebab_case(app: Flask):
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    odd = [rule for rule in rules if rule not in OWN_CASE and not re.fullmatch(KEBAB, rule)]
    assert odd == []


@pytest.mark.parametrize("folder", ["app", "worker", "tools"])
def test_no_file_outgrows_the_house(folder: str):
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / folder).rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 400
    }
    assert long == {}


def test_commits_only_at_entrances():
    """Services flush. Only views, signing in, jobs, commands and the plumbing may open a unit of work or commit."""
    allowed = re.compile(r"(views|cli|commands|demo|infra|jobs|accounts/session\.py)")
    guilty = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "app").rglob("*.py")
        if not allowed.search(str(path.relative_to(ROOT)))
        and re.search(r"unit_of_work\(|\.commit\(", path.read_text("utf-8"))
    ]
    assert guilty == []


def test_nothing_but_settings_reads_the_environment():
    readers = [
        str(path.relative_to(ROOT))
        for path in (ROOT / "app").rglob("*.py")
        if re.search(r"os\.environ|getenv", path.read_text("utf-8"))
        and path.name != "settings.py"
        and Path("app/infra/embedded") not in path.relative_to(ROOT).parents
    ]
    assert readers == []
