import pytest

from app.licences.required import missing, required
from app.licences.terms import LicenceKind as K
from app.licences.terms import LicenceState as S


@pytest.mark.parametrize(
    ("scopes", "kinds"),
    [
        ([], [K.BUSINESS_LICENCE]),
        (["fresh_produce", "promotions"], [K.BUSINESS_LICENCE]),
        (["loose_food", "food"], [K.BUSINESS_LICENCE, K.FOOD_LICENCE]),
        (["hired_hosts", "cosmetics"], [K.BUSINESS_LICENCE, K.COSMETICS_RECORD, K.HOST_IDENTITY]),
    ],
)
def test_what_is_required_follows_from_what_is_sold(scopes, kinds):
    assert required(scopes) == kinds


@pytest.mark.parametrize(
    ("state", "lacks"), [(S.SUBMITTED, False), (S.VERIFIED, False), (S.REJECTED, True), (S.EXPIRED, True)]
)
def test_a_rejected_or_expired_paper_is_missing_again(state, lacks):
    assert (missing([], {K.BUSINESS_LICENCE: state}) == [K.BUSINESS_LICENCE]) is lacks
