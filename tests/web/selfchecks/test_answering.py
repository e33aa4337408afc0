import re

from app.selfchecks import queries
from app.selfchecks.terms import AnswerValue, SelfCheckState
from tests.pages import text_of


def answers(page, code) -> dict[str, AnswerValue]:
    with page.inside("330522"):
        return queries.values_of(queries.by_code(code))


def test_a_first_check_goes_from_the_start_to_a_dated_list(page, cast):
    mine = page.as_(cast.owner)
    begun = mine.submit("/self-check/start", on="/self-check")
    scoped = mine.submit(begun.location, {"scopes": ["food"]})
    code = scoped.location.rsplit("/", 1)[1]
    overview = mine.get(scoped.location)
    assert "还没有提交" in text_of(overview)
    address = re.search(rf'href="(/self-check/{code}/[A-Z]+-\d\d)"', overview).group(1)
    steps = 0
    while not address.endswith("/review"):
        answer = "not_met" if address.endswith("QUA-01") else "met"
        address = mine.submit(address, {"answer": answer}).location
        steps += 1
    with page.inside("330522"):
        draft = queries.by_code(code)
        assert steps == len(queries.guide_of(draft).applicable(["food"]))
    result = mine.submit(address)
    assert result.location == f"/self-check/{code}/result"
    told = text_of(mine.get(result.location))
    assert "2026年6月16日" in told  # QUA-01: fifteen days after 1 June
    assert f"{steps} / {steps}" in told
    mine.submit(f"/self-check/{code}/review", on="/self-check", expect=303)  # a second click from an old page


def test_what_was_answered_is_there_after_coming_back_on_another_device(page, cast, drafted):
    code = drafted(cast.owner)
    page.as_(cast.owner).submit(f"/self-check/{code}/QUA-01", {"answer": "not_met", "words": "正在办"})
    back = page.as_(cast.colleague).get(f"/self-check/{code}/QUA-01")
    assert ">正在办</textarea>" in back
    assert "没做到（现在的回答）" in text_of(back)
    assert "继续自查" in text_of(page.as_(cast.colleague).get("/desk"))


def test_not_applicable_asks_for_a_reason_and_keeps_what_was_there(page, cast, drafted):
    code = drafted(cast.owner)
    mine = page.as_(cast.owner)
    refused = mine.submit(f"/self-check/{code}/QUA-01", {"answer": "not_applicable"}, expect=200)
    assert "请写一句理由" in text_of(refused.text)
    assert answers(page, code) == {}
    mine.submit(f"/self-check/{code}/QUA-01", {"answer": "not_applicable", "words": "农户自产自销"})
    assert answers(page, code) == {"QUA-01": AnswerValue.NOT_APPLICABLE}


def test_a_dimension_page_saves_each_answer_alone_with_and_without_script(page, cast, drafted):
    code = drafted(cast.owner)
    mine = page.as_(cast.owner)
    shown = f"/self-check/{code}/dimension/QUA"
    answer = mine.submit(f"/self-check/{code}/QUA-01", {"answer": "met", "back": "dimension"}, on=shown)
    assert answer.location == f"{shown}#QUA-01"
    token = re.search(r'name="csrf_token" value="([^"]+)"', mine.get(shown)).group(1)

    def change(item: str, **fields: str) -> int:
        sent = {"csrf_token": token, "back": "dimension", **fields}
        return mine.client.post(
            f"/self-check/{code}/{item}", data=sent, headers={"X-Autosave": "1"}
        ).status_code

    assert change("QUA-04", answer="not_met") == 204
    assert change("QUA-07", answer="not_applicable", words="") == 422
    assert answers(page, code) == {"QUA-01": AnswerValue.MET, "QUA-04": AnswerValue.NOT_MET}


def test_items_out_of_scope_are_not_shown_and_the_overview_says_why(page, cast, drafted):
    code = drafted(cast.owner)
    mine = page.as_(cast.owner)
    with page.inside("330522"):
        hidden = next(
            item for item in queries.guide_of(queries.by_code(code)).hidden([]) if item.scope[:1] == ("food",)
        )
    assert f"{hidden.ask} 只问这样的店：卖食品" in text_of(mine.get(f"/self-check/{code}"))
    mine.get(f"/self-check/{code}/{hidden.code}", expect=404)
    assert hidden.ask not in text_of(mine.get(f"/self-check/{code}/dimension/{hidden.dimension}"))


