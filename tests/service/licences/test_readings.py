"""The whole way of an upload through the worker's job, with the real engine on a few drawn licences."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from pillow_heif import from_pillow
from reportlab.pdfgen.canvas import Canvas

from app.infra import audit, clock, jobs, storage
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.licences import queries, readings, rules, service
from app.licences.models import Reading
from app.licences.terms import LicenceAction, LicenceJob, LicenceKind, ReadField, ReadingState, ReadingTrouble
from tests import factories
from tests.factories.licences import paper, pdf, photo
from tests.load.licence_images import Sheet, sheets
from worker.jobs import licences as work


@pytest.fixture
def shop(here):
    return factories.merchant()


def take_in(shop, content: bytes, kind: LicenceKind | None = None) -> Reading:
    with unit_of_work():
        return readings.take_in(shop, kind, paper(content), by=SYSTEM, now=clock.now())


def looked_at(reading: Reading) -> Reading:
    job = jobs.by_key(f"licence.read {reading.code}")
    assert job is not None
    work.read(job)
    found = queries.reading_by_code(reading.code)
    assert found is not None
    return found


def sheet(number: int, level: str = "phone") -> Sheet:
    return list(sheets(number + 1, levels=(level,)))[number]


def test_an_upload_promises_one_look_however_often_it_is_sent(shop, sent_jobs):
    first = take_in(shop, photo("one"))
    again = take_in(shop, photo("one"), LicenceKind.OTHER)
    assert (again.id, again.kind, again.state) == (first.id, LicenceKind.OTHER, ReadingState.WAITING)
    assert sent_jobs == [(LicenceJob.READ, {"reading_id": first.id})]
    assert [row.action for row in audit.of(first)] == [LicenceAction.UPLOADED]


@pytest.mark.parametrize("number", [0, 1])
def test_a_photographed_licence_is_read_and_each_field_has_its_place(shop, number):
    drawn = sheet(number)
    reading = looked_at(take_in(shop, drawn.jpeg()))
    assert reading.state is ReadingState.READ
    for field in (ReadField.KIND, ReadField.USCC, ReadField.NAME, ReadField.ISSUED_ON):
        assert readings.said(reading, field) == drawn.truth[field]
    size = Image.open(storage.path_of(reading.file)).size
    for seen in reading.fields.values():
        left, top, right, bottom = seen["box"]
        assert 0 <= left < right <= size[0]
        assert 0 <= top < bottom <= size[1]
        assert 0 < seen["score"] <= 1
    proposed = readings.proposed(reading)
    assert proposed["kind"] == drawn.kind.value
    assert proposed["issued_on"] == date.fromisoformat(drawn.truth[ReadField.ISSUED_ON])


def test_a_licence_lying_on_its_side_is_stood_up_and_the_upright_picture_kept(shop):
    drawn = sheet(0, "clean")
    lying = BytesIO()
    drawn.picture.rotate(90, expand=True).save(lying, "JPEG", quality=90)
    reading = looked_at(take_in(shop, lying.getvalue()))
    assert readings.said(reading, ReadField.USCC) == drawn.truth[ReadField.USCC]
    upright = queries.page_picture(reading, 1)
    assert Image.open(storage.path_of(upright)).size == drawn.picture.size


def test_the_job_twice_changes_nothing(shop):
    reading = looked_at(take_in(shop, photo("twice")))
    before = (reading.state, reading.looked_at, reading.trouble, dict(reading.fields))
    again = looked_at(reading)
    assert (again.state, again.looked_at, again.trouble, again.fields) == before
    assert before[0] is ReadingState.FAILED
    assert before[2] is ReadingTrouble.NOTHING


def test_a_host_s_identity_is_never_read_by_machine(shop):
    reading = looked_at(take_in(shop, sheet(0).jpeg(), LicenceKind.HOST_IDENTITY))
    assert (reading.fields, reading.trouble) == ({}, ReadingTrouble.PRIVATE)


def test_a_pdf_gets_pictures_of_its_pages(shop):
    reading = looked_at(take_in(shop, pdf(3), LicenceKind.HOST_IDENTITY))
    kept = [queries.page_picture(reading, number) for number in (0, 1, 2, 3, 4)]
    assert [one is not None for one in kept] == [False, True, True, True, False]
    assert Image.open(storage.path_of(kept[1])).format == "JPEG"


def test_a_pdfs_own_text_is_taken_without_guessing(shop):
    code, made = shop.uscc, BytesIO()
    pen = Canvas(made, pagesize=(600, 400), invariant=1)
    pen.setFont("Helvetica", 16)
    pen.drawString(60, 300, code)
    pen.drawString(60, 200, "a sheet with enough words of its own to be trusted")
    pen.save()
    reading = looked_at(take_in(shop, made.getvalue()))
    assert readings.said(reading, ReadField.USCC) == code
    assert reading.fields["uscc"]["score"] == 1


def test_a_scan_in_a_pdf_is_read_like_a_photo(shop):
    drawn, made = sheet(1, "clean"), BytesIO()
    drawn.picture.save(made, "PDF", resolution=150)
    reading = looked_at(take_in(shop, made.getvalue()))
    assert readings.said(reading, ReadField.NUMBER) == drawn.truth[ReadField.NUMBER]
    assert len(reading.pictures) == 1


def test_a_job_for_an_upload_that_was_dropped_does_nothing(shop):
    reading = take_in(shop, photo("dropped"))
    job = jobs.by_key(f"licence.read {reading.code}")
    with unit_of_work():
        readings.drop(reading, by=SYSTEM, now=clock.now())
    work.read(job)
    assert queries.unused_readings(shop.id) == []


def confirmed(shop, **facts) -> service.Entry:
    return service.Entry(
        LicenceKind.BUSINESS_LICENCE, **{"number": "1", "holder_name": shop.name, "uscc": shop.uscc, **facts}
    )


def test_confirming_twice_is_one_licence_with_all_that_was_confirmed(shop):
    reading = take_in(shop, photo("confirm"))
    entry = confirmed(shop, person="李晓燕", address="明珠路1号", issued_on=date(2020, 1, 2))
    with unit_of_work():
        first = readings.use(reading, entry, by=SYSTEM, now=clock.now())
    with unit_of_work():
        again = readings.use(reading, entry, by=SYSTEM, now=clock.now())
    assert again.id == first.id
    assert (first.person, first.address, first.issued_on) == ("李晓燕", "明珠路1号", date(2020, 1, 2))
    assert first.original_sha256 == reading.original_sha256
    assert queries.unused_readings(shop.id) == []


def test_the_same_file_uploaded_again_after_it_was_used_leaves_nothing_open(shop):
    entry = confirmed(shop)
    made = []
    for _ in range(2):
        reading = take_in(shop, photo("again"))
        with unit_of_work():
            made.append(readings.use(reading, entry, by=SYSTEM, now=clock.now()).id)
    assert made[0] == made[1]
    assert queries.unused_readings(shop.id) == []


def test_a_business_licence_without_its_code_is_not_confirmed(shop):
    reading = take_in(shop, photo("no code"))
    with pytest.raises(rules.UsccNeeded), unit_of_work():
        readings.use(reading, confirmed(shop, uscc=None), by=SYSTEM, now=clock.now())
    assert queries.of_merchant(shop.id) == []
    assert Session().get_one(Reading, reading.id).licence_id is None


def test_what_a_phone_writes_as_heic_is_taken_as_a_plain_jpeg():
    made = BytesIO()
    from_pillow(Image.new("RGB", (900, 600), "white")).save(made, quality=60)
    kept = paper(made.getvalue(), "IMG_0001.HEIC")
    assert (kept.media_type, kept.name) == ("image/jpeg", "IMG_0001.jpg")
    assert Image.open(BytesIO(kept.content)).size == (900, 600)
