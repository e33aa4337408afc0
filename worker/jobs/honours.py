"""Writes editions as PDF files to be posted. Killed half way, it begins again; a paper that is there stays."""

from collections.abc import Callable

from flask import current_app

from app.honours import headings, queries, repair_words, service
from app.honours.terms import EditionState, HonourJob
from app.infra import audit, clock, pdf, scope, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.kernel.kinds import JobName
from app.regions import queries as regions

PDF = "application/pdf"


def print_edition(job: Job) -> None:
    """One step to gather, one to write."""
    with unit_of_work():
        edition = queries.by_id(int(job.args["edition_id"]))
        if edition is None or edition.file_id is not None or edition.state is EditionState.WITHDRAWN:
            return
        job.total, job.done = 2, 1
    head, region = audit.head(), scope.current_region()
    url = f"{current_app.config['PUBLIC_URL']}/r/{region.code}/honours/editions/{edition.code}"
    written = pdf.render(
        "pdf/edition.html", edition=edition, entries=[one for one in edition.entries if one.fell_at is None],
        heading=headings.of(edition, region), bureau=regions.here().bureau_name, url=url, qr=pdf.qr_svg(url), head=head,
        terms=repair_words.terms(edition),
    )  # fmt: skip
    with unit_of_work():
        held = queries.held(edition)
        file = storage.keep(written, media_type=PDF, name=f"edition-{edition.code}.pdf", now=clock.now())
        service.keep_paper(held, file, head, by=SYSTEM, now=clock.now())
        job.done = 2


JOBS: dict[JobName, Callable[[Job], None]] = {HonourJob.PRINT: print_edition}
