import pytest
from pydantic import ValidationError

from app.guides import packs
from app.guides.export import exported
from app.guides.schema import read_source
from app.guides.terms import Guide, Severity
from app.infra.packs import read_yaml
from app.merchants.terms import MerchantKind

LIVE, GROUP = MerchantKind.LIVE_STREAM, MerchantKind.GROUP_BUY
WHOLE = packs.source(2026)


def raw_item(**facts):
    """A real item, changed."""
    return read_yaml("guides", "2026", "qua.yaml")[0] | facts


def read(*items):
    return read_source(read_yaml("guides", "2026", "guide.yaml"), items, WHOLE.as_of)


def test_a_kinds_guide_holds_only_what_that_kind_is_asked():
    for kind in MerchantKind:
        wanted = [item.code for item in WHOLE.items if kind in item.kinds]
        assert [item.code for item in WHOLE.guide(kind).items] == wanted
    assert len({len(WHOLE.guide(kind).items) for kind in MerchantKind}) == 2, "the two guides differ"


def test_citations_of_one_kind_are_merged_into_that_kinds_item_only():
    source = read(raw_item(citations_live_stream=[{"law": "直播电商监督管理办法", "article": 22}]))
    live, group = source.guide(LIVE).items[0], source.guide(GROUP).items[0]
    assert [one.law for one in live.citations] == [
        *(one.law for one in group.citations),
        "直播电商监督管理办法",
    ]


def test_a_citation_said_twice_stands_once():
    first = raw_item()["citations"][0]
    source = read(raw_item(citations_live_stream=[first]))
    assert source.guide(LIVE).items[0].citations == source.guide(GROUP).items[0].citations


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"scope": ["moon_rock"]}, "no such scope"),
        ({"code": "XYZ-01"}, "no such dimension"),
        ({"fix_en": ["only one line"]}, "differ in length"),
        (
            {"kinds": ["group_buy"], "citations_live_stream": [{"law": "电子商务法", "article": 1}]},
            "not asked of",
        ),
        ({"severity": "dreadful"}, "severity"),
        ({"citations": []}, "citations"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_pack_that_does_not_hang_together_is_refused(facts, told):
    with pytest.raises(ValidationError, match=told):
        read(raw_item(**facts))


def test_the_same_code_twice_is_refused():
    with pytest.raises(ValidationError, match="used twice"):
        read(raw_item(), raw_item())


def test_a_guide_comes_back_from_its_stored_form_unchanged():
    guide = WHOLE.guide(LIVE)
    assert Guide.model_validate(guide.model_dump(mode="json")) == guide


def test_only_scopes_that_some_item_asks_about_are_offered():
    source = read(raw_item(scope=["food"]))
    assert [one.code for one in source.guide(LIVE).scopes] == ["food"]


def test_each_dimension_is_asked_gravest_first():
    guide = WHOLE.guide(LIVE)
    for dimension in guide.dimensions:
        ranks = [list(Severity).index(item.severity) for item in guide.items_of(dimension.code)]
        assert ranks == sorted(ranks)


def test_an_item_applies_if_any_of_its_scopes_is_ticked_or_it_names_none():
    source = read(raw_item(scope=["food", "drugs_devices"]), raw_item(code="QUA-02"))
    guide = source.guide(LIVE)
    assert [item.code for item in guide.applicable(["drugs_devices"])] == ["QUA-01", "QUA-02"]
    assert [item.code for item in guide.applicable(["lottery"])] == ["QUA-02"]
    assert [item.code for item in guide.hidden(["lottery"])] == ["QUA-01"]


def test_the_export_loses_nothing():
    guide = WHOLE.guide(GROUP)
    told = exported(guide)
    items = [item for dimension in told["dimensions"] for item in dimension["items"]]
    assert (told["kind"], told["year"], told["version"]) == ("group_buy", 2026, 4)
    assert [dimension["code"] for dimension in told["dimensions"]] == [one.code for one in guide.dimensions]
    assert sorted(item["code"] for item in items) == sorted(item.code for item in guide.items)
    for item in items:
        kept = guide.item(item["code"])
        assert item["question"] == kept.ask
        assert item["citations"] == [{"law": one.law, "article": one.article} for one in kept.citations]
        assert set(item) == (set(type(kept).model_fields) - {"ask", "ask_en"}) | {"question", "question_en"}