def test_the_review_lists_what_is_missing_and_offers_no_button(page, cast, drafted):
    code = drafted(cast.owner)
    mine = page.as_(cast.owner)
    told = mine.get(f"/self-check/{code}/review")
    assert "条没有回答" in text_of(told)
    assert f"/self-check/{code}/QUA-01?back=review" in told
    assert "接着回答" in text_of(told)
    mine.submit(f"/self-check/{code}/review", on=f"/self-check/{code}/review", expect=200)
    with page.inside("330522"):
        assert queries.by_code(code).state is SelfCheckState.DRAFT


def test_an_item_or_dimension_that_does_not_exist_is_not_found(page, cast, drafted):
    code = drafted(cast.owner)
    mine = page.as_(cast.owner)
    mine.get(f"/self-check/{code}/QUA-99", expect=404)
    mine.get(f"/self-check/{code}/dimension/ZZZ", expect=404)
    mine.get("/self-check/NOSUCHCODE", expect=404)


def test_a_submitted_check_leads_to_its_result(page, cast, checked):
    code = checked(cast.owner)
    for place in ("", "/QUA-01", "/dimension/QUA", "/review"):
        page.as_(cast.owner).get(f"/self-check/{code}{place}", expect=303)
    page.as_(cast.owner).submit(
        f"/self-check/{code}/QUA-01", {"answer": "not_met"}, on="/self-check", expect=303
    )
    assert answers(page, code)["QUA-01"] is AnswerValue.MET


def test_every_page_reads_in_english_too(page, cast, drafted, checked):
    code = checked(cast.owner, "QUA-01")
    draft = drafted(cast.owner)
    for url in (f"/self-check/{code}/result", f"/self-check/{draft}", f"/self-check/{draft}/QUA-01"):
        page.as_(cast.owner).get(f"{url}?lang=en")
    assert "Do you hold a business licence" in page.as_(cast.owner).get(f"/self-check/{draft}/QUA-01?lang=en")


def test_who_writes_over_what_a_colleague_has_just_said_is_told(page, cast, drafted):
    code = drafted(cast.owner)
    address = f"/self-check/{code}/QUA-01"
    mine, colleague = page.as_(cast.owner), page.as_(cast.colleague)
    token = re.search(r'name="csrf_token" value="([^"]+)"', mine.get(address)).group(1)
    colleague.submit(address, {"answer": "not_met", "words": "正在办"})
    answer = mine.client.post(address, data={"csrf_token": token, "answer": "met", "seen": ""})
    told = text_of(mine.get(answer.location))
    assert f"{cast.colleague.name}刚才把" in told
    assert "没做到" in told
    assert answers(page, code) == {"QUA-01": AnswerValue.MET}
    colleague.submit(
        address,
        {
            "answer": "not_met",
            "seen": re.search(r'name="seen" value="([^"]+)"', colleague.get(address)).group(1),
        },
    )
    assert "刚才把" not in text_of(colleague.get(address))


def test_a_first_pass_goes_through_the_gravest_and_says_how_much_it_is_of_the_whole(page, cast):
    mine = page.as_(cast.owner)
    begun = mine.submit("/self-check/start", on="/self-check")
    scoped = mine.submit(begun.location, {"scopes": ["food"]})
    code = scoped.location.rsplit("/", 1)[1]
    first = f"/self-check/{code}/first"
    address = re.search(
        rf'href="(/self-check/{code}/[A-Z]+-\d\d\?back=first)"', mine.get(scoped.location)
    ).group(1)
    refused = mine.submit(first, {}, on=address, expect=200)
    assert "还有" in text_of(refused.text)
    steps, gap = 0, re.search(r"[A-Z]+-\d\d", address).group()
    while not address.endswith("/first"):
        address = mine.submit(
            address, {"answer": "not_met" if gap in address else "met", "back": "first"}
        ).location
        steps += 1
    assert mine.submit(address).location == first
    told = text_of(mine.get(first))
    with page.inside("330522"):
        draft = queries.by_code(code)
        whole = len(queries.guide_of(draft).applicable(["food"]))
        assert (draft.state, draft.first_outcome.answered) == (SelfCheckState.DRAFT, steps)
    assert f"这是第一遍的结果：{steps} / {whole} 条" in told
    assert "有 1 条一票否决没有做到" in told
    assert f"{steps} 条看过了" in text_of(mine.get(scoped.location))
    page.as_(cast.officer).get(first, expect=403)
