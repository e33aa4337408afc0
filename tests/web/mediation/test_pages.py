"""The table on the desks and on the consumer's phone, and the page where anyone checks an agreement."""

import hashlib
import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.complaints import service
from app.infra import clock
from app.infra.db import unit_of_work
from app.infra.jobs import Job
from app.infra.scope import Session
from app.mediation import queries
from app.mediation.terms import MediationState
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import complaints as made
from tests.factories import mediation as tables
from tests.pages import text_of
from worker.jobs import mediation as jobs


@pytest.fixture
def case(inside):
    """An accepted complaint with its secret, and everybody who may sit at the table."""
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        ours, other = (factories.organisation(OrganisationKind.STATION) for _ in range(2))
        shop, officer = factories.merchant(park_id=park.id, station_id=ours.id), factories.user()
        receipt = made.receipt(shop)
        complaint = made.whole(receipt.complaint)
        with unit_of_work():
            service.send_to_bureau(complaint, text="", name="王小明", address="演示路 1 号", now=clock.now())
            service.accept(complaint, by=officer, text="同意受理", now=clock.now())
        return {
            "code": complaint.code, "secret": receipt.secret, "officer": officer, "seller": factories.seller(shop),
            "park": factories.user(Role.PARK, organisation_id=park.id), "stranger": factories.seller(factories.merchant()),
            "station": factories.user(organisation_id=ours.id), "other_station": factories.user(organisation_id=other.id),
        }  # fmt: skip


def follow(page, case):
    """The consumer's own browser, with number and secret code shown."""
    visitor = page.as_(None)
    visitor.submit("/r/330522/complaints/follow", {"code": case["code"], "secret": case["secret"]})
    return visitor


def test_from_the_invitation_to_the_paper_on_two_desks_and_a_phone(page, case, inside):
    desk, own = (
        f"/complaints/{case['code']}/mediation",
        f"/r/330522/complaints/follow/{case['code']}/mediation",
    )
    officer, seller, consumer = page.as_(case["officer"]), page.as_(case["seller"]), follow(page, case)
    assert "还没有开始线上调解" in text_of(officer.get(desk))
    officer.submit(f"{desk}/open", on=desk)
    consumer.submit(f"{own}/consent", on=own)
    seller.submit(f"{desk}/consent", on=desk)
    for visitor, table in ((seller, desk), (consumer, own)):
        told = visitor.submit(f"{table}/lines", {"text": "长" * 2001, "key": "C" * 16}, on=table, expect=200)
        assert "发言不能超过 2000 字" in text_of(told.text)
        assert "长长长" in told.text
    seller.submit(f"{desk}/lines", {"text": "愿意退款", "key": "A" * 16}, on=desk)
    officer.submit(
        f"{desk}/proposals",
        {"offer-terms": "商家退款 120 元。", "offer-perform_by": "2026-06-01", "offer-key": "B" * 16},
    )
    assert "商家退款 120 元" in text_of(consumer.get(own))
    confirming = consumer.get(f"{own}/confirm")
    text_hash = re.search(r'name="text_hash"[^>]*value="(\w{64})"', confirming).group(1)
    told = consumer.submit(f"{own}/confirm", {"text_hash": text_hash}, expect=200)
    assert "请看完全文，再勾选同意" in text_of(told.text)
    consumer.submit(f"{own}/confirm", {"text_hash": text_hash, "read": "y"})
    seller.submit(f"{desk}/confirm", {"text_hash": text_hash, "read": "y"})
    assert "正在生成协议书" in text_of(consumer.get(own))
    with inside("330522"):
        jobs.print_agreement(Session().scalars(select(Job).where(Job.name == "mediation.paper")).one())
        code = queries.of_complaint(case["code"]).code
    assert consumer.fetch(f"{own}/agreement.pdf").data.startswith(b"%PDF")
    text = seller.fetch(f"{desk}/agreement.txt").data
    assert hashlib.sha256(text).hexdigest() == text_hash
    assert consumer.fetch(f"{own}/agreement.txt").data == text
    shown = page.as_(None).get(f"/r/330522/agreements/{code}")
    assert "这份协议是真的" in text_of(shown)
    for told_to_nobody in ("王小明", "13812345678", "120 元", "演示路"):
        assert told_to_nobody not in text_of(shown)
    assert "对方没有履行" not in text_of(consumer.get(own))
    told = consumer.submit(f"{own}/breach", on=own)
    assert "还没有过" in text_of(consumer.get(told.location))
    with clock.standing_at(NOW + timedelta(days=1)):
        consumer.submit(f"{own}/breach", on=own)
    assert "核实投诉" in text_of(officer.get("/desk"))
    officer.submit(f"{desk}/breach/clear", {"kept": "yes", "result": "商家当天补上了退款，消费者确认收到。"})
    assert "协议已履行" in text_of(seller.get(desk))


