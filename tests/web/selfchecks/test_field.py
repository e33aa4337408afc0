"""The map of aspects over real results: means, what is missed most, who stands lowest; a park sees its own."""

from tests.pages import text_of


def test_everyone_sees_where_their_own_shops_stand_weak_by_the_newest_results(page, cast, checked):
    older = checked(cast.owner, "QUA-01", "QUA-02")
    newer = checked(cast.owner, "QUA-01")
    other = checked(cast.other_shop, "QUA-01")
    officer = page.as_(cast.officer)
    assert "一共 2 家商家提交过自查" in text_of(officer.get("/desk/aspects"))
    one = officer.get("/desk/aspects/QUA")
    assert "2 家" in text_of(one)
    assert [code in one for code in (older, newer, other)] == [False, True, True]
    assert "没有做不到的条目" in text_of(officer.get("/desk/aspects/LBL"))
    officer.get("/desk/aspects/NONE", expect=404)
    assert "哪些方面弱" in text_of(officer.get("/desk"))

    assert "一共 1 家商家提交过自查" in text_of(page.as_(cast.park).get("/desk/aspects"))
    assert other not in page.as_(cast.park).get("/desk/aspects/QUA")
    for stranger in (cast.other_park, cast.elsewhere):
        assert "还没有商家提交自查" in text_of(page.as_(stranger).get("/desk/aspects"))
