"""What a label says in words of its seller's title, where the region wants paper to say anything."""

from datetime import date

from app.labels import credit
from app.merchants.models import Merchant
from app.titles import queries
from app.titles.terms import TitleState

ON_PAPER = (
    "放心电商（{0.year}年{0.month}月{0.day}日评定）"  # the paper stays when the title goes; always Chinese
)


@credit.told_by
def words(merchant: Merchant, day: date) -> str | None:
    """Only a title that is good on ``day``; a suspended or expired one is not printed."""
    title = queries.current_title(merchant.id)
    if title is None or title.standing_on(day) is not TitleState.VALID:
        return None
    return ON_PAPER.format(title.awarded_on)
