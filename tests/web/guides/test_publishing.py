import re

import pytest

from app.accounts.terms import Role
from app.guides import drafting, queries
from app.guides.phrases import PARTS
from app.guides.terms import GuideItem
from app.infra.forms import AS_CODE
from app.merchants.terms import MerchantKind
from app.regions.terms import OrganisationKind
from tests import factories
from tests.pages import text_of

THERE = "/guides/live_stream/QUA/edit"


@pytest.fixture
def admin(inside):
    with inside("330522"):
        return factories.user(Role.ADMIN)


def current(page):
    with page.inside("330522"):
        return queries.current(MerchantKind.LIVE_STREAM)


def draft(base, **facts):
    text = drafting.written(base.guide, "QUA").replace(base.guide.item("QUA-01").ask, "营业执照办好了吗？")
    return {"base": str(base.id), "text": text} | facts


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMIN])
def test_only_an_administrator_writes_the_guide(page, inside, role):
    with inside("330522"):
        facts = {"merchant_id": factories.merchant().id} if role is Role.MERCHANT else {}
        if role is Role.PARK:
            facts = {"organisation_id": factories.organisation(OrganisationKind.PARK).id}
        user = factories.user(role, **facts)
    page.as_(user).get(THERE, expect=403)
    page.as_(None).get(THERE, expect=303)


def test_first_the_differences_then_the_new_version(page, admin):
    base, writer = current(page), page.as_(admin)
    seen = writer.submit(THERE, draft(base), expect=200)
    assert ("QUA-01" in text_of(seen.text), "发布新版" in seen.text) == (True, True)
    assert current(page).id == base.id, "looking publishes nothing"
    (field,) = re.findall(r"<textarea[^>]*>", seen.text)
    assert [one for one in AS_CODE.items() if '{}="{}"'.format(*one) not in field] == [], (
        "a telephone corrects nothing in it"
    )
    writer.submit(THERE, draft(base, act="publish"))
    assert current(page).guide.item("QUA-01").ask == "营业执照办好了吗？"
    assert f"第 {base.guide.version + 1} 版" in text_of(writer.get("/guides/live_stream"))


def test_a_second_click_does_not_publish_twice(page, admin):
    base, writer = current(page), page.as_(admin)
    sent = draft(base, act="publish")
    writer.submit(THERE, sent)
    told = writer.submit(THERE, sent, expect=200)
    assert "别人发布了新版" in text_of(told.text)
    assert current(page).guide.version == base.guide.version + 1


def test_what_does_not_hold_is_said_by_place_and_keeps_the_text(page, admin):
    base, writer = current(page), page.as_(admin)
    sent = draft(base, act="publish")
    sent["text"] = sent["text"].replace(
        "law: 电子商务法\n    article: 10", "law: 电子商务法\n    article: 999"
    )
    told = text_of(writer.submit(THERE, sent, expect=200).text)
    assert "QUA-01：查不到这条" in told
    assert "营业执照办好了吗？" in told
    assert current(page).id == base.id


def test_the_calendar_of_law_is_for_everyone_signed_in(page, admin, inside):
    shown = text_of(page.as_(admin).get("/guides/changes"))
    assert "2027年1月1日 起：商标法" in shown
    with inside("330522"):
        seller = factories.seller(factories.merchant())
    assert "将有变化" in text_of(page.as_(seller).get("/guides/changes"))
    page.as_(None).get("/guides/changes", expect=303)


def test_the_differences_name_the_parts_as_people_call_them(page, admin):
    base = current(page)
    item = base.guide.item("QUA-01")
    text = draft(base)["text"].replace(item.bad, "没有执照就开播。", 1)
    shown = text_of(page.as_(admin).submit(THERE, draft(base, text=text), expect=200).text)
    assert "题目、不好的例子" in shown
    english = text_of(page.as_(admin).submit(f"{THERE}?lang=en", draft(base, text=text), expect=200).text)
    assert "Question" in english


def test_every_part_of_an_item_has_a_name():
    assert set(PARTS) == set(GuideItem.model_fields) - {"code"}
