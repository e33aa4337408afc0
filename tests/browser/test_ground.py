"""The browser tests would fail if they had to: each kind of trouble is noticed."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.visitor import PHONE


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
