"""Taking fields out of lines: lines are written down here as the eye gives them, text and corners."""

import math

import pytest

from app.licences.reading.fields import FOR_GOOD, read_fields
from app.licences.reading.lines import Seen
from app.licences.terms import ReadField as F
from tests import factories

CODE = factories.uscc(31)


def line(text: str, x: float, y: float, *, height: float = 30, score: float = 0.99) -> Seen:
    width = sum(0.55 if char.isascii() else 1 for char in text) * height
    return Seen(text, score, ((x, y), (x + width, y), (x + width, y + height), (x, y + height)))


def turned(lines: list[Seen], degrees: float) -> list[Seen]:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return [
        Seen(one.text, one.score, tuple((x * cos - y * sin, x * sin + y * cos) for x, y in one.quad))
        for one in lines
    ]


def texts(lines: list[Seen]) -> dict[F, str]:
    return {field: found.text for field, found in read_fields(lines).items()}


BUSINESS = [
    line("营业执照", 600, 80, height=80),
    line("统一社会信用代码", 100, 200),
    line(CODE, 100, 250),
    line("名", 100, 350), line("称", 200, 350), line("长兴小满茶叶有限公司", 300, 350),
    line("类", 100, 420), line("型", 200, 420), line("有限责任公司", 300, 420),
    line("法定代表人", 100, 490), line("李晓燕", 300, 490),
    line("经营范围", 100, 560), line("茶叶零售;日用百货销售;", 300, 560), line("广告制作。", 300, 604),
    line("注册资本", 900, 350), line("壹佰万元整", 1060, 350),
    line("成立日期", 900, 420), line("2015年03月18日", 1060, 420),
    line("住", 900, 490), line("所", 1000, 490), line("浙江省湖州市长兴县明珠路1号", 1060, 490), line("2幢301室", 1060, 534),
    line("登记机关", 900, 800), line("2021年", 1000, 860), line("05月", 1120, 860), line("06日", 1200, 860),
]  # fmt: skip
TRUTH = {
    F.KIND: "business_licence", F.USCC: CODE, F.NAME: "长兴小满茶叶有限公司", F.PERSON: "李晓燕",
    F.SCOPE: "茶叶零售;日用百货销售;广告制作。", F.ADDRESS: "浙江省湖州市长兴县明珠路1号2幢301室", F.ISSUED_ON: "2021-05-06",
}  # fmt: skip


@pytest.mark.parametrize("degrees", [0, 7, -12])
def test_a_business_licence_is_taken_apart_however_it_is_held(degrees):
    assert texts(turned(BUSINESS, degrees)) == TRUTH


def test_a_field_knows_where_it_stands_and_how_sure_the_eye_was():
    lines = [
        line("住所:", 100, 100),
        line("明珠路1号", 200, 100, score=0.9),
        line("2幢", 200, 144, score=0.7),
    ]
    found = read_fields(lines)[F.ADDRESS]
    assert (found.text, found.score) == ("明珠路1号2幢", 0.7)
    left, top, _, bottom = found.box
    assert (left, top, bottom) == (200, 100, 175)


@pytest.mark.parametrize(
    ("seen", "read"),
    [
        ("91330522MA2B3CAO1T", None),
        (CODE.replace("0", "O"), CODE),
        (CODE.lower(), CODE),
        (f" {CODE[:9]} {CODE[9:]} ", CODE),
        (f"No.{CODE}(1-1)", CODE),
    ],
)
def test_o_and_i_are_mended_only_where_the_check_character_then_fits(seen, read):
    assert texts([line(seen, 100, 100)]).get(F.USCC) == read


def test_a_code_that_does_not_fit_is_shown_as_it_is_and_never_as_sure():
    wrong = CODE[:-1] + ("A" if CODE[-1] != "A" else "B")
    found = read_fields([line("统一社会信用代码", 100, 100), line(wrong, 400, 100)])[F.USCC]
    assert (found.text, found.score) == (wrong, 0.5)


def test_a_code_over_two_lines_is_one():
    label = line("社会信用代码(身份证号码):" + CODE[:15], 100, 100)
    assert texts([label, line(CODE[15:], 500, 144)])[F.USCC] == CODE


@pytest.mark.parametrize(
    ("term", "until"),
    [
        ("2015年03月18日至长期", FOR_GOOD),
        ("2015年03月18日至2035年03月17日", "2035-03-17"),
        ("2027.1.31", "2027-01-31"),
        ("2026年02月30日", None),
        ("见正本", None),
    ],
)
def test_a_term_ends_on_its_last_day_or_never(term, until):
    assert texts([line("营业期限", 100, 100), line(term, 300, 100)]).get(F.VALID_UNTIL) == until


def test_the_day_it_runs_out_is_not_taken_for_the_day_of_issue():
    lines = [line("发证日期:2024年01月02日", 100, 100), line("有效期至:2029年01月01日", 100, 200)]
    assert texts(lines) == {F.ISSUED_ON: "2024-01-02", F.VALID_UNTIL: "2029-01-01"}
    assert texts(lines[1:]) == {F.VALID_UNTIL: "2029-01-01"}


def test_a_stamp_over_the_day_may_add_a_character():
    assert texts([line("2016年01月专16日", 100, 100)]) == {F.ISSUED_ON: "2016-01-16"}


def test_the_right_column_is_not_swallowed_by_the_left():
    lines = [line("名称", 100, 100), line("长兴小满", 300, 100), line("壹佰万元整", 900, 100)]
    assert texts(lines) == {F.NAME: "长兴小满"}


@pytest.mark.parametrize(
    ("title", "kind"),
    [("食品经营许可证", "food_licence"), ("第二类医疗器械经营备案凭证", "drug_device_licence"), ("出版物经营许可证", "publication_licence"),
     ("授权书", "brand_authorisation"), ("检验检测报告", "inspection_report"), ("中国国家强制性产品认证证书", "ccc_certificate"), ("购物小票", None)],
)  # fmt: skip
def test_the_title_tells_the_kind(title, kind):
    assert texts([line(title, 100, 100, height=60)]).get(F.KIND) == kind


def test_nothing_seen_is_nothing_read():
    assert texts([]) == {}
    assert texts([line("   ", 0, 0)]) == {}
