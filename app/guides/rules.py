"""What a new version of a guide must hold to. Values only."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from app.guides.laws import LawIndex
from app.guides.terms import Guide, GuideItem
from app.kernel.errors import DomainError


class DraftRefused(DomainError):
    """What was written cannot become a guide. ``problems`` are (place, kind of problem, detail)."""

    code = "guides.draft_refused"


class BaseChanged(DomainError):
    """Somebody else has published since the page was opened."""

    code = "guides.base_changed"


class NothingChanged(DomainError):
    """The new version would say what the current one says."""

    code = "guides.nothing_changed"


Problem = tuple[str, str, str]


def check_whole(guide: Guide, index: LawIndex) -> None:
    """Raises ``DraftRefused`` naming every place that does not hold."""
    problems = list(problems_of(guide, index))
    if problems:
        raise DraftRefused(problems=problems)


def problems_of(guide: Guide, index: LawIndex) -> Iterator[Problem]:
    """Every item has a code and a dimension of its own and known scopes; every dimension an item; every citation a law."""
    for code, times in Counter(item.code for item in guide.items).items():
        if times > 1:
            yield code, "twice", str(times)
    for item in guide.items:
        yield from _problems_of_item(item, guide, index)
    filled = {item.dimension for item in guide.items}
    yield from ((one.code, "empty", "") for one in guide.dimensions if one.code not in filled)


def _problems_of_item(item: GuideItem, guide: Guide, index: LawIndex) -> Iterator[Problem]:
    scopes = {one.code for one in guide.scopes}
    if guide.dimension(item.dimension) is None:
        yield item.code, "dimension", item.dimension
    yield from ((item.code, "scope", scope) for scope in item.scope if scope not in scopes)
    if (len(item.proof), len(item.fix)) != (len(item.proof_en), len(item.fix_en)):
        yield item.code, "languages", ""
    for one in (*item.citations, *item.leniency.citations):
        if not index.citable(one.law, one.article):
            yield item.code, "citation", f"《{one.law}》第 {one.article} 条"


def laws_already_changed(guide: Guide, index: LawIndex, today: date) -> Sequence[str]:
    """Cited laws whose announced change is in force by now: to be read again before publishing."""
    laws = index.by_title
    cited = dict.fromkeys(
        one.law for item in guide.items for one in (*item.citations, *item.leniency.citations)
    )
    return [
        title for title in cited
        if title in laws and (next_ := laws[title].successor) is not None and next_.on <= today
    ]  # fmt: skip
