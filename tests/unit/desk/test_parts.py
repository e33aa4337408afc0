"""The list of today under headings that say how much it presses."""

from app.accounts.terms import Role
from app.desk.phrases import NOTHING_TO_DO
from app.desk.todos import in_parts
from app.infra.audit import SYSTEM
from app.infra.desk import Todo
from app.infra.i18n import who_text


def _todo(rank: int) -> Todo:
    return Todo(title=f"rank {rank}", url="/", rank=rank)


def test_what_presses_stands_under_its_heading_and_nothing_is_lost(app):
    ranks = (0, 9, 10, 19, 20, 49, 50, 60)
    with app.test_request_context():
        parts = in_parts([_todo(rank) for rank in ranks])
    assert [(title, [todo.rank for todo in some]) for title, some in parts] == [
        ("马上办", [0, 9]),
        ("这几天办", [10, 19]),
        ("接着办", [20, 49]),
        ("可以看看", [50, 60]),
    ]


def test_a_heading_with_nothing_under_it_is_left_out(app):
    with app.test_request_context():
        assert [title for title, _some in in_parts([_todo(30)])] == ["接着办"]
        assert in_parts([]) == []


def test_an_empty_first_page_teaches_each_role_its_own():
    assert set(NOTHING_TO_DO) == set(Role)


def test_what_the_house_did_by_itself_is_said_in_the_readers_language(app):
    with app.test_request_context("/?lang=en"):
        assert (who_text(SYSTEM.audit_name), who_text("郑明")) == ("the system", "郑明")
    with app.test_request_context("/"):
        assert who_text(SYSTEM.audit_name) == "系统"
