"""Paper: Chinese comes out, and nothing is fetched from outside."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from app.infra import copies, pdf, typeset
from tests.factories import titles as made

WORDS = {
    "verify_url": "http://127.0.0.1/r/330522/certificates/x",
    "fingerprint": "abcd",
    "bureau": "长兴县市场监督管理局",
}


def test_a_certificate_reads_in_chinese_and_names_the_seller(here, app: Flask):
    title = made.title()
    with app.test_request_context():
        written = pdf.render("pdf/certificate.html", title=title, qr=pdf.qr_svg(WORDS["verify_url"]), **WORDS)
    text = PdfReader(io.BytesIO(written)).pages[0].extract_text().replace("\n", "").replace(" ", "")
    for said in ("放心电商证书", title.name, title.uscc, "91.50", "2027年6月1日", "长兴县市场监督管理局"):
        assert said in text
    assert len(PdfReader(io.BytesIO(written)).pages) == 1


@pytest.mark.parametrize(
    "page",
    [
        '<img src="http://127.0.0.1:9/x.png">',
        '<img src="file:///etc/hostname">',
        '<link rel="stylesheet" href="https://127.0.0.1:9/x.css">',
        '<style>@import url("file:///etc/passwd");</style>',
        '<img src="data:image/png;base64,AAAA">',
    ],
)
def test_whatever_points_outside_stops_the_writing(page):
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    with pytest.raises(FatalURLFetchingError):
        HTML(string=page, url_fetcher=typeset.only_the_font()).write_pdf()


def test_a_paper_of_strangers_words_is_written_apart_and_what_is_too_much_is_refused(app, monkeypatch):
    with app.test_request_context():
        words = {
            "number": "YY26-ABCDEF",
            "made_at": "",
            "parts": [copies.Part("内容", facts=[("说", "<img src='http://127.0.0.1:9/'>")])],
        }
        written = pdf.render_apart("pdf/own_copy.html", **words)
        assert "127.0.0.1" in PdfReader(io.BytesIO(written)).pages[0].extract_text()
        monkeypatch.setattr(typeset, "SECONDS", -9.5)  # half a second for the child
        with pytest.raises(pdf.PaperNotMade) as refusal:
            pdf.render_apart("pdf/own_copy.html", **words)
    assert refusal.value.facts == {"reason": "large"}
    assert [typeset.why(one) for one in (f"x {typeset.MISSING}", "MemoryError: ", "ValueError: x")] == [
        "missing",
        "large",
        "broken",
    ]
