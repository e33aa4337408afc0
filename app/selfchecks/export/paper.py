"""A result on paper, fit to be handed to an inspector: all of it, or two pages that say what matters."""

from flask import current_app

from app.infra import pdf
from app.infra.scope import current_region
from app.selfchecks.comparison import Comparison
from app.selfchecks.export import seal
from app.selfchecks.export.fields import FIELDS
from app.selfchecks.export.sheets import overview, text_of
from app.selfchecks.export.whole import Whole
from app.selfchecks.models import Remediation, SelfCheck

VETOES, TASKS = 4, 7  # as many as two pages hold; the others are counted


def report(whole: Whole, comparison: Comparison) -> bytes:
    """The PDF file. Raises ``pdf.PaperMissing`` where the machine lacks the libraries."""
    return pdf.render(
        "pdf/selfcheck.html", whole=whole, facts=[(name, text_of(value)) for name, value in overview(whole)],
        text_of=text_of, task_fields=FIELDS[Remediation], comparison=comparison,
    )  # fmt: skip


def summary(whole: Whole, comparison: Comparison) -> bytes:
    """Two pages, however much there is to put right. Raises ``pdf.PaperMissing``."""
    open_tasks = [task.row for task in whole.tasks if task.row.is_open]
    address = checking_url(whole.check)
    return pdf.render(
        "pdf/selfcheck-summary.html", whole=whole, comparison=comparison, vetoes=whole.result.vetoes[:VETOES],
        tasks=open_tasks[:TASKS], tasks_left=len(open_tasks[TASKS:]), vetoes_left=len(whole.result.vetoes[VETOES:]),
        verify_url=address, qr=pdf.qr_svg(address),
    )  # fmt: skip


def checking_url(check: SelfCheck) -> str:
    """Where whoever holds the paper sees that it is ours."""
    home, here = current_app.config["PUBLIC_URL"], current_region().code
    return f"{home}/r/{here}/self-checks/{check.code}/{seal.mark_of(check)}"
