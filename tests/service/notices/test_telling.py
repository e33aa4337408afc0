"""Telling people things: once each, in both languages, kept until read."""

from datetime import timedelta

from app.accounts.terms import Role
from app.infra.db import unit_of_work
from app.infra.i18n import _, _l
from app.notices import queries, service
from tests import factories
from tests.conftest import NOW


def tell(user, key="a", title="有新投诉", now=NOW):
    with unit_of_work():
        service.tell(user, title, "请在 24 小时内答复", "/complaints/X", key=key, now=now)


def test_the_same_key_twice_is_one_message_and_the_first_one_stays(here):
    user = factories.user()
    tell(user)
    tell(user, title="又说一遍", now=NOW + timedelta(hours=1))
    assert [(one.title, one.told_at) for one in queries.page(user.id)] == [("有新投诉", NOW)]


def test_the_same_key_reaches_each_person_once(here):
    ours, theirs = factories.user(), factories.user(Role.PARK)
    with unit_of_work():
        service.tell_all([ours, theirs, ours], "标题", "内容", "/x", key="k", now=NOW)
    assert [queries.unread_count(one.id) for one in (ours, theirs)] == [1, 1]


def test_telling_nobody_is_nothing(here):
    with unit_of_work():
        service.tell_all([], "标题", "内容", "/x", key="k", now=NOW)


def test_lazy_words_become_text(here):
    user = factories.user()
    tell(user, title=_l("投诉 %(code)s 超期", code="TS26-1"))
    assert queries.page(user.id).rows[0].title == "投诉 TS26-1 超期"


def test_a_message_is_kept_in_both_languages(here):
    user = factories.user()
    tell(user, title=_l("收件箱"))
    kept = queries.page(user.id).rows[0]
    assert (kept.title, kept.title_en) == ("收件箱", "Inbox")


def test_words_that_are_said_by_a_function_are_said_in_both_languages(here):
    user = factories.user()
    tell(user, title=lambda: f"{_('收件箱')}!")
    kept = queries.page(user.id).rows[0]
    assert (kept.title, kept.title_en) == ("收件箱!", "Inbox!")


def test_reading_again_keeps_the_first_time(here):
    user = factories.user()
    tell(user)
    notice = queries.page(user.id).rows[0]
    with unit_of_work():
        service.mark_read(notice, now=NOW)
        service.mark_read(notice, now=NOW + timedelta(days=1))
    assert (notice.read_at, queries.unread_count(user.id)) == (NOW, 0)


def test_reading_all_reads_only_ones_own(here):
    ours, theirs = factories.user(), factories.user()
    tell(ours, "a")
    tell(ours, "b")
    tell(theirs, "a")
    with unit_of_work():
        service.mark_all_read(ours, now=NOW)
    assert [queries.unread_count(one.id) for one in (ours, theirs)] == [0, 1]


def test_what_is_rolled_back_was_never_told(here):
    user = factories.user()
    try:
        with unit_of_work():
            service.tell(user, "标题", "内容", "/x", key="k", now=NOW)
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert queries.unread_count(user.id) == 0
