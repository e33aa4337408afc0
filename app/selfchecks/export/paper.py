"""The report on paper, fit to be handed to an inspector."""

from app.infra import pdf
from app.selfchecks.comparison import Comparison
from app.selfchecks.export.fields import FIELDS
from app.selfchecks.export.sheets import overview, text_of
from app.selfchecks.export.whole import Whole
from app.selfchecks.models import Remediation


def report(whole: Whole, comparison: Comparison) -> bytes:
    """The PDF file. Raises ``pdf.PaperMissing`` where the machine lacks the libraries."""
    return pdf.render(
        "pdf/selfcheck.html", whole=whole, facts=[(name, text_of(value)) for name, value in overview(whole)],
        text_of=text_of, task_fields=FIELDS[Remediation], comparison=comparison,
    )  # fmt: skip
