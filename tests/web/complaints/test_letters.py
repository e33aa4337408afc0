"""What comes with a complaint: photographs, a report of the same thing, a receipt as picture and as signed text."""

import re
from io import BytesIO

import pytest
from PIL import Image

from app.complaints import queries, statements
from app.complaints.terms import ComplaintAction
from app.infra import audit
from app.infra.db import unit_of_work
from app.infra.forms import fresh_key
from app.reports import queries as reports
from tests import factories
from tests.factories import complaints as made
from tests.pages import text_of

NEW = "/r/330522/complaints/new"
FOLLOW = "/r/330522/complaints/follow"
VERIFY = "/receipts/verify"
SECRET = re.compile(r"\w{4}-\w{4}-\w{4}")


def fields(**changed):
    return {
        "key": fresh_key(), "about": "quality", "happened": "茶叶发霉了", "wanted": "退款", "phone": "13812345678",
        "name": "王小明", "website": "", **changed,
    }  # fmt: skip


def photo(name: str = "王小明家.jpg") -> tuple[BytesIO, str]:
    made_of = BytesIO()
    Image.new("RGB", (640, 480), "darkgreen").save(made_of, "JPEG")
    return BytesIO(made_of.getvalue()), name


@pytest.fixture
def shop(inside):
    with inside("330522"):
        return factories.merchant(name="小满茶叶")


@pytest.fixture
def seller(inside, shop):
    with inside("330522"):
        return factories.seller(shop)


@pytest.fixture
def at(shop):
    return f"{NEW}?merchant={shop.code}"


def filed(page, at, **changed):
    """The address of the receipt, number and secret."""
    receipt = page.submit(at, fields(**changed)).location
    return receipt, receipt.rpartition("/")[2], SECRET.search(page.get(receipt)).group()


def followed(page, code, secret):
    return page.submit(FOLLOW, {"code": code, "secret": secret}).location


def test_one_letter_with_both_is_two_linked_cases_with_a_secret_each(page, at, inside):
    receipt, code, _ = filed(page, at, also_report="y", offence="unsafe_goods")
    with inside("330522"):
        (report,) = reports.of_complaint(code)
        assert (report.happened, report.is_anonymous) == ("茶叶发霉了", True)
    shown = text_of(page.get(receipt))
    assert report.code in shown
    assert len(set(SECRET.findall(shown))) == 2


def test_the_report_of_such_a_letter_has_a_name_only_if_that_was_ticked(page, at, inside):
    _, code, _ = filed(page, at, also_report="y", offence="unsafe_goods", report_named="y")
    with inside("330522"):
        (report,) = reports.of_complaint(code)
        assert (report.name, report.phone) == ("王小明", "13812345678")


def test_a_letter_with_both_sent_twice_is_still_two_cases(page, at, inside):
    sent = fields(also_report="y", offence="unsafe_goods")
    code = {page.submit(at, sent).location.rpartition("/")[2] for _ in range(2)}
    assert len(code) == 1
    with inside("330522"):
        assert len(reports.of_complaint(code.pop())) == 1


def test_a_report_without_its_kind_is_asked_for_and_nothing_is_lost(page, at):
    answer = page.submit(at, fields(also_report="y"), expect=200)
    assert "请选择哪一类违法行为" in text_of(answer.text)
    assert "茶叶发霉了" in answer.text


def test_photographs_are_shown_to_both_sides_and_to_nobody_else(page, at, seller, inside):
    _, code, secret = filed(page, at, files=photo())
    case = followed(page, code, secret)
    (own,) = re.findall(rf'src="({case}/files/\w+)"', page.get(case))
    theirs = own.replace("/r/330522/complaints/follow", "/complaints")
    with inside("330522"):
        other = factories.seller(factories.merchant())
    assert page.fetch(own).mimetype == "image/jpeg"
    assert page.as_(seller).fetch(theirs).mimetype == "image/jpeg"
    assert "王小明" not in page.fetch(own).headers["Content-Disposition"]
    assert page.as_(None).fetch(own).status_code == 303
    assert page.as_(other).fetch(theirs).status_code == 403


def test_each_side_may_send_files_with_a_word_and_a_second_click_sends_them_once(page, at, seller):
    _, code, secret = filed(page, at)
    case = followed(page, code, secret)
    sent = {"text": "这是照片", "key": fresh_key()}
    for _ in range(2):
        page.submit(f"{case}/messages", {**sent, "files": photo()}, on=case)
    shop = page.as_(seller)
    shop.submit(
        f"/complaints/{code}/messages",
        {"text": "这是面单", "key": fresh_key(), "files": photo()},
        on=f"/complaints/{code}",
    )
    assert len(re.findall(r"fx-picture", page.get(case))) == 2


