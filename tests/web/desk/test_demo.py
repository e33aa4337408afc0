import pytest
from flask import Flask

from app.demo import county
from tests.pages import text_of


@pytest.fixture
def furnished(db: Flask, inside):
    """The demo county, made in the regions that the tests have."""
    from app.demo.people import open_people
    from app.infra import clock
    from app.infra.db import unit_of_work

    for code in ("330522", "330523"):
        with inside(code), unit_of_work():
            open_people(code, now=clock.now())


def test_one_tap_makes_a_visitor_a_demo_person(page, furnished):
    assert "长兴小满茶叶直播间" in text_of(page.get("/demo"))
    answer = page.submit("/demo/19900000002", on="/demo")
    assert answer.location == "/desk"
    assert "郑明" in text_of(page.get("/desk"))


def test_nobody_elses_account_can_be_entered(page, furnished):
    page.submit("/demo/13800000000", on="/demo", expect=404)


def test_outside_demo_mode_the_door_is_shut(page, furnished, monkeypatch):
    monkeypatch.setitem(page.app.config, "DEMO", False)
    page.get("/demo", expect=404)
    assert "演示账号" not in page.get("/sign-in")


def test_a_first_start_that_was_broken_off_goes_on_where_it_stopped_and_then_makes_nothing_twice(
    db, monkeypatch
):
    turns = []

    def first(now):
        turns.append("first")

    def second(now):
        turns.append("second")
        if turns.count("second") == 1:
            raise KeyboardInterrupt

    monkeypatch.setattr(county, "LIFE", (first, second))
    with db.app_context():
        with pytest.raises(KeyboardInterrupt):
            county.make()
        assert county.make() == 2
        assert county.make() == 0
    assert turns == ["first", "second", "second"]
