"""Fields read what people meant, and say what they could not read."""

from datetime import date

import pytest
from flask import Flask
from wtforms import DecimalField, IntegerField, SelectField, TextAreaField
from wtforms.validators import DataRequired, Length, NumberRange

from app.infra.forms import DayField, HouseForm, Mobile
from app.kernel import text


class Plain(HouseForm):
    class Meta(HouseForm.Meta):
        csrf = False


class DayForm(Plain):
    day = DayField("", [DataRequired("请填写日期")])


class LetterForm(Plain):
    letter = TextAreaField("", [DataRequired("请写点什么"), Length(max=5)])


class PhoneForm(Plain):
    phone = TextAreaField("", [Mobile()])


def sent(app: Flask, form: type[HouseForm], **fields: str) -> HouseForm:
    with app.test_request_context("/", method="POST", data=fields):
        read = form()
        read.validate()
        return read


@pytest.mark.parametrize(
    "written", ["2027-01-31", "2027年1月31日", "2027/1/31", "２０２７.１.３１", " 2027 年 1 月 31 日 "]
)
def test_a_day_is_read_as_people_write_it(app, written):
    assert sent(app, DayForm, day=written).day.data == date(2027, 1, 31)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "请填写日期"),
        ("明天", "请写成 2027-01-31 这样的日期"),
        ("2027-02-30", "请写成 2027-01-31 这样的日期"),
        ("0001-01-01", "日期里的年份不对，请检查。"),
        ("1899-12-31", "日期里的年份不对，请检查。"),
        ("9999-12-31", "日期里的年份不对，请检查。"),
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_told_so_and_not_that_it_is_missing(app, written, told):
    assert [str(one) for one in sent(app, DayForm, day=written).day.errors] == [told]


def test_a_line_break_counts_once_as_it_does_on_the_page(app):
    read = sent(app, LetterForm, letter="一\r\n二\r\n三")
    assert (read.letter.data, read.letter.errors) == ("一\n二\n三", [])


def test_no_long_text_is_cut_off_by_the_browser(app):
    read = sent(app, LetterForm, letter="一二三四五六")
    assert "maxlength" not in read.letter()
    assert read.letter.data == "一二三四五六"
    assert read.letter.errors


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff\u2060", "\u202d\u202c", " \u00ad "])
def test_what_nobody_can_see_is_no_answer(app, unseen):
    assert sent(app, LetterForm, letter=unseen).letter.errors == ["请写点什么"]


@pytest.mark.parametrize(
    "phone", ["13812345678", "+86 138 1234 5678", "0086-138-1234-5678", "8613812345678", "\u202d138 1234 5678\u202c", "（１３８）１２３４５６７８"]
)  # fmt: skip
def test_a_number_is_the_same_however_it_is_grouped(app, phone):
    read = sent(app, PhoneForm, phone=phone)
    assert (read.phone.data, read.phone.errors) == ("13812345678", [])


def test_text_keeps_what_people_mean():
    family, other_script = "👨\u200d👩\u200d👧", "می\u200cخواهم"
    assert text.plain(f" {family}，{other_script} ") == f"{family}，{other_script}"
    assert text.plain("茶\u202e叶") == "茶叶"


class ChoiceForm(Plain):
    station = SelectField("", choices=[(1, "太湖所")], coerce=int)
    days = IntegerField("", [DataRequired("请填写几天")])


@pytest.mark.parametrize("station", ["2", "没有这个所"])
def test_what_can_no_longer_be_chosen_is_told_in_words_of_ours(app, station):
    read = sent(app, ChoiceForm, station=station, days="7")
    assert [str(one) for one in read.station.errors] == ["这一项现在不能这样选，请从列出的选项里重新选。"]


def test_a_number_that_is_none_is_told_in_words_of_ours(app):
    assert "请填写一个整数" in str(sent(app, ChoiceForm, station="1", days="七天").days.process_errors[0])


class CountForm(Plain):
    days = IntegerField("", [NumberRange(1, 90, "请填写 1 到 90")])
    share = DecimalField("", [NumberRange(0, 100, "请填写 0 到 100")])


@pytest.mark.parametrize("share", ["9" * 400, "1e999999", "Infinity", "NaN", "sNaN"])
def test_a_number_that_nothing_holds_is_out_of_range(app, share):
    read = sent(app, CountForm, days="9" * 400, share=share)
    assert (read.days.errors, read.share.errors) == (["请填写 1 到 90"], ["请填写 0 到 100"])


def test_the_largest_number_in_its_range_stays_as_it_is(app):
    read = sent(app, CountForm, days="90", share="99.95")
    assert (read.days.data, str(read.share.data), read.errors) == (90, "99.95", {})
