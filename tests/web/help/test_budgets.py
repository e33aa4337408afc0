"""What a page may weigh, as it is sent: small for people with old phones and a thin line, moderate for a desk."""

import re

import pytest

from app.accounts.terms import Role
from app.complaints.terms import Channel
from tests import factories
from tests.factories import complaints, labels
from tests.web.help.test_help import somebody

PUBLIC_BYTES = 14 * 1024
DESK_BYTES = 150 * 1024
PARTS = re.compile(r'<(?:link|script|img)\b[^>]*?\s(?:href|src)="(/static/[^"]+)"')
NEEDS_SCRIPT = re.compile(r"<script\b")


def weight(client, url):
    """Bytes of the answer, compressed as browsers ask for it."""
    answer = client.get(url, headers={"Accept-Encoding": "gzip, deflate, br"})
    assert answer.status_code == 200, f"{url}: {answer.status_code}"
    return len(answer.data)


@pytest.fixture
def public_pages(inside):
    with inside("330522"):
        shop = factories.merchant()
        tag = labels.token(labels.ready(shop), 1)
        complaints.complaint(shop, channel=Channel.PUBLIC)
        return [
            f"/Q/{tag}", f"/r/330522/complaints/new?merchant={shop.code}", "/r/330522/complaints/follow", "/", "/r/330522",
            "/r/330522/merchants", f"/r/330522/merchants/{shop.code}", "/r/330522/notices", "/r/330522/honours/red",
            "/r/330522/help", "/r/330522/help/consumer", "/r/330522/help/seller", "/r/330522/help/sheets/packers",
        ]  # fmt: skip


def test_public_pages_are_small_and_carry_no_script(page, public_pages):
    """The guard against machines is off in tests: where it is on, the form of a complaint also loads its script, and says in
    ``noscript`` what to do without.
    """
    weighed = {url: weight(page.client, url) for url in public_pages}
    assert {url: size for url, size in weighed.items() if size > PUBLIC_BYTES} == {}
    assert [url for url in public_pages if NEEDS_SCRIPT.search(page.get(url))] == []


@pytest.mark.parametrize("role", [Role.MERCHANT, Role.PARK, Role.OFFICER, Role.PANELIST, Role.ADMIN])
def test_a_desk_with_all_it_loads_stays_light(page, inside, role):
    with inside("330522"):
        user = somebody(role)
    client = page.as_(user).client
    parts = sorted(set(PARTS.findall(client.get("/desk").text)))
    assert parts
    whole = {one: weight(client, one) for one in ["/desk", *parts]}
    assert sum(whole.values()) <= DESK_BYTES, whole