def test_the_seller_attaches_proof_to_its_answer_and_a_bad_file_loses_nothing(page, at, seller):
    _, code, secret = filed(page, at)
    shop, answer = page.as_(seller), f"/complaints/{code}/answer"
    words = {"stance": "proposes", "text": "已联系快递，两天内退款"}
    refused = shop.submit(answer, {**words, "files": (BytesIO(b"MZ not a picture"), "x.jpg")}, expect=200)
    assert "已联系快递" in refused.text
    shop.submit(answer, {**words, "files": photo()})
    shop.submit(f"/complaints/{code}/settle", {"text": "已退款，见截图", "files": photo()})
    assert len(re.findall(r"fx-picture", page.get(followed(page, code, secret)))) == 2


def test_a_file_of_the_bureaus_note_is_shown_to_the_bureau_alone(page, at, seller, inside):
    _, code, secret = filed(page, at)
    with inside("330522"):
        officer = factories.user()
    desk = page.as_(officer)
    desk.submit(
        f"/complaints/{code}/messages", {"text": "现场照片", "key": fresh_key(), "private": "y", "files": photo()},
        on=f"/complaints/{code}",
    )  # fmt: skip
    (url,) = re.findall(rf'src="(/complaints/{code}/files/\w+)"', desk.get(f"/complaints/{code}"))
    assert desk.fetch(url).status_code == 200
    assert page.as_(seller).fetch(url).status_code == 404
    case = followed(page, code, secret)
    assert page.fetch(f"{case}/files/{url.rpartition('/')[2]}").status_code == 404


def test_a_file_that_is_none_is_refused_with_a_sentence_and_nothing_is_filed(page, at, inside):
    svg = (BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "photo.jpg")
    answer = page.submit(at, fields(files=svg), expect=200)
    assert "看不出这是什么文件" in text_of(answer.text)


def test_the_picture_of_the_receipt_is_only_for_the_browser_that_holds_the_secret(page, at):
    receipt, _, _ = filed(page, at, also_report="y", offence="unsafe_goods")
    answer = page.fetch(f"{receipt}/picture")
    with Image.open(BytesIO(answer.data)) as picture:
        assert (picture.format, picture.width) == ("PNG", 720)
    assert page.as_(None).fetch(f"{receipt}/picture").status_code == 303


@pytest.fixture
def signed(page, at):
    receipt, code, _ = filed(page, at)
    return code, page.fetch(f"{receipt}/signed").text


def test_the_signed_receipt_names_nobody_and_a_stranger_can_check_it(page, signed):
    code, text = signed
    for told in ("13812345678", "王小明", "小满", "发霉"):
        assert told not in text
    shown = text_of(page.as_(None).submit(VERIFY, {"statement": text}, expect=200).text)
    assert "回执是真的" in shown
    assert "和签名时完全一样" in shown
    assert code in shown


def test_as_a_file_and_by_the_code_on_the_picture_it_is_checked_too(page, signed):
    stranger = page.as_(None)
    file = {"file": (BytesIO(signed[1].encode()), "receipt.txt")}
    assert "回执是真的" in stranger.submit(VERIFY, file, expect=200).text
    saved = (
        "\ufeff" + signed[1].replace("\n", "\r\n")
    ).encode()  # by an editor that marks its files and ends its lines its own way
    assert "回执是真的" in stranger.submit(VERIFY, {"file": (BytesIO(saved), "a.txt")}, expect=200).text
    assert "回执是真的" in stranger.get(f"{VERIFY}?r={statements.compact(signed[1])}")
    assert (
        "回执是真的" not in stranger.submit(VERIFY, {"file": "words where a file should be"}, expect=200).text
    )


def test_a_signature_has_one_way_to_be_written(page, signed):
    lines = signed[1].splitlines()
    last = lines[-1][-3]
    alike = {"A": "B", "Q": "R", "g": "h", "w": "x"}[last]  # decodes to the same bytes
    lines[-1] = f"{lines[-1][:-3]}{alike}=="
    shown = page.as_(None).submit(VERIFY, {"statement": "\n".join(lines)}, expect=200)
    assert "验证不通过" in shown.text


