from datetime import date

import pytest
import yaml

from app.guides import changes, drafting, packs, rules
from app.guides.laws import law_index
from app.merchants.terms import MerchantKind

GUIDE = packs.source(2026).guide(MerchantKind.GROUP_BUY)
INDEX = law_index(2026)


def dimension(**facts):
    """The text of one dimension, its first item with other facts."""
    said = yaml.safe_load(drafting.written(GUIDE, "QUA"))
    said[0] |= facts
    return yaml.safe_dump(said, allow_unicode=True)


def problems(text):
    with pytest.raises(rules.DraftRefused) as refusal:
        drafting.read(text, GUIDE, INDEX)
    return refusal.value.facts["problems"]


@pytest.mark.parametrize("code", [None, "QUA", "AFT"])
def test_what_is_written_out_reads_back_as_the_same_guide_one_version_on(code):
    again = drafting.read(drafting.written(GUIDE, code), GUIDE, INDEX)
    assert (again.version, again.kind) == (GUIDE.version + 1, GUIDE.kind)
    assert not changes.between(GUIDE, again)


def test_a_list_replaces_its_own_dimension_only():
    new = drafting.read(dimension(ask="新的问题？"), GUIDE, INDEX)
    assert [(one.code, one.parts) for one in changes.between(GUIDE, new).changed] == [("QUA-01", ("ask",))]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        ({"citations": [{"law": "商标法", "article": 999}]}, "citation"),
        ({"citations": [{"law": "不存在的法", "article": 1}]}, "citation"),
        ({"citations": [{"law": INDEX.coming[0].title, "article": 1}]}, "citation"),
        ({"citations": []}, "too_short"),
        ({"severity": "deadly"}, "enum"),
        ({"scope": ["moon_rock"]}, "scope"),
        ({"surprise": 1}, "extra_forbidden"),
        ({"fix": ["一", "二", "三", "四", "五"], "fix_en": ["one"]}, "languages"),
        ({"code": "MOON-01"}, "dimension"),
        ({"code": 5}, "no_code"),
    ],
)
def test_what_does_not_hold_is_refused_by_place_and_kind(facts, kind):
    assert kind in [told[1] for told in problems(dimension(**facts))]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", "shape"),
        ("just words", "shape"),
        ("[]", "shape"),
        ("- [unclosed", "yaml"),
        ("a: &x [1]\nb: *x", "not_plain"),
        ("[" * 400 + "]" * 400, "not_plain"),
        ("!!python/object/apply:os.system ['true']", "yaml"),
        ("x" * 1_000_001, "too_long"),
    ],
)
def test_hostile_text_is_refused_before_anything_is_built(text, kind):
    assert [told[1] for told in problems(text)] == [kind]


def test_a_dimension_may_not_be_left_empty():
    rest = [item for item in GUIDE.items if item.dimension != "AFT"]
    whole = yaml.safe_load(drafting.written(GUIDE)) | {"items": [one.model_dump(mode="json") for one in rest]}
    assert ("AFT", "empty", "") in problems(yaml.safe_dump(whole, allow_unicode=True))


def test_a_law_whose_change_has_come_is_pointed_out():
    assert rules.laws_already_changed(GUIDE, INDEX, date(2026, 11, 21)) == []
    assert "商标法" in rules.laws_already_changed(GUIDE, INDEX, date(2027, 1, 1))
