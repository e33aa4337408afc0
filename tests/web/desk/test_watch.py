"""What operators see: numbers, request ids, and nothing personal."""

import json
import logging

import pytest

from app.infra import watch


def test_the_figures_count_pages_by_their_rule(page):
    page.get("/sign-in")
    told = page.fetch("/metrics").text
    assert 'fangxin_requests_total{method="GET",page="/sign-in",status="200"}' in told
    assert "fangxin_queue_up 1" in told


def test_a_stranger_finds_no_figures(page):
    answer = page.client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"})
    assert answer.status_code == 404


def test_a_request_keeps_the_number_it_came_with_unless_it_is_no_number(page):
    kept = page.client.get("/sign-in", headers={"X-Request-Id": "proxy-12345678"})
    assert kept.headers["X-Request-Id"] == "proxy-12345678"
    odd = page.client.get("/sign-in", headers={"X-Request-Id": "<script>alert(1)</script>"})
    assert "<" not in odd.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "url", ["/r/330522/complaints/PLANTED-SECRET", "/Q/PLANTEDSECRET00", "/sign-in?phone=13812345678"]
)
def test_no_code_and_no_number_stands_in_the_log(page, caplog, url: str):
    caplog.set_level(logging.DEBUG)
    page.fetch(url)
    told = caplog.text
    assert "app.infra.watch" in told
    assert "PLANTED" not in told
    assert "13812345678" not in told


def test_what_people_type_stands_in_no_log(page, caplog):
    caplog.set_level(logging.DEBUG)
    page.submit("/sign-in", {"phone": "13812345678", "password": "planted words 77"}, expect=200)
    assert "13812345678" not in caplog.text
    assert "planted words" not in caplog.text


def test_lines_for_collectors_are_objects():
    record = logging.LogRecord("app.x", logging.INFO, __file__, 1, "受理 %s", ("一件",), None)
    told = json.loads(watch.Lines().format(record))
    assert (told["level"], told["message"], told["request"]) == ("INFO", "受理 一件", "-")
