"""What a notice is called, in the reader's language. The row keeps the Chinese heading as it was published."""

from app.infra.i18n import _, say
from app.infra.phrases import word
from app.infra.scope import RegionRef
from app.publicity.models import PublicNotice
from app.publicity.terms import NoticeKind

NAMED = 2  # sellers of a notice that a line has room for


def of(notice: PublicNotice, region: RegionRef) -> str:
    """Composed from its parts; a notice from before the parts were kept has its Chinese heading only."""
    if notice.year is None:
        return notice.title
    return composed(notice.kind, notice.year, region)


def composed(kind: NoticeKind, year: int, region: RegionRef) -> str:
    name = say(region.name, region.name_en)
    if kind is NoticeKind.TITLES:
        return _("%(region)s %(year)s 年放心电商拟授予名单公示", region=name, year=year)
    return _("%(region)s %(year)s 年拟列入黑榜名单公示", region=name, year=year)


def sellers(notice: PublicNotice) -> str:
    """Whom it is about: two notices of a year bear the same heading. Bad news only where ``rules.shows_lines``."""
    names = [line.name for line in notice.said]
    first = _("、").join(names[:NAMED])
    return first if len(names) <= NAMED else _("%(names)s等 %(count)s 家", names=first, count=len(names))


def in_short(notice: PublicNotice) -> str:
    """What is proposed, and for whom."""
    return _("%(kind)s：%(names)s", kind=word(notice.kind), names=sellers(notice))
