"""Papers for tests: real pictures and PDFs, made here."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from pypdf import PdfWriter

from app.infra import clock, papers, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.licences import queries, service
from app.licences.models import Licence
from app.licences.terms import LicenceKind
from app.merchants.models import Merchant


def photo(
    mark: str = "licence", *, size: tuple[int, int] = (640, 480), form: str = "JPEG", **saving: Any
) -> bytes:
    """A picture with ``mark`` on it, so that two of them differ."""
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).text((20, 20), mark, fill="black")
    made = BytesIO()
    picture.save(made, form, **saving)
    return made.getvalue()


def pdf(pages: int = 1, *, password: str | None = None) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def paper(content: bytes | None = None, name: str = "执照.jpg") -> papers.Paper:
    return papers.read(storage.take(BytesIO(content or photo()), name))


def licence(of: Merchant, kind: LicenceKind = LicenceKind.BUSINESS_LICENCE, **facts: Any) -> Licence:
    """A paper of this shop, waiting for an officer."""
    content = facts.pop("content", None) or photo(f"{of.code} {kind} {facts.get('number')}")
    facts = {
        "number": "JY1330522",
        "holder_name": of.name,
        "uscc": of.uscc,
        "valid_until": date(2030, 1, 31),
        **facts,
    }
    with unit_of_work():
        made = service.submit(of, service.Entry(kind, **facts), paper(content), by=SYSTEM, now=clock.now())
    found = queries.by_code(made.code)
    assert found is not None
    return found


def verified(
    of: Merchant, by: Any, kind: LicenceKind = LicenceKind.BUSINESS_LICENCE, **facts: Any
) -> Licence:
    """A paper of this shop that ``by`` has confirmed."""
    made = licence(of, kind, **facts)
    with unit_of_work():
        service.verify(made, number=made.number, valid_until=made.valid_until, by=by, now=clock.now())
    return made