@pytest.mark.parametrize(
    ("who", "expect"), [("officer", 200), ("seller", 200), ("park", 200), ("stranger", 403), (None, 303)]
)
def test_only_those_at_the_table_see_it(page, case, who, expect):
    page.as_(case[who] if who else None).get(f"/complaints/{case['code']}/mediation", expect=expect)


def test_nobody_confirms_for_another_side_and_no_other_county_looks_in(page, case, inside):
    desk = f"/complaints/{case['code']}/mediation"
    page.as_(case["officer"]).submit(f"{desk}/open", on=desk)
    page.as_(case["officer"]).submit(f"{desk}/consent", on=desk + "/end", expect=403)
    page.as_(case["seller"]).submit(f"{desk}/open", on=desk, expect=403)
    with inside("330523"):
        elsewhere = factories.user()
    page.as_(elsewhere).get(desk, expect=404)
    page.as_(None).get(f"/r/330522/complaints/follow/{case['code']}/mediation", expect=303)


def test_what_is_not_agreed_is_not_there_for_strangers(page, inside):
    with inside("330522"):
        mediation, _seller = tables.talking()
    page.as_(None).get(f"/r/330522/agreements/{mediation.code}", expect=404)


def test_ending_needs_a_ground_of_the_law_and_a_reason(page, case, inside):
    desk = f"/complaints/{case['code']}/mediation"
    officer = page.as_(case["officer"])
    officer.submit(f"{desk}/open", on=desk)
    told = officer.submit(f"{desk}/end", {"reason": "x"}, expect=200)
    assert "请选择一种情形" in text_of(told.text)
    told = officer.submit(f"{desk}/end", {"ground": "side_refused", "reason": "不来"}, expect=200)
    assert "至少 10 个字" in text_of(told.text)
    officer.submit(
        f"{desk}/end", {"ground": "side_refused", "reason": "商家两次接到通知都不参加，也没有说明理由。"}
    )
    with inside("330522"):
        assert queries.of_complaint(case["code"]).state is MediationState.ENDED
    officer.get(f"{desk}/end", expect=303)
    assert "“终止调解”现在不用做，或者已经做过了" in text_of(officer.get(desk))
    told = officer.submit(
        f"{desk}/end",
        {"ground": "side_refused", "reason": "再点了一次同样的按钮，理由和刚才一样。"},
        on=desk,
        expect=200,
    )
    assert "再点了一次同样的按钮" in told.text, "what was written is not lost"


@pytest.mark.parametrize(("act", "title"), [("proposals", "提出方案"), ("breach/clear", "记录核实情况")])
def test_a_form_of_which_nothing_can_come_yet_is_not_filled_in_for_nothing(page, case, act, title):
    desk, officer = f"/complaints/{case['code']}/mediation", page.as_(case["officer"])
    officer.submit(f"{desk}/open", on=desk)
    officer.get(f"{desk}/{act}", expect=303)
    assert f"“{title}”现在不用做，或者已经做过了" in text_of(officer.get(desk))


def test_the_list_shows_each_its_own_and_costs_the_same(page, case, inside, query_count):
    desk = f"/complaints/{case['code']}/mediation"
    page.as_(case["officer"]).submit(f"{desk}/open", on=desk)
    everybody = (("officer", "seller", "park", "station"), True), (("stranger", "other_station"), False)
    for who, sees in ((one, sees) for some, sees in everybody for one in some):
        assert (case["code"] in page.as_(case[who]).get("/mediations")) is sees
    page.as_(case["other_station"]).get(desk, expect=403)  # as with the complaint itself
    assert "这里现在没有调解" in text_of(page.as_(case["officer"]).get("/mediations?shelf=ended"))
    costs = []
    for _round in range(2):
        visitor = page.as_(case["officer"])
        with query_count() as n:
            visitor.get("/mediations")
        costs.append(n.value)
        with inside("330522"):
            tables.invited()
            tables.invited()
    assert costs[0] == costs[1]
