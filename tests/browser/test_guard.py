"""A stranger's form is sent before the browser has done its part: it waits and goes by itself, and nothing is typed or chosen twice."""

from playwright.sync_api import Page, Route, expect

from tests.browser.atlas import COUNTY
from tests.browser.conftest import Visit
from tests.browser.visitor import PHONE, Visitor

WIDGET = "**/altcha/altcha.js*"
TROUBLE = "收到的茶叶发霉了，袋子里有水汽"
WAITS = "安全验证还差一点，做完会自动提交"


def written(visitor: Visitor) -> Page:
    """A complaint about the first shop of the county, filled in and not sent; the page may still be loading."""
    shop = (
        visitor.open(f"/r/{COUNTY}/merchants")
        .locator("main a[href*='/merchants/']")
        .first.get_attribute("href")
    )
    assert shop is not None
    visitor.page.goto(
        f"{visitor.house.url}/r/{COUNTY}/complaints/new?merchant={shop.rpartition('/')[2]}",
        wait_until="commit",
    )
    visitor.page.locator("main select[name=about]").select_option(index=1)
    visitor.fill(happened=TROUBLE, wanted="换货", phone="13612345678")
    return visitor.page


def send(page: Page) -> None:
    """Also while the button says that it is busy: people press all the same."""
    page.locator("main").get_by_role("button", name="提交投诉").click(force=True)


def test_who_is_quicker_than_the_check_presses_once(visit: Visit):
    visitor, held = visit(PHONE), list[Route]()

    def hold(route: Route) -> None:
        held.append(route)

    visitor.page.route(WIDGET, hold)
    page = written(visitor)
    send(page)
    expect(page.get_by_role("status")).to_contain_text(WAITS)
    assert page.locator("main button[aria-disabled]").count() == 1
    send(page)  # the second press of somebody in a hurry
    expect(page.locator("main textarea[name=happened]")).to_have_value(TROUBLE)
    (route,) = held
    route.continue_()
    visitor.reads("投诉已提交")
    assert page.locator("main dl dd").first.inner_text().strip().startswith("TS")


def test_where_the_check_never_comes_the_server_says_what_is_so_and_nothing_is_lost(visit: Visit):
    visitor = visit(PHONE)
    visitor.page.route(WIDGET, lambda route: route.abort())
    page = written(visitor)
    page.wait_for_load_state()
    send(page)
    visitor.reads("安全验证还没有完成")
    expect(page.locator("main textarea[name=happened]")).to_have_value(TROUBLE)
    visitor.forgive()


def test_a_check_that_has_been_undone_is_done_again_on_sending(visit: Visit):
    visitor = visit(PHONE)
    page = written(visitor)
    box = page.locator("altcha-widget input[type=checkbox]")
    expect(box).to_be_checked()
    page.evaluate("() => document.querySelector('altcha-widget').reset()")
    expect(box).not_to_be_checked()
    send(page)
    visitor.reads("投诉已提交")
