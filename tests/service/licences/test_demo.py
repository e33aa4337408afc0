from app.demo import licences as demo
from app.demo.people import open_people
from app.infra.db import unit_of_work
from app.licences import queries
from tests.conftest import NOW


def test_the_demo_county_has_papers_in_every_state(here):
    with unit_of_work():
        open_people("330522", now=NOW)
    with unit_of_work():
        demo.furnish(NOW)
    assert [one.merchant.name[2:6] for one in queries.waiting()] == [
        "小满茶叶",
        "白芽家纺",
        "一碗米农",
        "甜甜蜂蜜",
    ]
