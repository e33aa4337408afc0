"""Every page that links lead to, for every role, on a phone and on a desktop computer."""

import pytest
from flask import Flask

from tests.browser.atlas import STRANGER, Atlas, explore, phones
from tests.browser.conftest import Visit
from tests.browser.gallery import KEEPS_SHOTS
from tests.browser.visitor import DESKTOP, PHONE
from tests.faces import AFTER_AN_ACT, UNLINKED

ROLES = [*phones(), STRANGER]
WIDTHS = (PHONE, DESKTOP)
WHOLE_GUIDE = "guide_drafts.whole"  # the text of a guide, all of it in one field: the page is its document
LANGUAGES = ["zh", "en"] if KEEPS_SHOTS else ["zh"]
STARTS = {"officer": ["/desk", "/design"]}  # the house's own language of forms: no link leads there
SIGNED_OUT_STARTS = ["/", "/sign-in", "/register"]


@pytest.fixture(scope="module")
def atlases() -> dict[str, Atlas]:
    """What each role found; filled by the first test that asks for that role."""
    return {}


@pytest.fixture(scope="module")
def seen() -> set[str]:
    """Kinds of pages already looked at, with their language. Each is looked at closely once;
    that it opens for every role has been shown by following the links."""
    return set()


@pytest.fixture
def atlas_of(atlases: dict[str, Atlas], app: Flask, visit: Visit):
    def found(role: str) -> Atlas:
        if role not in atlases:
            if role == STRANGER:
                for other in phones():
                    found(other)
            visitor = visit(DESKTOP, phone=phones().get(role))
            starts = (
                SIGNED_OUT_STARTS + _public(app, atlases) if role == STRANGER else STARTS.get(role, ["/desk"])
            )
            atlases[role] = explore(visitor.page.request, visitor.house.url, app.url_map, starts)
        return atlases[role]

    return found


def _public(app: Flask, atlases: dict[str, Atlas]) -> list[str]:
    """Pages for everybody that people of the house have come across, each kind once."""
    firsts: dict[str, str] = {}
    for atlas in atlases.values():
        for kind, path in (atlas.pages | atlas.files).items():
            if _is_public(app, kind):
                firsts.setdefault(kind, path)
    return list(firsts.values())


def _is_public(app: Flask, kind: str) -> bool:
    return getattr(app.view_functions[kind.partition("?")[0]], "__access__", None) == "public"


@pytest.mark.parametrize("role", ROLES)
def test_no_link_is_broken(role: str, atlas_of):
    atlas = atlas_of(role)
    assert atlas.broken == []
    assert atlas.pages


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_light(role: str, atlas_of):
    """As sent: 14 KB where no script is needed; a desk shares its 150 KB with style sheets and script."""
    most = (14 if role == STRANGER else 100) * 1024
    weights = atlas_of(role).weights
    assert weights.pop(WHOLE_GUIDE, 0) <= 150 * 1024
    assert {kind: sent for kind, sent in weights.items() if sent > most} == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_of_a_role_is_in_order(
    role: str, language: str, app: Flask, atlas_of, seen: set[str], visit: Visit
):
    """Each page is opened once, on a phone, and looked at as narrow as it and as wide as a desktop, by day and by night;
    on the phone it has to fit in English as well.

    With pictures, every role has its own of each page; by night it hangs where it was met first. Pages for everybody
    hang where a stranger sees them: they say the same to all.
    """
    atlas = atlas_of(role)
    visitor = visit(PHONE, phone=phones().get(role), language=language)
    visitor.folder = role
    troubles = []
    for kind, path in atlas.pages.items():
        known = f"{kind} {language}" in seen
        if (role != STRANGER and _is_public(app, kind)) if KEEPS_SHOTS else known:
            continue
        seen.add(f"{kind} {language}")
        try:
            visitor.turn(PHONE)
            visitor.open(path)
            visitor.stood_still()
            for width in WIDTHS:
                visitor.turn(width)
                visitor.look(_picture(kind), closely=not known)
                if not known:
                    visitor.in_the_dark(_picture(kind))
            if not KEEPS_SHOTS and "?" not in kind:
                visitor.in_english()
        except AssertionError as trouble:
            troubles.append(str(trouble))
            visitor.forgive()
    assert not troubles, "\n\n".join(troubles)


def test_public_pages_need_no_script(atlas_of, visit: Visit):
    atlas = atlas_of(STRANGER)
    visitor = visit(PHONE, script=False)
    visitor.folder = STRANGER
    for kind, path in atlas.pages.items():
        visitor.open(path)
        for width in WIDTHS:
            visitor.turn(width)
            visitor.look(_picture(kind))


def _picture(kind: str) -> str:
    return kind.replace("?", "-")


def test_every_page_can_be_found_by_somebody(app: Flask, atlas_of):
    """A page to which no link leads is a page that nobody has."""
    found = {kind.split("?")[0] for role in ROLES for kind in (atlas_of(role).pages | atlas_of(role).files)}
    there = {rule.endpoint for rule in app.url_map.iter_rules() if rule.methods and "GET" in rule.methods}
    lost = there - found - UNLINKED - AFTER_AN_ACT
    assert not lost, f"no link leads to: {', '.join(sorted(lost))}"
