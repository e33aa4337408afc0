"""The browser tests would fail if they had to: each kind of trouble is noticed."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.visitor import DESKTOP, PHONE


def test_the_first_page_is_in_order_on_a_phone(visit: Visit):
    visitor = visit(PHONE)
    visitor.open("/sign-in")
    visitor.look("sign-in")


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            "document.body.append(Object.assign(document.createElement('p'), {textContent: 'None'}))",
            "says None",
        ),
        ("document.querySelector('main').style.width = '900px'", "sideways"),
        ("document.querySelector('main').append(document.createElement('input'))", "barriers"),
        ("console.error('broken')", "broken"),
        ("fetch('/no-such-page')", "404"),
        ("new Image().src = 'http://192.0.2.1/x.png'", "violates"),
    ],
)
def test_a_spoilt_page_is_noticed(visit: Visit, spoil: str, told: str):
    visitor = visit(PHONE)
    visitor.open("/sign-in").evaluate(f"() => {{ {spoil} }}")
    visitor.page.wait_for_timeout(100)
    with pytest.raises(AssertionError, match=told):
        visitor.look("spoilt")
    visitor.forgive()


def test_who_stops_a_slow_page_may_press_again(visit: Visit):
    visitor = visit(DESKTOP)
    page = visitor.page
    page.clock.install()
    visitor.open("/sign-in")
    page.route(
        "**/sign-in", lambda one: one.abort("aborted") if one.request.method == "POST" else one.continue_()
    )
    visitor.fill(phone="13800000000", password="tea and rain")
    button = page.locator("main form[method=post] button").first
    button.click()
    expect(button).to_have_attribute("aria-disabled", "true")
    page.clock.fast_forward(10_000)
    expect(button).to_have_text("登录")
    expect(button).not_to_have_attribute("aria-disabled", "true")
    visitor.forgive()


@pytest.mark.parametrize("night", [False, True])
def test_pale_words_are_noticed_at_the_width_where_they_are_pale(visit: Visit, night: bool):
    """What looks the same at both widths is searched for contrast once; what does not is searched again."""
    visitor = visit(PHONE)
    visitor.open("/sign-in").evaluate(
        """() => { const sheet = new CSSStyleSheet(); document.adoptedStyleSheets = [sheet];
        sheet.replaceSync("@media (min-width: 1000px) { main h1 { color: #888 !important; background: #999 } }"); }"""
    )
    for width in (PHONE, DESKTOP):
        visitor.turn(width)
        if width == PHONE:
            visitor.look("pale")
            visitor.in_the_dark("pale")
            continue
        with pytest.raises(AssertionError, match="color-contrast"):
            visitor.in_the_dark("pale") if night else visitor.look("pale")
