"""Reads of the public slice: cards, one or a page of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import cast, func, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.types import Text

from app.infra.paging import PAGE_SIZE, Page
from app.infra.scope import Session
from app.merchants.terms import MerchantKind
from app.public import rules
from app.public.models import MerchantCard
from app.public.terms import OnList
from app.titles.terms import Standing

HIGHEST = 2**31 - 1
PROPOSED = (Standing.ON_NOTICE, Standing.NOTICE_OVER, Standing.DISPUTED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What sellers are looked for by. Everything empty: all of them."""

    words: str = ""
    kind: MerchantKind | None = None
    park_id: int | None = None
    title: Standing | None = None
    on_list: OnList | None = None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.kind or self.park_id or self.title or self.on_list)


def by_code(code: str) -> MerchantCard | None:
    return Session().scalar(select(MerchantCard).where(MerchantCard.code == code))


def page_of(wanted: Wanted, today: date, after: int | None = None) -> Page[MerchantCard]:
    """One page, newest seller first. Page ten thousand costs what page one costs, and a small county beside a large one too.

    The database looks (see the function's migration), because it knows the county while it plans; the cards are read as
    all others are.
    """
    terms = [term for term in map(rules.folded, wanted.words[: rules.LONGEST_WORDS].split()) if term]
    grams = list(dict.fromkeys(gram for term in terms for gram in rules.asked_grams(term)))[
        : rules.MOST_GRAMS
    ]
    code = rules.asked_code(wanted.words)
    if code is not None and len(code) >= rules.SURELY_A_CODE:
        terms, grams = [], []
    asked = func.find_cards(
        cast(grams, ARRAY(Text)), cast(terms, ARRAY(Text)), code, f"{code}~" if code else None,
        HIGHEST if after is None else max(0, min(after, HIGHEST)), PAGE_SIZE + 1, today,
        wanted.kind.value if wanted.kind else None, wanted.park_id, _asked_title(wanted.title),
        {OnList.RED: "red", OnList.BLACK: "black", None: None}[wanted.on_list],
    )  # fmt: skip
    ids = Session().scalars(select(asked)).all()
    shown = ids[:PAGE_SIZE]
    cards = select(MerchantCard).where(MerchantCard.merchant_id.in_(shown))
    rows = Session().scalars(cards.order_by(MerchantCard.merchant_id.desc())).all()
    return Page(rows, shown[-1] if len(ids) > PAGE_SIZE else None)


def _asked_title(title: Standing | None) -> str | None:
    return Standing.ON_NOTICE.value if title in PROPOSED else title.value if title else None
