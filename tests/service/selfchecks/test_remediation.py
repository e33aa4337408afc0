from datetime import date, timedelta

import pytest
from sqlalchemy import select

from app.infra import packs
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.notices.models import Notice
from app.selfchecks import queries, remediation, rules
from app.selfchecks.desk import todos
from app.selfchecks.terms import ClosedHow, RemediationState
from tests import factories
from tests.conftest import NOW
from tests.service.selfchecks.conftest import answer_all, begin, hand_in
from worker.jobs.selfchecks import remind_of_remediation

DAY = timedelta(days=1)


@pytest.fixture
def checked(shop, seller):
    """Handed in on 1 June with two gaps: QUA-01 (15 days) and QUA-07 (at once)."""
    draft = begin(shop, seller)
    answer_all(draft, seller, "QUA-01", "QUA-07")
    return hand_in(draft, seller)


def tasks(shop) -> dict[str, date]:
    return {task.item_code: task.due_on for task in queries.open_remediation(shop.id)}


def letters(person) -> list[str]:
    return list(Session().scalars(select(Notice.key).where(Notice.user_id == person.id).order_by(Notice.id)))


def morning(day: int):
    with unit_of_work():
        remind_of_remediation(NOW + day * DAY)


def test_each_gap_becomes_a_task_with_its_own_day(shop, checked):
    assert tasks(shop) == {"QUA-07": date(2026, 6, 1), "QUA-01": date(2026, 6, 16)}


def test_closing_is_kept_with_its_note_and_a_second_click_changes_nothing(shop, seller, checked):
    task = queries.open_remediation(shop.id)[0]
    for _click in range(2):
        with unit_of_work():
            remediation.close(task, note="已收回", by=seller, now=NOW)
    with pytest.raises(rules.TaskClosed), unit_of_work():  # a colleague's words are not swallowed
        remediation.close(task, note="我也收回了", by=seller, now=NOW)
    assert (task.state, task.note, task.closed_how) == (RemediationState.DONE, "已收回", ClosedHow.BY_HAND)
    assert list(tasks(shop)) == ["QUA-01"]


def test_checking_again_does_not_buy_time(shop, seller, checked):
    again = begin(shop, seller, now=NOW + 10 * DAY)
    answer_all(again, seller, "QUA-01", "QUA-07", now=NOW + 10 * DAY)
    hand_in(again, seller, now=NOW + 10 * DAY)
    assert tasks(shop) == {"QUA-07": date(2026, 6, 1), "QUA-01": date(2026, 6, 16)}


def test_a_later_check_closes_what_is_no_gap_any_more_and_opens_what_is_new(shop, seller, checked):
    again = begin(shop, seller, now=NOW + DAY)
    answer_all(again, seller, "QUA-01", "QUA-02", now=NOW + DAY)
    hand_in(again, seller, now=NOW + DAY)
    assert list(tasks(shop)) == ["QUA-02", "QUA-01"]
    closed = queries.closed_remediation(shop.id)
    assert [(task.item_code, task.closed_how) for task in closed] == [("QUA-07", ClosedHow.LATER_CHECK)]


def test_each_stage_is_told_once_and_a_missed_night_swallows_nothing(shop, seller, checked):
    colleague = factories.seller(shop)
    code = {task.item_code: task.code for task in queries.open_remediation(shop.id)}
    morning(0)
    assert letters(seller) == [f"remediation:{code['QUA-07']}:soon"]
    morning(0)
    morning(1)
    assert letters(seller) == [f"remediation:{code['QUA-07']}:{stage}" for stage in ("soon", "late")]
    morning(13)  # two days before: nothing yet on day 12, told today
    morning(40)  # every night between was missed
    morning(41)
    assert letters(seller)[2:] == [f"remediation:{code['QUA-01']}:{stage}" for stage in ("soon", "late")]
    assert letters(colleague) == letters(seller)


def test_nothing_is_told_three_days_before_or_after_it_is_done(shop, seller, checked):
    for task in queries.open_remediation(shop.id):
        if task.item_code == "QUA-07":
            with unit_of_work():
                remediation.close(task, note="停了", by=seller, now=NOW)
    morning(12)
    assert letters(seller) == []


def test_the_desk_asks_for_a_first_check_then_to_go_on_then_to_put_right(shop, seller, here, db):
    with db.test_request_context():
        assert [todo.title for todo in todos(seller, NOW)] == ["做第一次自查"]
        draft = begin(shop, seller)
        assert [(todo.title, todo.tone) for todo in todos(seller, NOW)] == [("继续自查", "warn")]
        answer_all(draft, seller, "QUA-01", "QUA-07")
        hand_in(draft, seller)
        later = list(todos(seller, NOW + DAY))
    assert [(todo.due, todo.tone) for todo in later] == [
        ("已超期 1 天（应于 6月1日前）", "bad"),
        ("还剩 14 天（至 6月16日）", "calm"),
    ]
    assert later[0].rank < 10 < 20 <= later[1].rank


def news_on_the_desk(seller, db) -> list[int]:
    with db.test_request_context():
        return [todo.count for todo in todos(seller, NOW) if todo.title == "工作指南有新版"]


def test_the_desk_asks_again_only_what_a_new_version_of_the_guide_asks_anew(shop, seller, checked, db):
    following = queries.guide_of(checked).version + 1
    content = queries.guide_of(checked).model_dump(mode="json") | {"version": following}
    for item in content["items"]:
        item["why_en"] += " Said better."
    with unit_of_work():
        packs.load([packs.Pack("guides", "live_stream", 2026, following, content)], now=NOW)
    assert news_on_the_desk(seller, db) == [], "better words ask nobody anew"
    content["items"][0]["ask"] = "另一个问题？"
    with unit_of_work():
        packs.load(
            [packs.Pack("guides", "live_stream", 2026, following + 1, content | {"version": following + 1})],
            now=NOW,
        )
    assert news_on_the_desk(seller, db) == [1]


def test_what_is_asked_the_same_in_a_new_version_keeps_its_answer(shop, seller, checked):
    following = queries.guide_of(checked).version + 1
    content = queries.guide_of(checked).model_dump(mode="json") | {"version": following}
    with unit_of_work():
        packs.load([packs.Pack("guides", "live_stream", 2026, following, content)], now=NOW)
    again = begin(shop, seller)
    assert queries.guide_of(again).version == following
    assert queries.values_of(again) == queries.values_of(checked), "nothing that is asked has changed"
    assert queries.guide_of(checked).version == following - 1
