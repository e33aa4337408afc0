"""The layouts pack, and the arithmetic of cells."""

import pytest
from pydantic import ValidationError

from app.labels.errors import LayoutUnknown, StartBeyondSheet
from app.labels.layouts import QUIET_MODULES, Layout, layout_pack
from app.labels.pdf.font import width
from app.labels.pdf.typeset import Paragraph, fit, shorten, wrap
from app.labels.placement import cell_of, plan_label, sheets_needed

LAYOUTS = layout_pack().layouts


def test_the_pack_has_the_papers_in_use() -> None:
    assert [layout.key for layout in LAYOUTS] == [
        *("a4-3x8", "a4-2x7", "a4-4x10", "thermal-40x30", "thermal-60x40", "thermal-70x50"),
        *("thermal-76x130", "thermal-100x150"),
    ]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.key)
@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("size", [25, 29, 33])
def test_code_and_quiet_zone_stay_on_the_label_and_off_the_words(layout: Layout, dpi: int, size: int) -> None:
    plan = plan_label(layout, size, dpi)
    quiet = QUIET_MODULES * layout.module_mm(dpi)

    assert min(plan.code_x, plan.code_y) >= quiet
    assert max(plan.code_x + plan.code_side, plan.words_x + plan.words_width) <= layout.label.width_mm
    assert plan.token_y - plan.code_y - plan.code_side >= quiet
    assert plan.token_y <= layout.label.height_mm - layout.safe.y_mm + 1e-9
    beside = plan.words_x >= plan.code_x + plan.code_side + quiet - 1e-9
    assert beside or plan.words_y >= plan.token_y
    assert min(plan.words_width, plan.words_height) > 12


def test_a_module_is_a_whole_number_of_dots() -> None:
    for layout in LAYOUTS:
        for dpi, dots in layout.module_dots.items():
            assert layout.module_mm(dpi) / 25.4 * dpi == pytest.approx(dots)


@pytest.mark.parametrize(
    ("index", "start_at", "place"),
    [(0, 1, (0, 0)), (23, 1, (0, 23)), (24, 1, (1, 0)), (0, 24, (0, 23)), (1, 24, (1, 0))],
)
def test_labels_fill_cell_after_cell_from_the_first_free_one(
    index: int, start_at: int, place: tuple[int, int]
) -> None:
    assert cell_of(index, layout_pack().named("a4-3x8"), start_at) == place


@pytest.mark.parametrize(
    ("count", "start_at", "sheets"), [(1, 1, 1), (24, 1, 1), (25, 1, 2), (24, 2, 2), (1, 24, 1)]
)
def test_sheets_are_counted_with_the_cells_already_used(count: int, start_at: int, sheets: int) -> None:
    assert sheets_needed(count, layout_pack().named("a4-3x8"), start_at) == sheets


def test_a_roll_has_no_second_cell_to_start_at() -> None:
    with pytest.raises(StartBeyondSheet):
        cell_of(0, layout_pack().named("thermal-40x30"), 2)


def test_an_unknown_layout_is_refused() -> None:
    with pytest.raises(LayoutUnknown):
        layout_pack().named("a3-9x9")


@pytest.mark.parametrize(
    "change",
    [
        {"grid": {"columns": 4, "rows": 8}},
        {"module_dots": {203: 5}},
        {"module_dots": {203: 2, 300: 3}},
        {"module_dots": {203: 12, 300: 18}},
        {"colour": "red"},
    ],
)
def test_a_layout_that_cannot_be_printed_is_not_read(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Layout.model_validate(layout_pack().named("a4-3x8").model_dump() | change)


def test_words_break_after_a_clause_and_never_before_a_mark() -> None:
    assert wrap("扫码看商家信用、投诉有回音", 10, 100) == ["扫码看商家信用、", "投诉有回音"]
    assert wrap("一二三四五、六", 10, 50) == ["一二三四", "五、六"]


def test_a_shortened_name_fits_and_says_that_it_is_shortened() -> None:
    short = shorten("长兴县小浦镇银杏人家直播电商有限公司", 10, 60)
    assert short == "长兴县小浦…"
    assert width(short, 10) <= 60
    assert shorten("银杏人家", 10, 60) == "银杏人家"


def test_smaller_type_is_tried_before_a_name_is_cut() -> None:
    name = Paragraph("银杏人家直播", 10, 1, may_shorten=True)
    assert [(line.text, line.size) for line in fit([name], 55, 20)] == [("银杏人家直播", 9.0)]
    assert [line.text for line in fit([name], 30, 20)] == ["银杏…"]
