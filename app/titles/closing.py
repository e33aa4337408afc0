"""Sellers whom a panel has passed and nobody has put on notice: they would go without the title."""

from collections.abc import Iterator
from datetime import datetime

from app.assessments import closing
from app.assessments.closing import MOST_NAMED, Owed
from app.assessments.models import Cycle
from app.infra.i18n import _l
from app.panels import queries as panels
from app.panels.terms import QuestionKind
from app.titles import queries


@closing.told_by
def not_proposed(cycle: Cycle, now: datetime) -> Iterator[Owed]:
    """Only worth knowing: a list or a veto may be the reason."""
    taken = queries.proposed_ids(cycle.id)
    passed = panels.passed(cycle.id, None, QuestionKind.TITLE)
    found = {one.merchant_id: one.merchant for one in passed if one.merchant_id not in taken}
    named = [(one.name, f"/merchants/{one.code}") for one in found.values()]
    yield Owed(_l("评议通过，还没有提名公示"), len(found), named[:MOST_NAMED], blocks=False)
