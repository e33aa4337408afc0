"""A passkey in the real browser: made on the account's page, used at the door, refused once it is deleted."""

from playwright.sync_api import Browser, Page, expect

from app.demo.people import PASSWORD
from tests.browser.live import House

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
OFFICER = "19900000004"


def put_device_in(page: Page) -> None:
    """What a phone with a fingerprint sensor is to the browser."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def sign_out(page: Page) -> None:
    page.locator("summary.fx-tool").click()
    page.get_by_role("button", name="退出登录").click()
    page.wait_for_url("**/sign-in")


def test_a_passkey_is_made_used_and_deleted(browser: Browser, house: House):
    at = house.url.replace("127.0.0.1", "localhost")  # browsers know no passkeys for an address in figures
    page = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740}).new_page()
    page.goto(f"{at}/sign-in")
    put_device_in(page)
    page.get_by_label("手机号或邮箱").fill(OFFICER)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    page.wait_for_url("**/desk")
    page.goto(f"{at}/account")
    page.get_by_label("给它起个名字").fill("窗口那台")
    page.get_by_role("button", name="在这台设备上添加").click()
    expect(page.get_by_text("通行密钥添加好了")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url("**/desk")
    page.goto(f"{at}/account")
    page.get_by_role("button", name="删除").first.click()
    page.locator("dialog").get_by_role("button", name="删除").click()
    expect(page.get_by_text("这把通行密钥已删除")).to_be_visible()
    sign_out(page)
    page.get_by_role("button", name="用通行密钥登录").click()
    expect(page.get_by_text("没有找到这把通行密钥对应的账号")).to_be_visible()
    page.context.close()
