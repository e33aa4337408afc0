"""A paper's own pages: sent in, looked at, decided."""

import hashlib
from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from app.accounts.terms import Role
from app.licences import queries
from app.licences.terms import LicenceKind, LicenceState
from tests import factories
from tests.factories.licences import licence, pdf, photo
from tests.pages import text_of


def state_of(cast, inside) -> LicenceState:
    with inside("330522"):
        return queries.by_code(cast.licence.code).state


def upload(content: bytes | None = None, name: str = "photo.jpg") -> FileStorage:
    return FileStorage(BytesIO(content or photo("upload")), name)


def entry(cast, **facts) -> dict:
    return {
        "kind": "business_licence",
        "file": upload(),
        "holder_name": cast.shop.name,
        "uscc": cast.shop.uscc,
        "number": "",
        "valid_until": "",
        "long_term": "y",
        **facts,
    }


READERS = [
    ("owner", 200),
    ("officer", 200),
    ("park", 200),
    ("neighbour", 403),
    ("other_park", 403),
    ("monitor", 403),
    ("officer_elsewhere", 404),
    ("stranger", 303),
]


@pytest.mark.parametrize(("who", "status"), READERS)
@pytest.mark.parametrize("leaf", ["", "/file"])
def test_a_paper_and_its_file_open_only_for_shop_regulator_and_its_park(page, cast, who, status, leaf):
    visitor = page.as_(getattr(cast, who))
    assert visitor.fetch(f"/licences/{cast.licence.code}{leaf}").status_code == status
    if not leaf:
        visitor.get(f"/licences/{cast.licence.code}", expect=status)


def test_the_file_comes_inline_with_its_true_type_and_is_not_sniffed(page, cast):
    answer = page.as_(cast.officer).fetch(f"/licences/{cast.licence.code}/file")
    assert Image.open(BytesIO(answer.data)).format == "JPEG"
    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("who", "status"), [("owner", 403), ("park", 403), ("neighbour", 403), ("officer_elsewhere", 404)]
)
@pytest.mark.parametrize("act", ["verify", "reject"])
def test_only_the_regulator_decides(page, cast, inside, who, status, act):
    visitor = page.as_(getattr(cast, who))
    token = visitor.fetch("/desk")
    answer = visitor.client.post(
        f"/licences/{cast.licence.code}/{act}",
        data={"csrf_token": _token(token.text), "number": "1", "long_term": "y", "reason": "no"},
    )
    assert answer.status_code == status
    assert state_of(cast, inside) is LicenceState.SUBMITTED


def _token(html: str) -> str:
    return html.split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]


def test_a_seller_uploads_a_photo_and_an_officer_confirms_it(page, cast, inside):
    seller = page.as_(cast.owner)
    answer = seller.submit("/shop/licences/new", entry(cast))
    code = answer.location.rsplit("/", 1)[1]
    assert "待核验" in text_of(seller.get(answer.location))
    officer = page.as_(cast.officer)
    done = officer.submit(
        f"/licences/{code}/verify", {"number": "913305", "valid_until": "2031-01-31"}, on=f"/licences/{code}"
    )
    assert done.location == f"/licences/{cast.licence.code}"  # the next that waits
    shown = text_of(seller.get(f"/licences/{code}"))
    assert "已核验" in shown
    assert "2031年1月31日" in shown
    assert "核验通过" not in shown
    last = officer.submit(
        f"{done.location}/verify", {"number": "913305", "valid_until": "2031-01-31"}, on=done.location
    )
    assert last.location == "/licences"


def test_a_pdf_is_offered_to_be_opened(page, cast):
    seller = page.as_(cast.owner)
    answer = seller.submit("/shop/licences/new", entry(cast, file=upload(pdf(3), "执照.pdf")))
    assert "PDF，3 页" in text_of(seller.get(answer.location))
    assert seller.fetch(f"{answer.location}/file").mimetype == "application/pdf"


def test_the_same_post_twice_is_one_paper(page, cast, inside):
    seller = page.as_(cast.owner)
    first = seller.submit("/shop/licences/new", entry(cast))
    again = seller.submit("/shop/licences/new", entry(cast))
    assert first.location == again.location
    with inside("330522"):
        assert len(queries.of_merchant(cast.shop.id)) == 2  # the one of the cast and this one


def test_a_second_click_on_verify_or_a_late_reject_is_told_and_harmless(page, cast, inside):
    officer, url = page.as_(cast.officer), f"/licences/{cast.licence.code}"
    token = _token(officer.get(url))
    fields = {"csrf_token": token, "number": "JY1", "long_term": "y", "reason": "late"}
    assert officer.client.post(f"{url}/verify", data=fields).status_code == 303
    for act in ("verify", "reject"):
        again = officer.client.post(f"{url}/{act}", data=fields)
        assert again.status_code == 200
        assert "这张证照现在是“已核验”，不用再处理了。" in text_of(again.text)
    assert state_of(cast, inside) is LicenceState.VERIFIED


