import pytest

from app.selfchecks import queries
from tests import factories
from tests.pages import text_of
from tests.service.selfchecks.conftest import answer_all, begin, hand_in

READERS = [
    ("owner", 200), ("colleague", 200), ("officer", 200), ("park", 200), ("other_park", 403), ("other_shop", 403),
    ("monitor", 403), ("elsewhere", 404), (None, 303),
]  # fmt: skip
DRAFT_READERS = [(who, 403 if who in ("officer", "park") else status) for who, status in READERS]


def visitor(page, cast, who):
    return page.as_(getattr(cast, who) if who else None)


@pytest.mark.parametrize(("who", "status"), READERS)
def test_a_result_is_for_the_shop_its_park_and_its_regulator(page, cast, checked, who, status):
    code = checked(cast.owner, "QUA-01")
    seen = visitor(page, cast, who)
    seen.get(f"/self-check/{code}/result", expect=status)
    seen.get(f"/self-check/{code}/answers", expect=status)
    seen.get(f"/merchants/{cast.shop}/self-checks", expect=status)


@pytest.mark.parametrize(("who", "status"), DRAFT_READERS)
def test_a_draft_is_the_shops_own_affair(page, cast, drafted, who, status):
    code = drafted(cast.owner)
    visitor(page, cast, who).get(f"/self-check/{code}", expect=status)


@pytest.mark.parametrize(("who", "status"), DRAFT_READERS)
def test_only_the_shop_answers(page, cast, drafted, who, status):
    code = drafted(cast.owner)
    seen = visitor(page, cast, who)
    for place in ("scope", "QUA-01", "dimension/QUA", "review"):
        seen.get(f"/self-check/{code}/{place}", expect=status)


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("park", 403), ("other_shop", 403), ("elsewhere", 404)]
)
def test_an_answer_sent_by_someone_else_is_refused_and_not_saved(page, cast, drafted, who, status):
    code = drafted(cast.owner)
    seen = visitor(page, cast, who)
    seen.submit(f"/self-check/{code}/QUA-01", {"answer": "met"}, on="/guides/live_stream", expect=status)
    with page.inside("330522"):
        assert queries.values_of(queries.by_code(code)) == {}


@pytest.mark.parametrize(("who", "status"), READERS)
def test_a_task_is_read_by_those_who_read_the_result_and_closed_by_the_shop(page, cast, checked, who, status):
    checked(cast.owner, "QUA-01")
    with page.inside("330522"):
        code = queries.open_remediation(cast.owner.merchant_id)[0].code
    seen = visitor(page, cast, who)
    shown = seen.get(f"/remediation/{code}", expect=status)
    mine = who in ("owner", "colleague")
    assert ("记下来：已改好" in shown) == mine
    if who is not None and not mine:
        sent = {"note": "不是我的"}
        refused = status if status != 200 else 403
        seen.submit(f"/remediation/{code}/close", sent, on="/guides/live_stream", expect=refused)
    with page.inside("330522"):
        assert queries.remediation_by_code(code).is_open


def test_closing_a_task_asks_how_and_twice_does_no_harm(page, cast, checked):
    checked(cast.owner, "QUA-01")
    mine = page.as_(cast.owner)
    with page.inside("330522"):
        code = queries.open_remediation(cast.owner.merchant_id)[0].code
    there = f"/remediation/{code}"
    refused = mine.submit(f"{there}/close", {"note": "  "}, on=there, expect=200)
    assert "请写一句怎么改的" in text_of(refused.text)
    for shown in (there, "/self-check"):
        mine.submit(f"{there}/close", {"note": "已补办执照"}, on=shown)
    late = mine.submit(f"{there}/close", {"note": "我在另一个窗口写的"}, on="/self-check", expect=200)
    assert "这一项已经改好，不再改动" in text_of(late.text)
    assert "我在另一个窗口写的</textarea>" in late.text, "it can be left as a message"
    assert "已补办执照" in text_of(mine.get(there))
    assert "没有要整改的" in text_of(mine.get("/remediation"))


def test_the_regions_list_shows_an_officer_all_and_a_park_its_own(page, cast, checked):
    checked(cast.owner, "QUA-01")
    code = f"/merchants/{cast.shop}"
    with page.inside("330522"):
        name = queries.latest_submitted(cast.owner.merchant_id).merchant.name
    assert name in page.as_(cast.officer).get("/self-checks")
    assert name in page.as_(cast.park).get("/self-checks")
    assert name not in page.as_(cast.other_park).get("/self-checks")
    assert name not in page.as_(cast.elsewhere).get("/self-checks")
    page.as_(cast.owner).get("/self-checks", expect=403)
    assert f"{code}/self-checks" in page.as_(cast.officer).get(code)


def test_lists_cost_the_same_with_one_row_and_with_three(page, cast, query_count):
    counted = []
    for times in (1, 2):
        with page.inside("330522"):
            for _ in range(times):
                shop = factories.merchant()
                person = factories.seller(shop)
                draft = begin(shop, person)
                answer_all(draft, person)
                hand_in(draft, person)
        officer = page.as_(cast.officer)
        with query_count() as n:
            officer.get("/self-checks")
        counted.append(n.value)
    assert counted[0] == counted[1]


def test_a_to_do_list_costs_the_same_with_one_gap_and_with_three(page, cast, checked, query_count):
    counted = []
    mine = page.as_(cast.owner)
    for unmet in (["QUA-01"], ["QUA-01", "QUA-04", "QUA-07"]):
        checked(cast.owner, *unmet)
        with query_count() as n:
            mine.get("/remediation")
        counted.append(n.value)
    assert counted[0] == counted[1]


def test_a_veto_that_is_not_met_stands_on_top(page, cast, checked, inside):
    with inside("330522"):
        from app.guides import queries as guides
        from app.guides.terms import Severity
        from app.merchants.terms import MerchantKind

        guide = guides.current(MerchantKind.LIVE_STREAM).guide
        veto = next(item for item in guide.applicable([]) if item.severity is Severity.VETO)
    told = text_of(page.as_(cast.officer).get(f"/self-check/{checked(cast.owner, veto.code)}/result"))
    assert told.index("有 1 条一票否决没有做到") < told.index(veto.ask) < told.index("达标率")


def test_the_result_says_of_each_gap_by_when_and_whether_it_was_put_right(page, cast, checked):
    code = checked(cast.owner, "QUA-01", "QUA-07")
    mine = page.as_(cast.owner)
    assert text_of(mine.get(f"/self-check/{code}/result")).count("待整改") == 2
    with page.inside("330522"):
        task = next(
            one.code for one in queries.open_remediation(cast.owner.merchant_id) if one.item_code == "QUA-07"
        )
    mine.submit(f"/remediation/{task}/close", {"note": "当天收回"}, on=f"/remediation/{task}")
    mine.get("/remediation")  # where the flash is read
    told = mine.get(f"/self-check/{code}/result")
    assert (text_of(told).count("待整改"), text_of(told).count("已改好")) == (1, 1)
    assert f"/remediation/{task}" in told
