"""Nothing jumps while a page opens: the browser's own measure of shifted layout is nought."""

import pytest

from tests.browser.atlas import COUNTY, phones
from tests.browser.conftest import Visit
from tests.browser.visitor import DESKTOP, PHONE

SHIFTED = """() => new Promise(done => {
  let sum = 0;
  new PerformanceObserver(seen => { for (const one of seen.getEntries()) if (!one.hadRecentInput) sum += one.value; })
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
})"""


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize(
    ("role", "path"),
    [("officer", "/desk"), (None, f"/r/{COUNTY}"), (None, f"/r/{COUNTY}/scan"), (None, "/help/consumer")],
)
def test_nothing_jumps_while_a_page_opens(visit: Visit, width: int, role: str | None, path: str):
    visitor = visit(width, phone=phones()[role] if role else None)
    page = visitor.open(path)
    page.wait_for_load_state("load")
    assert page.evaluate(SHIFTED) == 0
