"""Paper: Chinese comes out, and nothing is fetched from outside."""

import io

import pytest
from flask import Flask
from pypdf import PdfReader

from app.infra import pdf
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
        HTML(string=page, url_fetcher=pdf.only_the_font()).write_pdf()
