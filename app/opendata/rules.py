"""What may be in a file that everybody can keep."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from app.kernel.errors import DomainError
from app.opendata.terms import Dataset
from app.publicity import rules as notices
from app.publicity.terms import NoticeState
from app.titles import rules as titles
from app.titles.terms import Standing, TitleState

SOLE_TRADER = "92"  # GB 32100-2015: registered with the market regulator (9), individual business (2)
SHOWN_FIRST, SHOWN_LAST = 8, 2


class SinceRefused(DomainError):
    """``since`` is not a place in the order of changes that this region ever reached; ``newest`` is the last one."""

    code = "opendata.since_refused"


def is_sole_trader(uscc: str) -> bool:
    """Whether the code belongs to one person's business, so that what is tied to it is about that person.

    Source: GB 32100-2015, first two characters.
    """
    return uscc.startswith(SOLE_TRADER)


def shown_uscc(uscc: str) -> str:
    """In files a sole trader's code is masked: whole lists of them would be lists of persons.

    Source: 个人信息保护法 arts. 6 and 27 (no more than the purpose needs). The page of a single seller shows it whole.
    """
    if not is_sole_trader(uscc):
        return uscc
    hidden = "*" * (len(uscc) - SHOWN_FIRST - SHOWN_LAST)
    return f"{uscc[:SHOWN_FIRST]}{hidden}{uscc[-SHOWN_LAST:]}"


def as_of(dataset: Dataset, content: Mapping[str, Any], day: date) -> dict[str, Any] | None:
    """A kept line as it is on ``day``: what dates decide is not waited for. None: it is over and gone.

    Decided by ``titles.rules`` and ``publicity.rules``, where every page lets it be decided.
    """
    if dataset is Dataset.LISTS:
        return None if _over(content["until"], day) else dict(content)
    if dataset is Dataset.TITLES:
        state = titles.standing(TitleState(content["state"]), date.fromisoformat(content["valid_until"]), day)
        return {**content, "state": state.value}
    return {
        **content,
        "title_standing": _standing(content, day).value,
        "title_notice_ends_on": content.get("title_notice_ends_on"),
        "title_disputed": _disputed(content),
        "on_red_list_until": _unless_over(content["on_red_list_until"], day),
        "on_black_list_until": _unless_over(content["on_black_list_until"], day),
    }


def _standing(content: Mapping[str, Any], day: date) -> Standing:
    kept, until, ends_on = (
        content["title_standing"], content["title_valid_until"], content.get("title_notice_ends_on"),
    )  # fmt: skip
    newest = None
    if until is not None:
        held = TitleState(kept) if kept in set(TitleState) else TitleState.EXPIRED
        newest = titles.standing(held, date.fromisoformat(until), day)
    stage = notices.standing(NoticeState.RUNNING, date.fromisoformat(ends_on), day) if ends_on else None
    return titles.overall(newest, stage, disputed=_disputed(content))


def _disputed(content: Mapping[str, Any]) -> bool:
    """Lines from before this was said by itself said it with the standing."""
    told: bool = content.get("title_disputed", content["title_standing"] == Standing.DISPUTED)
    return told


def _over(until: str, day: date) -> bool:
    return date.fromisoformat(until) < day


def _unless_over(until: str | None, day: date) -> str | None:
    return None if until is None or _over(until, day) else until


def check_since(since: int, newest: int) -> None:
    """Raises ``SinceRefused``: a file of another region, or of an installation that was set up anew."""
    if not 0 <= since <= newest:
        raise SinceRefused(since=since, newest=newest)