@pytest.mark.parametrize("line", range(1, 7), ids=["number", "region", "time", "hash", "key", "signature"])
def test_a_forged_receipt_fails(page, signed, line):
    lines = signed[1].splitlines()
    lines[line] = lines[line][:-3] + ("A" if lines[line][-3] != "A" else "B") + lines[line][-2:]
    shown = page.as_(None).submit(VERIFY, {"statement": "\n".join(lines)}, expect=200)
    assert "验证不通过" in shown.text


def test_a_case_changed_behind_our_back_shows(page, signed, inside):
    code, text = signed
    with inside("330522"), unit_of_work():
        queries.by_code(code).happened = "茶叶很好"
    assert "保存的内容和签名时不一样" in page.as_(None).submit(VERIFY, {"statement": text}, expect=200).text


def test_the_key_is_published_in_two_forms(page):
    (key,) = page.fetch("/.well-known/fangxin-receipt-keys.json").json["keys"]
    assert (key["kty"], key["crv"], len(key["x"])) == ("OKP", "Ed25519", 43)
    assert page.fetch("/receipts/key.pem").text.startswith("-----BEGIN PUBLIC KEY-----")


def test_the_command_says_genuine_or_ends_with_an_error(app, signed, tmp_path):
    file = tmp_path / "receipt.txt"
    file.write_text(signed[1], encoding="utf-8")
    run = app.test_cli_runner().invoke
    right = run(args=["receipts", "verify", str(file)])
    assert (right.exit_code, signed[0] in right.output) == (0, True)
    file.write_text(signed[1].replace("TS26", "TS25"), encoding="utf-8")
    assert run(args=["receipts", "verify", str(file)]).exit_code == 1


def test_the_consumer_sees_and_puts_right_what_we_hold(page, at, inside):
    _, code, secret = filed(page, at)
    case = followed(page, code, secret)
    changed = {"name": "王晓明", "phone": "13900000001", "address": "长兴县演示路 1 号"}
    page.submit(f"{case}/mine", changed)
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.name, kept.phone, kept.address, kept.may_pass_on) == (*changed.values(), False)
        (entry,) = [one for one in audit.of(kept) if one.action == ComplaintAction.CONTACT_CORRECTED]
    assert entry.facts == {"changed": ["address", "name", "phone"]}


def test_an_open_case_is_not_erased_a_withdrawn_one_is_files_and_all(page, at, inside):
    _, code, secret = filed(page, at, files=photo())
    case = followed(page, code, secret)
    refused = page.submit(f"{case}/mine/erase", {"sure": "y"}, on=f"{case}/mine", expect=200)
    assert "还没有结案" in text_of(refused.text)
    page.submit(f"{case}/withdraw")
    unsure = page.submit(f"{case}/mine/erase", {}, on=f"{case}/mine", expect=200)
    assert "请先勾选" in text_of(unsure.text)
    assert "fx-picture" in page.get(case)
    page.submit(f"{case}/mine/erase", {"sure": "y"}, on=f"{case}/mine")
    assert "fx-picture" not in page.get(case)
    with inside("330522"):
        kept = queries.by_code(code)
        assert (kept.name, kept.phone, kept.address, kept.phone_index) == (None, "", None, None)


def test_what_the_bureau_has_handled_is_kept_for_its_time_and_that_is_said(page, at):
    _, code, secret = filed(page, at)
    case = followed(page, code, secret)
    page.submit(f"{case}/bureau", {"name": "", "address": ""})
    page.submit(f"{case}/withdraw")
    refused = page.submit(f"{case}/mine/erase", {"sure": "y"}, on=f"{case}/mine", expect=200)
    assert "案卷依法保存到 2029年6月1日" in text_of(refused.text)


def test_the_register_of_what_is_kept_is_public(page):
    shown = text_of(page.get("/r/330522/privacy"))
    assert "投诉人的姓名、手机号、通讯地址" in shown
    assert "从结案起 1096 天" in shown


def test_a_clue_found_in_a_complaint_is_handed_over_and_the_seller_sees_nothing_of_it(
    page, shop, seller, inside
):
    with inside("330522"):
        complaint, officer = made.complaint(shop).code, factories.user()
    at = f"/complaints/{complaint}/hand-over"
    wanted = {"key": fresh_key(), "offence": "false_advertising", "text": "直播间宣称能治病"}
    report = {page.as_(officer).submit(at, wanted).location.rpartition("/")[2] for _ in range(2)}
    assert len(report) == 1
    page.as_(seller).get(at, expect=403)
    assert report.pop() not in page.as_(seller).get(f"/complaints/{complaint}")
