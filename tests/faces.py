"""Every page is looked at closely: those that links lead to by the browser's own tests, the others as web tests meet them.

What was looked at is written down in a folder that all processes of a run share; at its end nothing may be missing.
"""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from playwright.sync_api import Browser, Route
from werkzeug.exceptions import HTTPException

from tests.browser.gallery import KEEPS_SHOTS
from tests.browser.live import House
from tests.browser.visitor import DESKTOP, PHONE, Visitor, window

FOLDER = "FACES_DIR"
NOWHERE = "http://fangxin.test"
UNLINKED = {  # for machines, for builders, for redirects, or part of another page
    "static", "regions.language", "desk.healthz", "desk.readyz", "merchants.register", "tag.lower",
    "labels.progress", "labels.sample", "certificates.show_badge", "api.fetch_batch", "api.list_batches", "api.ledger_of_batch", "api.show_label",
    "api.list_shops", "api.show_batch", "labels.preview", "licences.crop", "licences.page", "licences.reading_crop",
    "licences.reading_page",
    "metrics", "rubrics.preview", "entry.take", "entry.open_link",
    "help.search", "selfcheck_reports.progress", "mediation.own_progress", "mediation.progress", "panel_sittings.progress", "editions.progress",
}  # fmt: skip
AFTER_AN_ACT = {  # seen only after somebody did something, which the story does
    "complaints.appeal", "complaints.confirm", "complaints.merge", "complaints.decide_appeal", "complaints.unmerge", "entry.confirm", "entry.second", "reports.unmask",
    "rubrics.dry_run", "rubrics.publish",
    "selfcheck_reports.show", "selfcheck_reports.file", "selfcheck_papers.show", "panels.vote", "panel_sittings.minutes", "own_honours.ask", "title_cases.speak", "title_cases.show", "title_cases.decide",
    "title_cases.file", "editions.paper", "editions.repair", "editions.repair_file", "editions.withdraw", "own_honours.complete",
    "repairs.added_file", "repairs.decline", "repairs.extend", "repairs.lacking", "repairs.revoke", "rights.file",
    "rights.decide", "rights.show",
    "assessments.duty", "assessments.earlier_file", "assessments.finish", "assessments.reassess", "forms.file", "reviews.correct",
    "reviews.own_file",
    "assessments.consumer_form", "assessments.reopen", "assessments.thanks", "complaints.case",
    "complaints.case_bureau", "complaints.case_withdraw", "complaints.case_object", "complaints.case_reopen",
    "complaints.end_told", "complaints.resume", "complaints.mediate", "complaints.receipt",
    "cycles.open_cycle", "cycles.progress", "bulletins.withdraw", "honours.decide", "honours.repair", "proposals.decide",
    "public_notices.show", "publicity.answer", "publicity.show", "publicity.withdraw", "reviews.check",
    "first_pass.show", "selfchecks.dimension", "selfchecks.item", "selfchecks.review", "selfchecks.scope", "selfchecks.show",
    "tag.show", "api_tokens.revoke", "labels.checked_ruler", "labels.commands", "labels.part", "labels.let_key_go", "licences.confirm",
    "proofs.edit", "proofs.file", "remediation.proof",
    "complaints.case_file", "complaints.case_mine", "complaints.file", "complaints.receipt_image",
    "complaints.recover_code", "complaints.signed_receipt", "reports.case", "reports.case_contact", "reports.case_file",
    "reports.evidence", "reports.receipt", "reports.tell", "complaints.case_copy", "reports.case_copy",
    "objections.case", "objections.case_contact", "objections.case_copy", "objections.receipt", "publicity.unmask",
    "mediation.clear_breach", "mediation.confirm", "mediation.own", "mediation.own_confirm", "mediation.own_paper",
    "mediation.own_text", "mediation.paper", "notices.confirm_contact", "statistics.fetch_export", "statistics.show_export",
}  # fmt: skip
NO_PAGES = {  # files, parts of pages, answers for programs, and addresses that only lead on
    "agreements.key", "agreements.signature", "agreements.statement", "api.fetch_batch", "api.ledger_of_batch",
    "api.list_batches", "api.list_shops", "api.openapi", "api.show_batch", "api.show_label",
    "assessments.earlier_file", "assessments.mine", "assessments.replay_file", "certificates.key",
    "certificates.show_badge", "certificates.signature", "certificates.text", "complaints.case_copy",
    "complaints.case_file", "complaints.file", "complaints.receipt_image", "complaints.receipt_key",
    "complaints.receipt_keys", "complaints.signed_receipt", "cycles.index", "desk.healthz", "desk.readyz",
    "editions.paper", "editions.progress", "editions.repair_file", "entry.open_link", "exports.as_json",
    "exports.as_workbook", "feed.atom", "forms.file", "labels.addresses", "labels.checked_ruler", "labels.commands",
    "labels.file", "labels.one", "labels.part", "labels.plain_ruler", "labels.preview", "labels.progress",
    "labels.sample", "licences.crop", "licences.file", "licences.page", "licences.reading_crop",
    "licences.reading_page", "mediation.own_paper", "mediation.own_progress", "mediation.own_text",
    "mediation.paper", "mediation.progress", "mediation.text", "metrics", "notices.show", "objections.case_copy",
    "opendata.lines", "opendata.schema", "own_title.paper", "panel_sittings.minutes", "panel_sittings.progress",
    "proofs.file", "regions.language", "remediation.proof", "repairs.added_file", "reports.case_copy",
    "reports.case_file", "reports.evidence", "reviews.own_file", "rights.file", "selfcheck_reports.file",
    "selfcheck_reports.progress", "static", "statistics.fetch_export", "statistics.file", "tag.lower",
    "title_cases.file",
}  # fmt: skip


