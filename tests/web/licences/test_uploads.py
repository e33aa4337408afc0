"""The seller's way from a picture to a submitted licence, script or not; what the machine read is put down by hand here."""

from io import BytesIO

import pytest
from PIL import Image
from werkzeug.datastructures import FileStorage

from app.accounts.terms import Role
from app.infra import clock
from app.infra.db import unit_of_work
from app.licences import queries, readings
from app.licences.terms import LicenceKind, ReadingTrouble
from tests import factories
from tests.factories.licences import photo
from tests.pages import text_of


class Cast:
    """A shop, its owner, and who else may come by."""


@pytest.fixture
def cast(inside):
    made = Cast()
    with inside("330522"):
        made.shop = factories.merchant()
        made.owner, made.colleague = factories.seller(made.shop), factories.seller(made.shop)
        made.neighbour = factories.seller(factories.merchant())
        made.officer = factories.user(Role.OFFICER)
    with inside("330523"):
        made.elsewhere = factories.seller(factories.merchant())
    made.stranger = None
    return made


def uploaded(page, cast, content: bytes | None = None, **fields) -> str:
    """The address to which an upload leads."""
    file = FileStorage(BytesIO(content or photo("one")), "IMG")
    return page.as_(cast.owner).submit("/shop/licences/upload", {"file": file, "kind": "", **fields}).location


def read(inside, url: str, trouble: ReadingTrouble | None = None, **said: str) -> None:
    """As the job leaves it."""
    fields = {name: {"text": text, "score": 0.9, "box": [20, 20, 200, 60]} for name, text in said.items()}
    with inside("330522"), unit_of_work():
        reading = queries.reading_by_code(url.rsplit("/", 1)[1])
        readings.note(reading, {"fields": fields, "trouble": trouble}, [], now=clock.now())


def fields_of(cast, **facts) -> dict:
    return {
        "kind": "business_licence", "holder_name": cast.shop.name, "uscc": cast.shop.uscc, "number": "",
        "person": "", "address": "", "scope": "", "issued_on": "", "valid_until": "", "long_term": "y", **facts,
    }  # fmt: skip


def test_an_upload_waits_and_says_so_and_may_be_typed_meanwhile(page, cast):
    url = uploaded(page, cast)
    waiting = page.as_(cast.owner).get(url)
    assert "正在认字" in text_of(waiting)
    assert f'data-poll-url="{url}"' in waiting
    assert f'href="{url}?typed=1"' in waiting
    assert "都对，提交" in text_of(page.as_(cast.owner).get(f"{url}?typed=1"))


def test_every_field_stands_beside_its_cutting_and_is_submitted_as_corrected(page, cast, inside):
    url = uploaded(page, cast)
    read(inside, url, kind="business_licence", uscc=cast.shop.uscc, name="长兴小满茶时", valid_until="长期")
    owner = page.as_(cast.owner)
    shown = owner.get(url)
    for part in (
        "data-done",
        'value="长兴小满茶时"',
        f'value="{cast.shop.uscc}"',
        f"{url}/crops/uscc",
        f"{url}/crops/name",
    ):
        assert part in shown
    assert f"{url}/crops/person" not in shown
    done = owner.submit(
        url, fields_of(cast, holder_name="长兴小满茶叶", person="李晓燕", issued_on="2020-01-02")
    )
    licence = text_of(owner.get(done.location))
    assert "长兴小满茶叶" in licence
    assert "机器认的是：长兴小满茶时" in licence
    assert "李晓燕" in licence
    assert "2020年1月2日" in licence
    assert owner.fetch(url).location == done.location


def test_a_second_click_leads_to_the_same_licence(page, cast, inside):
    url, owner = uploaded(page, cast), page.as_(cast.owner)
    read(inside, url)
    token = owner.get(url).split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    both = [owner.client.post(url, data={"csrf_token": token, **fields_of(cast)}).location for _ in range(2)]
    assert both[0] == both[1]
    with inside("330522"):
        assert len(queries.of_merchant(cast.shop.id)) == 1


def test_a_code_that_fails_its_check_character_is_never_kept(page, cast, inside):
    url, owner = uploaded(page, cast), page.as_(cast.owner)
    wrong = cast.shop.uscc[:-1] + ("A" if cast.shop.uscc[-1] != "A" else "B")
    read(inside, url, uscc=wrong)
    told = owner.submit(url, fields_of(cast, uscc=wrong), expect=200)
    assert "校验" in text_of(told.text) or "最后一位" in text_of(told.text)
    with inside("330522"):
        assert queries.of_merchant(cast.shop.id) == []


def test_a_code_of_somebody_else_is_shouted_before_and_after(page, cast, inside):
    other, url, owner = factories.uscc(997), uploaded(page, cast), page.as_(cast.owner)
    read(inside, url, uscc=other)
    shown = text_of(owner.get(url))
    assert "代码和店铺登记的不一样" in shown
    assert other in shown
    assert cast.shop.uscc in shown
    done = owner.submit(url, fields_of(cast, uscc=other)).location
    assert "代码不一样，不能核验通过" in text_of(owner.get(done))