def test_a_foreign_code_is_shouted_and_cannot_be_confirmed(page, cast, inside):
    other = factories.uscc(998)
    seller, officer = page.as_(cast.owner), page.as_(cast.officer)
    url = seller.submit("/shop/licences/new", entry(cast, uscc=other)).location
    for told in (seller.get(url), seller.get("/shop/licences"), officer.get(url)):
        assert other in text_of(told)
        assert cast.shop.uscc in text_of(told)
        assert "不一样" in text_of(told)
    assert "代码不符" in text_of(officer.get("/licences"))
    shown = officer.get(url)
    assert "/verify" not in shown
    answer = officer.client.post(
        f"{url}/verify", data={"csrf_token": _token(shown), "number": "1", "long_term": "y"}
    )
    assert answer.status_code == 200
    assert "不能核验通过" in text_of(answer.text)
    with inside("330522"):
        assert queries.by_code(url.rsplit("/", 1)[1]).state is LicenceState.SUBMITTED


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"uscc": ""}, "请填写营业执照上的统一社会信用代码。"),
        ({"uscc": "92330522MAFAKE00"}, "应为 18 位，您填了 16 位"),
        ({"kind": ""}, "请选择证照种类"),
        ({"kind": "food_licence", "number": ""}, "请填写证照编号"),
        ({"long_term": ""}, "没有写到期日的，请勾选“长期有效”"),
        ({"valid_until": "2030-01-01"}, "请只留一个"),
        ({"valid_until": "2026-05-31", "long_term": ""}, "有效期到2026年5月31日为止，已经过期"),
        ({"valid_until": "soon", "long_term": ""}, "请写成 2027-01-31 这样的日期"),
        ({"file": ""}, "请选择一张照片或一个 PDF"),
    ],
)
def test_what_is_wrong_is_said_in_words_and_nothing_is_kept(page, cast, inside, wrong, told):
    answer = page.as_(cast.owner).submit("/shop/licences/new", entry(cast, **wrong), expect=200)
    assert told in text_of(answer.text)
    with inside("330522"):
        assert len(queries.of_merchant(cast.shop.id)) == 1


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (photo()[:4000], "a.jpg", "这张照片打不开"),
        (b"\xff\xd8\xff" + b"x" * 500, "a.jpg", "这张照片打不开"),
        (b"<svg onload=alert(1)>", "a.png", "看不出这是什么文件"),
        (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 64, "IMG_1.HEIC", "存成 JPEG 再上传"),
        (pdf(31), "a.pdf", "这个 PDF 有 31 页，最多 30 页"),
        (pdf(password="x"), "a.pdf", "这个 PDF 设了密码"),
        (b"", "a.jpg", "这个文件是空的"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_with_a_sentence(page, cast, inside, content, name, told):
    sent = FileStorage(BytesIO(content), name)
    answer = page.as_(cast.owner).submit("/shop/licences/new", entry(cast, file=sent), expect=200)
    assert told in text_of(answer.text)
    with inside("330522"):
        assert len(queries.of_merchant(cast.shop.id)) == 1


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2031/2/3", date(2031, 2, 3)),
        ("２０３１-02-03", date(2031, 2, 3)),
        ("2031年2月3日", date(2031, 2, 3)),
    ],
)
def test_a_day_is_read_as_people_write_it(page, cast, inside, typed, kept):
    answer = page.as_(cast.owner).submit("/shop/licences/new", entry(cast, valid_until=typed, long_term=""))
    with inside("330522"):
        assert queries.by_code(answer.location.rsplit("/", 1)[1]).valid_until == kept


def test_a_rejection_needs_a_reason_and_shows_it_to_the_seller(page, cast):
    officer, url = page.as_(cast.officer), f"/licences/{cast.licence.code}"
    empty = officer.submit(f"{url}/reject", {"reason": "  "}, on=url, expect=200)
    assert "请写明退回原因" in text_of(empty.text)
    officer.submit(f"{url}/reject", {"reason": "右下角没拍到"}, on=url)
    seller = page.as_(cast.owner)
    assert "右下角没拍到" in text_of(seller.get(url))
    assert "营业执照被退回，请重新上传" in text_of(seller.get("/desk"))


def test_what_people_write_is_shown_as_text(page, cast, inside):
    with inside("330522"):
        made = licence(cast.shop, LicenceKind.OTHER, number="<b>1</b>", holder_name="<script>x</script>")
    shown = page.as_(cast.officer).get(f"/licences/{made.code}")
    assert "<script>x" not in shown
    assert "&lt;b&gt;1&lt;/b&gt;" in shown


def test_a_shop_without_a_business_licence_is_asked_for_it(page, cast, inside):
    with inside("330522"):
        bare = factories.seller(factories.merchant())
    assert "上传营业执照" in text_of(page.as_(bare).get("/desk"))
    assert "上传营业执照" not in text_of(page.as_(cast.owner).get("/desk"))
    assert "核验商家上传的证照" in text_of(page.as_(cast.officer).get("/desk"))
    assert 'value="business_licence" selected' in _flat(
        page.as_(bare).get("/shop/licences/new?kind=business_licence")
    )
    page.as_(bare).get("/shop/licences/new?kind=nonsense")


def _flat(html: str) -> str:
    return html.replace('selected value="business_licence"', 'value="business_licence" selected')


def test_a_seller_without_a_shop_is_led_to_its_registration(page, inside):
    with inside("330522"):
        nobody = factories.user(Role.MERCHANT)
    for url in ("/shop/licences", "/shop/licences/new"):
        assert page.as_(nobody).fetch(url).location == "/shop/register"


@pytest.mark.parametrize(("who", "status"), [(who, 200 if who == "officer" else no) for who, no in (
    ("officer", 200), ("owner", 403), ("park", 403), ("neighbour", 403), ("monitor", 403), ("officer_elsewhere", 404),
)])  # fmt: skip
def test_the_original_is_handed_to_an_officer_alone_and_never_inline(page, cast, who, status):
    visitor = page.as_(getattr(cast, who))
    answer = visitor.submit(f"/licences/{cast.licence.code}/original", on="/desk", expect=status)
    if status == 200:
        assert answer.headers["Content-Disposition"].startswith("attachment")
        shown = visitor.fetch(f"/licences/{cast.licence.code}/file").data
        assert hashlib.sha256(answer.data).hexdigest() == cast.licence.original_sha256
        assert answer.data != shown
