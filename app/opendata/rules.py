"""What may be in a file that everybody can keep."""

from app.kernel.errors import DomainError

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


def check_since(since: int, newest: int) -> None:
    """Raises ``SinceRefused``: a file of another region, or of an installation that was set up anew."""
    if not 0 <= since <= newest:
        raise SinceRefused(since=since, newest=newest)
