from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel import clock, codes, numbers, text


@pytest.mark.parametrize(
    ("day", "next_year"),
    [
        (date(2028, 2, 29), date(2029, 2, 28)),
        (date(2027, 2, 28), date(2028, 2, 28)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_year_later_is_the_same_day_or_the_last_of_february(day, next_year):
    assert clock.a_year_after(day) == next_year


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 6, 1, 15, 59, 59, tzinfo=UTC), date(2026, 6, 1)),
        (datetime(2026, 6, 1, 16, 0, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_the_day_changes_at_midnight_in_shanghai(at, day):
    assert clock.local_day(at) == day


@given(st.dates(date(1992, 1, 1), date(2100, 1, 1)))
def test_a_day_is_from_its_start_to_the_start_of_the_next(day):
    first, after = clock.start_of(day), clock.end_of(day)
    assert (clock.local_day(first), clock.local_day(after - timedelta(microseconds=1))) == (day, day)
    assert after == clock.start_of(day + timedelta(days=1))
    assert first.utcoffset() == timedelta()


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("84.994", "84.99"),
        ("84.995", "85.00"),
        ("84.9949999", "84.99"),
        ("0.005", "0.01"),
        ("-0.005", "-0.01"),
        ("85", "85.00"),
    ],
)
def test_rounding_is_half_up_in_both_directions(value, rounded):
    assert numbers.half_up(Decimal(value)) == Decimal(rounded)
    assert str(numbers.half_up(Decimal(value))) == rounded


def test_rounding_to_whole_numbers():
    assert [numbers.half_up(Decimal(one), Decimal(1)) for one in ("2.5", "3.5", "2.49")] == [3, 4, 2]


@pytest.mark.parametrize(("phone", "shown"), [("13800005678", "138****5678"), ("138", "****"), ("", "****")])
def test_a_phone_is_shown_without_its_middle(phone, shown):
    assert text.mask_phone(phone) == shown


@pytest.mark.parametrize(("name", "shown"), [("王小明", "王**"), ("王明", "王**"), ("王", "王**"), ("", "")])
def test_a_masked_name_does_not_tell_its_length(name, shown):
    assert text.mask_name(name) == shown


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True))
def test_a_mobile_number_is_known_and_never_shown_whole(phone):
    assert text.is_mobile(phone)
    assert text.mask_phone(phone) == f"{phone[:3]}****{phone[7:]}"


@pytest.mark.parametrize(
    "phone",
    [
        "12800000000",
        "1380000000",
        "138000000000",
        "１３８００００００００",
        "1380000000a",
        "13800000000\n",
        "138００００００００",
        "138٠٠٠٠٠٠٠٠",
    ],
)
def test_what_is_no_mobile_number(phone):
    assert not text.is_mobile(phone)


def test_full_width_becomes_plain_and_chinese_marks_stay():
    assert text.plain("　１３８－ａＢ＠．　“好”，行。 ") == "138-aB@. “好”，行。"


@pytest.mark.parametrize(("said", "shown"), [("一二三", "一二三"), ("一二三四", "一二…")])
def test_a_long_text_is_cut_with_a_sign(said, shown):
    assert text.shorten(said, 3) == shown


def test_a_fresh_code_has_no_look_alikes_and_is_never_the_same():
    made = {codes.fresh(12) for _ in range(500)}
    assert len(made) == 500
    assert {len(one) for one in made} == {12}
    assert not set("".join(made)) & set("ILOU")


@given(st.text(codes.ALPHABET, min_size=1, max_size=20))
def test_a_code_survives_being_grouped_lowered_and_misread(code):
    assert codes.as_read(codes.grouped(code)) == code
    assert codes.as_read(f" {code.lower()} ") == code
    assert codes.as_read(code.replace("0", "O").replace("1", "l")) == code


def test_what_is_kept_of_a_code_fits_that_code_and_that_salt_only():
    kept = codes.digest("ABCD-2345", salt="receipt 7")
    assert "ABCD" not in kept
    assert codes.same(kept, "abcd 2345", salt="receipt 7")
    assert not codes.same(kept, "ABCD2346", salt="receipt 7")
    assert not codes.same(kept, "ABCD2345", salt="receipt 8")


def test_what_nobody_can_see_is_not_kept():
    assert text.plain("茶叶\x00受潮\x07\n第二行\t") == "茶叶受潮\n第二行"