class Seen:
    """The kinds of pages that were looked at, by any process of this run."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def take(self, endpoint: str) -> bool:
        """Whether this one is the first to come with it."""
        with suppress(FileExistsError):
            (self.folder / endpoint).touch(exist_ok=False)
            return True
        return False

    def take_linked(self, app: Flask, addresses: Iterable[str]) -> None:
        """What the browser's own tests have looked at, in every way where a link leads there."""
        for endpoint in {endpoint_of(app, address) or "static" for address in addresses}:
            if endpoint not in AFTER_AN_ACT | UNLINKED:
                self.take(endpoint)

    def expect(self, app: Flask) -> None:
        """Write down which pages there are, for the process that only counts."""
        there = {one.endpoint for one in app.url_map.iter_rules() if one.methods and "GET" in one.methods}
        (self.folder / ".there").write_text("\n".join(sorted(there)))

    def missing(self) -> set[str]:
        there = (self.folder / ".there").read_text().split()
        return set(there) - {one.name for one in self.folder.iterdir()} - NO_PAGES


def seen() -> Seen:
    return Seen(Path(os.environ[FOLDER]))


def endpoint_of(app: Flask, address: str) -> str | None:
    try:
        endpoint, _args = app.url_map.bind("").match(urlsplit(address).path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)


class Eye:
    """A browser window to which web tests bring what they fetched. Only the house's own static files are to be had there."""

    def __init__(self, app: Flask, browser: Callable[[], Browser]) -> None:
        self.app = app
        self.browser = browser
        self.seen = seen()
        self.visitor: Visitor | None = None
        self.shown = ""

    def look(self, html: str, url: str, in_english: Callable[[str], str]) -> None:
        """On a phone and on a desktop computer, by day and by night; a page that links lead to is left to others.

        Pictures are taken in English as well (`make shots`): ``in_english`` fetches the page once more.
        """
        endpoint = endpoint_of(self.app, url)
        if endpoint not in AFTER_AN_ACT | UNLINKED or not self.seen.take(endpoint):
            return
        self._look("zh", endpoint, url, html)
        if KEEPS_SHOTS:
            self._look("en", endpoint, url, in_english(url))

    def _look(self, language: str, endpoint: str, url: str, html: str) -> None:
        visitor = self.visitor = self.visitor or self._window()
        self.shown, visitor.language = html, language
        visitor.turn(PHONE)
        visitor.open(url)
        visitor.stood_still()
        for width in (PHONE, DESKTOP):
            visitor.turn(width)
            visitor.look(endpoint)
            visitor.in_the_dark(endpoint)

    def _window(self) -> Visitor:
        context = window(self.browser(), PHONE)
        context.route("**/*", self._serve)
        return Visitor(
            context.new_page(), House(NOWHERE, Path()), PHONE, "zh", script=True, folder="after-an-act"
        )

    def _serve(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if route.request.resource_type == "document":
            route.fulfill(body=self.shown, content_type="text/html; charset=utf-8")
        elif path.startswith("/static/"):
            route.fulfill(path=Path(str(self.app.static_folder), *path.split("/")[2:]))
        else:
            route.abort()
