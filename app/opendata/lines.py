"""From a seller's card and its entries on lists to the lines of the files."""

from collections.abc import Iterable, Iterator

from app.honours.models import HonourEntry
from app.kernel.clock import local_day
from app.opendata.rules import is_sole_trader, shown_uscc
from app.opendata.terms import Dataset, Line, ListLine, MerchantLine, TitleLine
from app.public.rules import is_disputed, standing_on
from app.public.terms import CardFacts, TitleFact


def lines_of(card: CardFacts, entries: Iterable[HonourEntry]) -> Iterator[tuple[Dataset, str, Line]]:
    """Everything that the files say of one seller: dataset, key, line."""
    yield Dataset.MERCHANTS, card.code, merchant_line(card)
    for title in (card.title, *card.earlier):
        if title is not None:
            yield Dataset.TITLES, title.number, title_line(card, title)
    for entry in entries:
        yield Dataset.LISTS, entry.code, list_line(entry)


def merchant_line(card: CardFacts) -> MerchantLine:
    title, told = card.title, card.complaints
    return MerchantLine(
        code=card.code, name=card.name, uscc=shown_uscc(card.uscc), is_sole_trader=is_sole_trader(card.uscc),
        kind=card.kind, goods=card.goods, park=card.park, station=card.station,
        rooms="; ".join(f"{room.platform.value}: {room.name}" for room in card.rooms),
        registered_on=card.registered_on, title_standing=standing_on(card, card.complaints.until),
        title_number=title.number if title else None, title_valid_until=title.valid_until if title else None,
        on_red_list_until=card.red.until if card.red else None,
        on_black_list_until=card.black.until if card.black else None,
        complaints_since=told.since, complaints_received=told.received, complaints_answered=told.answered,
        complaints_answered_in_time=told.answered_in_time, complaints_solved=told.solved, complaints_open=told.open,
        title_notice_ends_on=card.notice.ends_on if card.notice else None, title_disputed=is_disputed(card),
    )  # fmt: skip


def title_line(card: CardFacts, title: TitleFact) -> TitleLine:
    return TitleLine(
        number=title.number, merchant_code=card.code, merchant_name=card.name, state=title.state, score=title.score,
        awarded_on=title.awarded_on, valid_until=title.valid_until, ground=title.ground,
        suspended_on=local_day(title.suspended_at) if title.suspended_at else None,
        revoked_on=local_day(title.revoked_at) if title.revoked_at else None,
    )  # fmt: skip


def list_line(entry: HonourEntry) -> ListLine:
    edition = entry.edition
    return ListLine(
        code=entry.code, list=edition.kind, edition=edition.number, published_on=edition.published_on,
        until=entry.until, merchant_code=entry.merchant_code, merchant_name=entry.name, uscc=shown_uscc(entry.uscc),
        score=entry.score, grounds=entry.grounds, source_kind=entry.source_kind, source_number=entry.source_number,
        source_on=entry.source_on, source_url=entry.source_url, restarted_on=entry.restarted_on,
    )  # fmt: skip