@pytest.mark.parametrize(
    ("trouble", "told"),
    [
        (ReadingTrouble.NO_ENGINE, "暂时不能自动认字"),
        (ReadingTrouble.TOO_LONG, "认得太久"),
        (ReadingTrouble.NOTHING, "没有认出来"),
        (ReadingTrouble.PRIVATE, "不由机器读取"),
    ],
)
def test_where_the_machine_gives_up_a_person_types(page, cast, inside, trouble, told):
    url, owner = uploaded(page, cast), page.as_(cast.owner)
    read(inside, url, trouble)
    shown = owner.get(url)
    assert told in text_of(shown)
    assert (
        0 < shown.find(f"{url}/pages/1") < shown.find('name="holder_name"')
    )  # what is copied from comes first
    owner.submit(url, fields_of(cast))


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("owner", 200),
        ("colleague", 200),
        ("neighbour", 403),
        ("officer", 403),
        ("elsewhere", 404),
        ("stranger", 303),
    ],
)
@pytest.mark.parametrize("leaf", ["", "/pages/1", "/crops/uscc"])
def test_an_upload_is_its_shops_alone(page, cast, inside, who, status, leaf):
    url = uploaded(page, cast)
    read(inside, url, uscc=cast.shop.uscc)
    assert page.as_(getattr(cast, who)).fetch(url + leaf).status_code == status


def test_a_cutting_is_a_small_picture_and_what_was_not_seen_has_none(page, cast, inside):
    url, owner = uploaded(page, cast), page.as_(cast.owner)
    read(inside, url, uscc=cast.shop.uscc)
    cutting = owner.fetch(f"{url}/crops/uscc")
    assert cutting.headers["Cache-Control"] == "private, no-store"
    width, height = Image.open(BytesIO(cutting.data)).size
    assert (180 < width < 250, 40 < height < 90) == (True, True)
    for nothing in ("crops/name", "crops/nonsense", "pages/2", "pages/0"):
        assert owner.fetch(f"{url}/{nothing}").status_code == 404


def test_an_upload_left_alone_is_on_the_desk_until_it_is_dropped(page, cast):
    url, owner = uploaded(page, cast), page.as_(cast.owner)
    assert "核对刚上传的证照" in text_of(owner.get("/desk"))
    assert url in owner.get("/shop/licences")
    owner.submit(f"{url}/drop", on=f"{url}?typed=1")
    assert "核对刚上传的证照" not in text_of(owner.get("/desk"))
    assert owner.fetch(url).status_code == 404


@pytest.mark.parametrize("who", ["neighbour", "officer"])
def test_nobody_else_drops_it(page, cast, who):
    url, visitor = uploaded(page, cast), page.as_(getattr(cast, who))
    token = visitor.get("/desk").split('name="csrf_token" value="')[1].split('"', maxsplit=1)[0]
    assert visitor.client.post(f"{url}/drop", data={"csrf_token": token}).status_code == 403
    assert page.as_(cast.owner).fetch(url).status_code == 200


def test_what_the_shop_sells_says_which_papers_it_must_send(page, cast, inside):
    with inside("330522"):
        seller = factories.seller(factories.merchant(scopes=("food",)))
    shown = page.as_(seller).get("/shop/licences")
    assert "/shop/licences/upload?kind=food_licence" in shown
    assert "化妆品" not in text_of(shown)
    desk = text_of(page.as_(seller).get("/desk"))
    assert "上传食品经营许可证或备案" in desk
    assert "上传营业执照" in desk
    assert "上传食品" not in text_of(page.as_(cast.owner).get("/desk"))


def test_the_officer_sees_each_field_beside_its_cutting_and_goes_on_to_the_next_by_keyboard(
    page, cast, inside
):
    urls = []
    for mark in ("first", "second"):
        url = uploaded(page, cast, photo(mark), kind=LicenceKind.BUSINESS_LICENCE.value)
        read(inside, url, uscc=cast.shop.uscc, name=cast.shop.name)
        urls.append(page.as_(cast.owner).submit(url, fields_of(cast)).location)
    officer = page.as_(cast.officer)
    queue = officer.get("/licences")
    assert f'href="{urls[0]}" accesskey="s"' in queue
    shown = officer.get(urls[0])
    assert f"{urls[0]}/crops/uscc" in shown
    assert officer.fetch(f"{urls[0]}/crops/uscc").mimetype == "image/jpeg"
    assert 'accesskey="v"' in shown
    assert 'accesskey="r"' in shown
    assert "autofocus" in shown
    assert (
        officer.submit(f"{urls[0]}/verify", {"number": "1", "long_term": "y"}, on=urls[0]).location == urls[1]
    )
    assert officer.submit(f"{urls[1]}/reject", {"reason": "模糊"}, on=urls[1]).location == "/licences"
