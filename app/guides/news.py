"""Telling shops what will change in the law under their items, before it takes force. Each change once a person."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import func, select

from app.accounts import queries as accounts
from app.accounts.models import User
from app.guides import queries as guides
from app.guides.calendar import LawChange, coming
from app.guides.jobs import GuideJob
from app.guides.law_names import law_name
from app.guides.laws import laws_on
from app.guides.terms import Guide
from app.infra import jobs
from app.infra.i18n import _, day_text, say
from app.infra.scope import Session
from app.kernel.clock import local_day
from app.merchants import queries as merchants
from app.merchants.models import Merchant
from app.merchants.terms import MerchantKind
from app.notices import service as notices
from app.notices.models import Notice

BATCH = 500  # shops in one transaction


def changes_for(shop: Merchant, today: date) -> Sequence[LawChange]:
    """What will change for what this shop sells and does; nothing while its kind has no guide."""
    found = guides.current(shop.kind)
    return (
        coming(found.guide.applicable(shop.scopes), laws_on(found.guide.year, found.guide.as_of), today)
        if found
        else ()
    )


def promise_to_tell(now: datetime) -> int:
    """One job a kind and day, if a change is near for any shop of it; how many were promised."""
    today = local_day(now)
    kinds = [kind for kind in MerchantKind if _near(kind, today)]
    for kind in kinds:
        jobs.promise(GuideJob.LAW_NEWS, key=f"guide.law_news {kind.value} {today}", kind=kind.value)
    return len(kinds)


def tell_batch(kind: MerchantKind, *, after: int, now: datetime) -> int | None:
    """Tell the people of the next shops by id; the last id, or None when there are no more.

    The same few statements whatever the number of shops: those that sell and do the same are told together, and who
    has been told is not told again.
    """
    shops = merchants.batch_of(kind, after=after, most=BATCH)
    found = guides.current(kind)
    if not shops or found is None:
        return None
    people = accounts.of_merchants([shop.id for shop in shops])
    audience: dict[LawChange, list[User]] = {}
    alike: dict[tuple[str, ...], Sequence[LawChange]] = {}
    for shop in shops:
        scopes = tuple(sorted(shop.scopes))
        if scopes not in alike:
            alike[scopes] = _near_for(found.guide, scopes, local_day(now))
        for change in alike[scopes]:
            audience.setdefault(change, []).extend(people.get(shop.id, ()))
    _tell(audience, now)
    return shops[-1].id


def count(kind: MerchantKind) -> int:
    return Session().scalar(select(func.count(Merchant.id)).where(Merchant.kind == kind)) or 0


def _near(kind: MerchantKind, today: date) -> bool:
    found = guides.current(kind)
    return found is not None and any(
        change.is_near(today)
        for change in coming(found.guide.items, laws_on(found.guide.year, found.guide.as_of), today)
    )


def _near_for(guide: Guide, scopes: Sequence[str], today: date) -> Sequence[LawChange]:
    touching = coming(guide.applicable(scopes), laws_on(guide.year, guide.as_of), today)
    return [change for change in touching if change.is_near(today)]


def _tell(audience: Mapping[LawChange, Sequence[User]], now: datetime) -> None:
    everyone = [user.id for users in audience.values() for user in users]
    told = set(
        Session().execute(
            select(Notice.key, Notice.user_id).where(
                Notice.key.in_([change.key for change in audience]), Notice.user_id.in_(everyone)
            )
        )
    )
    for change, users in audience.items():
        anew = [user for user in users if (change.key, user.id) not in told]
        _write(change, anew, now)


def _write(change: LawChange, users: Sequence[User], now: datetime) -> None:
    def title() -> str:
        return _("%(law)s将有变化", law=law_name(change.law))

    def text() -> str:
        return _(
            "%(day)s 起：%(note)s。和您有关的指南条目有 %(count)d 条，请提前看看。",
            day=day_text(change.on), note=say(change.note, change.note_en).rstrip("。."), count=len(change.items),
        )  # fmt: skip

    notices.tell_all(users, title, text, "/guides/changes", key=change.key, now=now)
