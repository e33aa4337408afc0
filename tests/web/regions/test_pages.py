import pytest

from app.accounts.terms import Role
from tests import factories
from tests.pages import text_of


@pytest.fixture
def admin(page, inside):
    with inside("330522"):
        return factories.user(Role.ADMIN)


def test_the_administrator_moves_the_demo_clock(page, admin):
    visitor = page.as_(admin)
    visitor.submit("/clock", {"to": "2026-07-01"})
    assert "2026年7月1日 09:00" in text_of(visitor.get("/clock"))


def test_backwards_is_refused_with_a_sentence(page, admin):
    answer = page.as_(admin).submit("/clock", {"to": "2026-05-01"}, expect=200)
    assert "时钟只能往前拨" in text_of(answer.text)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MERCHANT, Role.PARK, Role.PANELIST])
@pytest.mark.parametrize("url", ["/clock", "/calendar"])
def test_only_the_administrator_opens_these(page, inside, role, url):
    with inside("330522"):
        person = factories.user(role)
    page.as_(person).get(url, expect=403)
    page.get(url, expect=303)


def test_one_countys_clock_leaves_the_neighbours_alone(page, admin, inside):
    page.as_(admin).submit("/clock", {"to": "2026-07-01"})
    with inside("330523"):
        neighbour = factories.user(Role.ADMIN)
    assert "2026年6月1日 09:00" in text_of(page.as_(neighbour).get("/clock"))


def test_a_year_is_entered(page, admin):
    visitor = page.as_(admin)
    visitor.submit(
        "/calendar",
        {"year": "2027", "notice": "演示通知 1 号", "days_off": "2027-01-01", "make_up_days": "2027-01-02"},
    )
    assert "演示通知 1 号" in text_of(visitor.get("/calendar"))


@pytest.mark.parametrize(
    ("days_off", "told"),
    [("2027/1/1\n元旦", "“元旦”不是日期"), ("2027-01-02", "本来就是周末"), ("2028-01-03", "不在 2027 年")],
)
def test_a_wrong_day_is_named_and_nothing_is_lost(page, admin, days_off, told):
    answer = page.as_(admin).submit(
        "/calendar", {"year": "2027", "notice": "通知", "days_off": days_off, "make_up_days": ""}, expect=200
    )
    assert told in text_of(answer.text)
    assert days_off in answer.text


def test_the_language_switch_is_remembered_and_stays_inside(page):
    answer = page.fetch("/language/en?next=/sign-in")
    assert answer.location == "/sign-in"
    assert 'lang="en"' in page.get("/sign-in")
    for outside in ("https://evil.example/", "//evil.example/", "/\\evil.example"):
        assert page.fetch("/language/en", query_string={"next": outside}).location == "/"
