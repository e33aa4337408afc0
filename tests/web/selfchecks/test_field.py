"""The map of aspects over real results: means, what is missed most, who stands lowest; a park sees its own."""

from tests.pages import text_of


def test_the_office_sees_where_shops_stand_weak(page, cast, checked):
    checked(cast.owner, "QUA-01")
    checked(cast.other_shop)
    officer = page.as_(cast.officer)
    told = text_of(officer.get("/desk/aspects"))
    assert "一共 2 家商家提交过自查" in told
    first = told.index("主体资质") if "主体资质" in told else 0
    assert first < told.index("这些数字怎么来的")
    one = text_of(officer.get("/desk/aspects/QUA"))
    assert "1 家" in one
    officer.get("/desk/aspects/NONE", expect=404)
    assert "哪些方面弱" in text_of(officer.get("/desk"))


def test_a_newer_result_takes_the_older_ones_place(page, cast, checked):
    checked(cast.owner, "QUA-01", "QUA-02")
    checked(cast.owner)
    told = text_of(page.as_(cast.officer).get("/desk/aspects/QUA"))
    assert "没有做不到的条目" in told


def test_a_park_sees_its_own_sellers_only(page, cast, checked):
    code = checked(cast.owner, "QUA-01")
    checked(cast.other_shop, "QUA-01")
    mine, others = page.as_(cast.park), page.as_(cast.other_park)
    assert "一共 1 家商家提交过自查" in text_of(mine.get("/desk/aspects"))
    assert code in mine.get("/desk/aspects/QUA")
    assert "还没有商家提交自查" in text_of(others.get("/desk/aspects"))
    assert code not in others.get("/desk/aspects/QUA")


def test_another_region_is_not_counted(page, cast, checked):
    checked(cast.owner, "QUA-01")
    assert "还没有商家提交自查" in text_of(page.as_(cast.elsewhere).get("/desk/aspects"))
