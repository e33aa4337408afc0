import pytest
from pydantic import ValidationError

from app.guides import packs as guides
from app.guides.laws import law_index
from app.infra.packs import read_yaml
from app.licences.kinds import Kind, Kinds, NameTaken
from app.licences.packs import packs, read_kinds
from app.licences.terms import LicenceKind as K
from app.licences.terms import LicenceState as S

KINDS: Kinds = read_kinds(next(iter(packs())).content)


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
    assert KINDS.required(scopes) == kinds


@pytest.mark.parametrize(
    ("state", "lacks"), [(S.SUBMITTED, False), (S.VERIFIED, False), (S.REJECTED, True), (S.EXPIRED, True)]
)
def test_a_rejected_or_expired_paper_is_missing_again(state, lacks):
    assert (KINDS.missing([], {K.BUSINESS_LICENCE: state}) == [K.BUSINESS_LICENCE]) is lacks


def test_the_reminders_are_sixty_thirty_seven_one_and_the_day_itself():
    assert KINDS.reminders == (60, 30, 7, 1, 0)


def test_every_basis_is_citable_and_every_scope_and_item_is_known():
    index, source = law_index(KINDS.year), guides.source(KINDS.year)
    cited = [(kind.code, one) for kind in KINDS.kinds for one in kind.basis]
    assert [pair for pair in cited if not index.citable(pair[1].law, pair[1].article)] == []
    assert {scope for kind in KINDS.kinds for scope in kind.scopes} <= {
        one.code for one in source.frame.scopes
    }
    assert {item.licence for item in source.items if item.licence} <= set(KINDS.by_code)
    assert [kind.code for kind in KINDS.kinds if (kind.always or kind.scopes) and not kind.basis] == []


def changed(**facts):
    content = read_yaml("licences", "2026.yaml")
    return content | facts


@pytest.mark.parametrize(
    "wrong",
    [
        {"reminders": [1, 60]},
        {"reminders": [60, 60]},
        {"reminders": []},
        {"kinds": read_yaml("licences", "2026.yaml")["kinds"][1:]},
        {"kinds": [*read_yaml("licences", "2026.yaml")["kinds"], {"code": "x1", "zh": "营业执照", "en": "Two"}]},
        {"kinds": [*read_yaml("licences", "2026.yaml")["kinds"], {"code": "X 1", "zh": "新的", "en": "New"}]},
        {"colour": "red"},
    ],
)  # fmt: skip
def test_a_list_that_does_not_hang_together_is_refused(wrong):
    assert read_kinds(changed()) == KINDS
    with pytest.raises(ValidationError):
        read_kinds(changed(**wrong))


def test_a_kind_added_is_required_of_its_scopes_and_the_old_list_stays():
    made = Kind(code="own_1", zh="烟花爆竹经营许可证", en="Fireworks licence", scopes=("promotions",))
    following = KINDS.with_kind(made)
    assert (following.version, KINDS.version) == (2, 1)
    assert following.required(["promotions"]) == [K.BUSINESS_LICENCE, "own_1"]
    assert KINDS.required(["promotions"]) == [K.BUSINESS_LICENCE]


def test_one_no_longer_taken_is_neither_offered_nor_required_but_keeps_its_name():
    withdrawn = KINDS.by_code["food_licence"].model_copy(update={"offered": False})
    following = KINDS.with_kind(withdrawn)
    assert following.required(["food"]) == [K.BUSINESS_LICENCE]
    assert withdrawn not in following.offered
    assert following.by_code["food_licence"].zh == "食品经营许可证或备案"


def test_two_kinds_may_not_be_called_the_same():
    with pytest.raises(NameTaken):
        KINDS.with_kind(Kind(code="own_2", zh="营业执照", en="Another"))


def test_the_machine_reads_no_identity_papers():
    assert [kind.code for kind in KINDS.kinds if not KINDS.may_be_read(kind.code)] == [K.HOST_IDENTITY]
    assert KINDS.may_be_read(None)
