"""Telling shops what will change in the law under their items, before it takes force. Each change once a shop."""

from collections.abc import Sequence
from datetime import date, datetime

from app.accounts import queries as accounts
from app.accounts.models import User
from app.guides import queries as guides
from app.guides.calendar import LawChange, coming
from app.guides.laws import law_index
from app.guides.terms import Guide
from app.infra.i18n import _l, day_text
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.notices import service as notices


def changes_for(shop: Merchant, today: date) -> Sequence[LawChange]:
    """What will change for what this shop sells and does; nothing while its kind has no guide."""
    found = guides.current(shop.kind)
    return _touching(found.guide, shop, today) if found else ()


def tell(now: datetime) -> int:
    """Each shop, of each change that is near and touches it; how many messages, those told before included."""
    today, told = local_day(now), 0
    people = accounts.of_all_merchants()
    for kind in MerchantKind:
        found = guides.current(kind)
        if found is None or not any(one.is_near(today) for one in _of_whole(found.guide, today)):
            continue
        for shop in merchants.all_of(kind):
            for change in _touching(found.guide, shop, today):
                if change.is_near(today) and shop.id in people:
                    _tell(people[shop.id], change, now)
                    told += 1
    return told


def _of_whole(guide: Guide, today: date) -> Sequence[LawChange]:
    return coming(guide.items, law_index(guide.year), today)


def _touching(guide: Guide, shop: Merchant, today: date) -> Sequence[LawChange]:
    return coming(guide.applicable(shop.scopes), law_index(guide.year), today)


def _tell(people: Sequence[User], change: LawChange, now: datetime) -> None:
    title = _l("%(law)s将有变化", law=change.law)
    text = _l(
        "%(day)s 起：%(note)s。和您有关的指南条目有 %(count)d 条，请提前看看。",
        day=day_text(change.on), note=change.note, count=len(change.items),
    )  # fmt: skip
    notices.tell_all(people, title, text, "/guides/changes", key=change.key, now=now)
