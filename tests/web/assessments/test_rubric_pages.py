"""The rubric editor in the browser."""

import re
from io import BytesIO
from types import SimpleNamespace

import pytest

from app.accounts.terms import Role
from app.assessments import rubric_drafts, rubric_versions
from app.infra.db import unit_of_work
from app.merchants.terms import MerchantKind
from tests import factories
from tests.conftest import NOW
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    with inside("330523"):
        elsewhere = factories.user(Role.ADMIN)
    with inside("330522"):
        admin = factories.user(Role.ADMIN)
        with unit_of_work():
            draft = rubric_drafts.start(MerchantKind.GROUP_BUY, 2027, by=admin, now=NOW)
        return SimpleNamespace(
            admin=admin, officer=factories.user(Role.OFFICER), seller=factories.seller(factories.merchant()), elsewhere=elsewhere,
            stranger=None, url=f"/rubrics/{draft.code}", code=draft.code, source=draft.source,
        )  # fmt: skip


def kept(cast, inside):
    with inside("330522"):
        return rubric_versions.by_code(cast.code)


@pytest.mark.parametrize("page_of", ["", "/preview", "/dry-run", "/publish"])
@pytest.mark.parametrize(
    ("who", "status"),
    [("admin", 200), ("officer", 403), ("seller", 403), ("elsewhere", 404), ("stranger", 303)],
)
def test_only_the_regions_administrator_writes(page, cast, who, status, page_of):
    page.as_(getattr(cast, who)).get(f"{cast.url}{page_of}", expect=status)


def test_officers_read_versions_and_sellers_do_not(page, cast, inside):
    with inside("330522"):
        number = rubric_versions.newest(MerchantKind.LIVE_STREAM).id
    assert "播前合规审核" in page.as_(cast.officer).get(f"/rubrics/versions/{number}")
    assert "随程序提供" in page.as_(cast.officer).get("/rubrics")
    page.as_(cast.seller).get("/rubrics", expect=403)


def test_a_rubric_is_begun_edited_and_published(page, cast, inside):
    visitor = page.as_(cast.admin)
    visitor.submit("/rubrics/new", {"kind": "live_stream", "year": "2027"})
    changed = cast.source.replace("仓库、自提点的储存条件符合要求", "仓库、自提点的储存条件都符合要求")
    visitor.submit(cast.url, {"source": changed})
    assert "检查通过" in visitor.get(cast.url)
    assert "都符合要求" in visitor.get(f"{cast.url}/preview")
    visitor.submit(f"{cast.url}/publish")
    visitor.get(cast.url, expect=303)  # published: to be read, not edited
    assert "2027 年社区团购" in text_of(visitor.get("/rubrics"))
    assert kept(cast, inside).version_id is not None


def test_a_text_that_is_wrong_is_kept_and_its_fault_told_in_words(page, cast, inside):
    visitor = page.as_(cast.admin)
    visitor.submit(cast.url, {"source": cast.source.replace("weight: 40", "weight: 39")})
    told = text_of(visitor.get(cast.url))
    assert "应当正好 70 分的那一部分，现在合计 69 分" in told
    assert "weight: 39" in kept(cast, inside).source
    visitor.get(f"{cast.url}/preview", expect=303)


def test_a_file_takes_the_place_of_the_text(page, cast, inside):
    text = cast.source.replace("年", "年度").encode()
    page.as_(cast.admin).submit(cast.url, {"source": "x", "file": (BytesIO(text), "rubric.yaml")})
    assert kept(cast, inside).source == text.decode()


SHARES = {"department": "50", "monitoring": "20", "industry": "5", "consumer": "20", "social": "5"}


def test_the_split_is_set_by_five_numbers_and_what_was_typed_beside_them_stays(page, cast, inside):
    visitor, typed = page.as_(cast.admin), cast.source.replace("大约一分钟", "一两分钟")
    visitor.submit(cast.url, {**SHARES, "source": typed})
    assert "weight: 50" in kept(cast, inside).source
    assert "一两分钟" in kept(cast, inside).source
    again = typed.replace("一两分钟", "两三分钟")
    refused = visitor.submit(cast.url, {**SHARES, "social": "6", "source": again}, expect=200).text
    assert "应当正好 30 分的那一部分，现在合计 31 分" in refused
    assert re.search(r'value="6"[^>]*name="social"|name="social"[^>]*value="6"', refused), (
        "nobody types it again"
    )
    assert "两三分钟" in refused
    assert "检查通过" not in refused, "that was said of what is kept"
    assert f"{cast.url}/publish" not in refused, "that would publish what is kept, without what was typed"
    assert f"{cast.url}/publish" in visitor.get(cast.url)
    assert "一两分钟" in kept(cast, inside).source


def test_where_the_text_has_another_split_and_the_numbers_were_left_alone_the_text_counts(page, cast, inside):
    visitor = page.as_(cast.admin)
    visitor.submit(cast.url, {**SHARES, "source": cast.source})
    source = kept(cast, inside).source
    assert (source.count("weight: 50"), source.count("weight: 20")) == (1, 2)
    other = source.replace("weight: 50", "weight: 48").replace("weight: 20", "weight: 22", 1)
    visitor.submit(cast.url, {**SHARES, "source": other})
    assert kept(cast, inside).source == other


def test_a_number_left_empty_or_a_text_that_cannot_be_read_loses_neither(page, cast, inside):
    visitor = page.as_(cast.admin)
    told = visitor.submit(
        cast.url, {**SHARES, "social": "", "source": cast.source + "# 改过"}, expect=200
    ).text
    assert ("请填写分值" in told, "# 改过" in told) == (True, True)
    told = visitor.submit(cast.url, {**SHARES, "source": "不是细则"}, expect=200).text
    assert ("不是细则" in told, 'value="50"' in told) == (True, True)
    assert kept(cast, inside).source == cast.source


def test_a_draft_is_dropped(page, cast, inside):
    page.as_(cast.admin).submit(f"{cast.url}/drop", on=cast.url)
    assert kept(cast, inside) is None
