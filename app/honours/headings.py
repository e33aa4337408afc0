"""What an edition is called, in the reader's language. The row keeps the Chinese heading as it was published."""

from app.honours.models import HonourList
from app.honours.terms import ListKind
from app.infra.i18n import _, say
from app.infra.scope import RegionRef


def of(edition: HonourList, region: RegionRef) -> str:
    facts = {
        "region": say(region.name, region.name_en),
        "year": edition.published_on.year,
        "number": edition.number,
    }
    if edition.kind is ListKind.RED:
        return _("%(region)s放心电商红榜第 %(number)s 期（%(year)s 年）", **facts)
    return _("%(region)s放心电商黑榜第 %(number)s 期（%(year)s 年）", **facts)
