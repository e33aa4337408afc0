"""A chapter as this reader sees it: numbers filled in, and a link only where this person may go."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, url_for
from flask_login import current_user

from app.accounts.terms import Role
from app.guides import queries as guides
from app.guides.terms import GuidePermission
from app.help.chapters import CHAPTERS
from app.help.terms import Entry, Part, Reader, SheetName, Step
from app.infra import scope
from app.infra.access import may
from app.infra.i18n import _, say
from app.infra.phrases import word
from app.merchants import queries as merchants
from app.merchants.terms import MerchantKind

READER_OF = {
    Role.MERCHANT: Reader.SELLER, Role.PARK: Reader.PARK, Role.OFFICER: Reader.OFFICER,
    Role.MONITOR: Reader.PANEL, Role.INDUSTRY: Reader.PANEL, Role.PANELIST: Reader.PANEL,
    Role.ADMIN: Reader.ADMINISTRATOR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A step, ready to be read; ``url`` is empty for those who may not open the page, ``link`` names it."""

    title: str
    text: str
    url: str
    link: str


def shown(part: Part, told: Mapping[str, str]) -> Sequence[Shown]:
    return [
        Shown(str(one.title) % told, str(one.text) % told, _address(one), str(one.link)) for one in part.steps
    ]


def own_reader() -> Reader | None:
    """Whose page is this person's own."""
    return READER_OF.get(current_user.role) if current_user.is_authenticated else None


def _address(step: Step) -> str:
    """Where the step leads, or nothing: the page is not for this person, or stands in a county and none is known."""
    if not step.endpoint:
        return ""
    says = getattr(current_app.view_functions[step.endpoint], "__access__", None)
    if says is None or (says != "public" and not (current_user.is_authenticated and may(current_user, says))):
        return ""
    rule = next(current_app.url_map.iter_rules(step.endpoint))
    if "region_code" not in rule.arguments:
        return url_for(step.endpoint)
    region = scope.region_or_none()
    return url_for(step.endpoint, region_code=region.code) if region else ""


def entries(told: Mapping[str, str], region_code: str | None) -> Iterator[Entry]:
    """All that may be found: this person's own page first, then the other pages, the sheets, the items of the guide."""
    own = own_reader()
    for chapter in sorted(CHAPTERS.values(), key=lambda one: one.reader is not own):
        page = url_for("help.chapter", reader=chapter.reader.value, region_code=region_code)
        for part in chapter.parts:
            for one in shown(part, told):
                yield Entry(
                    f"{word(chapter.reader)} · {part.title}", one.title, one.text, f"{page}#{part.key}"
                )
    for sheet in SheetName:
        url = url_for("help.sheet", name=sheet.value, region_code=region_code)
        yield Entry(_("一页纸"), word(sheet), "", url)
    if current_user.is_authenticated and may(current_user, GuidePermission.READ):
        yield from _items()


def _items() -> Iterator[Entry]:
    """The guide of the seller's own kind; of both kinds for the others."""
    merchant = merchants.by_id(current_user.merchant_id) if current_user.merchant_id else None
    kinds = [merchant.kind] if merchant else list(MerchantKind)
    for found in filter(None, map(guides.current, kinds)):
        guide = found.guide
        for item in guide.items:
            page = url_for("guides.dimension", kind=guide.kind.value, dimension=item.dimension)
            yield Entry(
                f"{_('工作指南')} · {word(guide.kind)} · {item.code}", say(item.ask, item.ask_en),
                f"{say(item.why, item.why_en)} {say(item.good, item.good_en)}", f"{page}#{item.code}",
            )  # fmt: skip
