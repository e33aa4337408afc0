"""The two public forms: a parcel's holder, a citizen."""

from types import SimpleNamespace

import pytest

from app.accounts.terms import Role
from app.assessments import queries, reviews
from app.assessments.terms import Evaluation
from app.demo.assessments import even
from tests import factories
from tests.factories import assessments as stage
from tests.factories import labels
from tests.pages import text_of


@pytest.fixture
def cast(inside):
    with inside("330522"):
        shop, other = factories.merchant(name="小满茶叶"), factories.merchant(name="禾下生鲜")
        assessment = stage.assessment_of(shop)
        batch = labels.ready(shop, count=5)
        tokens = [labels.token(batch, serial) for serial in (1, 2)]
        return SimpleNamespace(
            shop=shop, other=other, assessment=assessment, tokens=tokens, seller=factories.seller(shop), colleague=factories.seller(other),
            url=f"/r/330522/reviews/new?token={tokens[0]}", social=f"/r/330522/reviews/social?merchant={shop.code}",
        )  # fmt: skip


def said(cast, inside, evaluation, level="4"):
    with inside("330522"):
        return even(reviews.sheet_of(cast.assessment, evaluation), level)


def forms(cast, inside):
    with inside("330522"):
        return queries.submitted_forms(cast.assessment.id)


def test_a_parcels_holder_rates_without_an_account(page, cast, inside):
    answer = page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER))
    assert "谢谢您的评价" in text_of(page.get(answer.location))

    (form,) = forms(cast, inside)
    assert (form.evaluation, form.score, form.author_id) == (Evaluation.CONSUMER, 100, None)
    assert cast.tokens[0] not in f"{form.token_hash} {form.device_hash} {form.address_hash} {form.answers}"


def test_the_same_label_changes_its_review_and_does_not_add_one(page, cast, inside):
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER))
    assert "这张标签已经评价过" in page.get(cast.url)
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER, "2"))

    assert [one.score for one in forms(cast, inside)] == [50]


def test_two_labels_count_twice(page, cast, inside):
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER))
    page.submit(cast.url.replace(*cast.tokens), said(cast, inside, Evaluation.CONSUMER))
    assert len(forms(cast, inside)) == 2


@pytest.mark.parametrize("token", ["", "0000", "%F0%9F%8D%B5", "ZZZZZZZZZZZZZZZZZZZZ"])
def test_without_a_genuine_label_there_is_no_form(page, cast, token):
    assert "没有找到这张包裹标签" in page.get(f"/r/330522/reviews/new?token={token}", expect=404)


def test_a_label_of_another_region_opens_nothing(page, cast):
    page.get(f"/r/330523/reviews/new?token={cast.tokens[0]}", expect=404)


def test_a_missing_line_is_asked_for_and_nothing_is_kept(page, cast, inside):
    half = said(cast, inside, Evaluation.CONSUMER)
    half.pop("CSM-1")
    told = page.submit(cast.url, half, expect=200).text

    assert told.count("请选一项") == 2  # above, and at the field
    assert forms(cast, inside) == []


def test_a_box_that_is_not_on_the_form_is_refused(page, cast, inside):
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER) | {"CSM-1": "9"}, expect=200)
    assert forms(cast, inside) == []


def test_what_only_a_machine_fills_in_is_thanked_and_dropped(page, cast, inside):
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER) | {"website": "http://x.example"})
    assert forms(cast, inside) == []


def test_a_seller_does_not_rate_its_own_shop_but_may_rate_another(page, cast, inside):
    assert "自己的店要由别人来评价" in page.as_(cast.seller).get(cast.social)
    page.as_(cast.colleague).submit(cast.social, said(cast, inside, Evaluation.SOCIAL))
    assert len(forms(cast, inside)) == 1


def test_a_citizen_finds_the_seller_by_name(page, cast):
    found = page.get("/r/330522/reviews/social?words=小满")
    assert (f"merchant={cast.shop.code}" in found, f"merchant={cast.other.code}" in found) == (True, False)


def test_a_citizen_rates_once_from_one_device(page, cast, inside):
    page.submit(cast.social, said(cast, inside, Evaluation.SOCIAL))
    page.submit(cast.social, said(cast, inside, Evaluation.SOCIAL))  # a second click
    told = page.submit(cast.social, said(cast, inside, Evaluation.SOCIAL, "0"), expect=200).text

    assert "这台设备已经评议过" in told
    assert [one.score for one in forms(cast, inside)] == [100]


def test_another_device_is_another_citizen(page, cast, inside):
    page.submit(cast.social, said(cast, inside, Evaluation.SOCIAL))
    page.as_(None).submit(cast.social, said(cast, inside, Evaluation.SOCIAL, "2"))
    assert len(forms(cast, inside)) == 2


def test_a_seller_outside_the_year_is_said_to_be_so(page, cast, inside):
    with inside("330522"):
        late = factories.merchant()
    assert "没有参加本年度的评定" in page.get(f"/r/330522/reviews/social?merchant={late.code}", expect=404)


def test_the_public_pages_stay_small(page, cast):
    import gzip

    for url in (cast.url, cast.social):
        assert len(gzip.compress(page.get(url).encode())) < 14 * 1024


def test_a_seller_who_signs_out_and_reviews_itself_from_the_same_browser_counts_nothing(page, cast, inside):
    with inside("330522"):
        owner = factories.user(Role.MERCHANT, merchant_id=cast.shop.id, phone="13912340001")
    page.submit("/sign-in", {"phone": owner.phone, "password": factories.PASSWORD})
    page.submit("/sign-out", on="/desk")
    page.submit(cast.url, said(cast, inside, Evaluation.CONSUMER))
    page.as_(None).submit(cast.url.replace(*cast.tokens), said(cast, inside, Evaluation.CONSUMER, "0"))

    own, neighbour = sorted(forms(cast, inside), key=lambda form: form.weight)
    assert (own.weight, own.signals[0]["code"]) == (0, "own_device")
    assert "own_block" in [
        sign["code"] for sign in neighbour.signals
    ]  # the same neighbourhood, another browser


def test_a_review_can_be_checked_first_and_then_submitted(page, cast, inside):
    answers = said(cast, inside, Evaluation.CONSUMER)
    shown = page.submit(cast.url, answers | {"act": "check"}, expect=200).text
    assert forms(cast, inside) == []
    assert shown.count('type="hidden" name="CSM-') == len(answers)
    back = page.submit(cast.url, answers | {"act": "change"}, expect=200).text
    assert back.count(" checked") == len(answers)
    assert forms(cast, inside) == []
    page.submit(cast.url, answers)
    assert len(forms(cast, inside)) == 1
