"""The list of today under headings that say how much it presses."""

from app.desk.todos import in_parts
from app.infra.desk import Todo


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
