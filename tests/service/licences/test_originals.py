"""The bytes as they came: kept by their SHA-256, away from pages, until they are not needed; and what is swept away."""

import hashlib
import os
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from app.accounts.terms import Role
from app.infra import audit, clock, storage, sweeping
from app.infra.audit import SYSTEM
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.infra.storage import StoredFile
from app.licences import originals, readings, service
from app.licences.terms import LicenceAction, LicenceState
from tests import factories
from tests.conftest import NOW
from tests.factories.licences import licence, paper, pdf, photo, verified
from worker.jobs import files
from worker.jobs.licences import let_originals_go

DAY = timedelta(days=1)
PLACE = "N 31.0 E 119.9"


@pytest.fixture
def shop(here):
    return factories.merchant()


@pytest.fixture
def officer(here):
    return factories.user(Role.OFFICER)


def with_place(mark: str) -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PLACE
    return photo(mark, exif=exif)


def bytes_of(file: StoredFile | None) -> bytes:
    assert file is not None
    return storage.path_of(file).read_bytes()


def sweep(now) -> None:
    with unit_of_work():
        files.forget_unclaimed_files(now)


def rows() -> int:
    return len(Session().scalars(select(StoredFile.id)).all())


def age(path: Path) -> None:
    old = (clock.real_now() - sweeping.GRACE - DAY).timestamp()
    os.utime(path, (old, old))


def test_the_original_is_kept_as_it_came_and_the_page_shows_another(shop):
    content = with_place("mine")
    made = licence(shop, content=content)
    kept = bytes_of(originals.of(made))
    assert (kept, hashlib.sha256(kept).hexdigest()) == (content, made.original_sha256)
    assert PLACE.encode() in kept
    assert PLACE.encode() not in bytes_of(made.file)


def test_a_pdf_is_one_file_since_it_is_shown_as_it_came(shop):
    made = licence(shop, content=pdf(2))
    assert made.original_id == made.file_id


def test_an_upload_by_the_eye_keeps_its_original_for_the_licence(shop):
    content = with_place("eye")
    with unit_of_work():
        reading = readings.take_in(shop, None, paper(content), by=SYSTEM, now=NOW)
        entry = service.Entry("business_licence", "1", shop.name, shop.uscc)
        made = readings.use(reading, entry, by=SYSTEM, now=NOW)
    assert bytes_of(originals.of(made)) == content


def test_fetching_the_original_is_on_record(shop, officer):
    made = licence(shop)
    with unit_of_work():
        originals.open_for(made, by=officer, now=NOW)
    last = audit.of(made)[-1]
    assert (last.action, last.facts["sha256"]) == (LicenceAction.ORIGINAL_OPENED, made.original_sha256)


@pytest.mark.parametrize(
    ("state", "days", "kept"),
    [
        (LicenceState.REJECTED, 180, True),
        (LicenceState.REJECTED, 181, False),
        (LicenceState.EXPIRED, 730, True),
        (LicenceState.EXPIRED, 731, False),
        (LicenceState.VERIFIED, 3000, True),
        (LicenceState.SUBMITTED, 3000, True),
    ],
)
def test_an_original_goes_when_the_paper_is_long_over(shop, state, days, kept):
    made = licence(shop, valid_until=date(2026, 6, 1))
    with unit_of_work():
        made.state, made.decided_at = state, NOW
    with unit_of_work():
        let_originals_go(NOW + days * DAY)
    Session().refresh(made)
    assert (made.original_id is not None) is kept
    assert made.file_id is not None


def test_a_dropped_upload_leaves_neither_row_nor_bytes(shop):
    with unit_of_work():
        reading = readings.take_in(shop, None, paper(with_place("dropped")), by=SYSTEM, now=NOW)
    kept = licence(shop, content=photo("kept"))
    paths = [
        storage.path_of(reading.file),
        storage.path_of(Session().get_one(StoredFile, reading.original_id)),
    ]
    with unit_of_work():
        readings.drop(reading, by=SYSTEM, now=NOW)
    before = rows()
    sweep(NOW + sweeping.GRACE)
    assert rows() == before, "not before its time"
    sweep(NOW + sweeping.GRACE + DAY)
    assert rows() == before - 2
    files.remove_unclaimed_bytes(NOW)
    assert all(path.exists() for path in paths), "written just now"
    for path in [*paths, storage.path_of(kept.file)]:
        age(path)
    files.remove_unclaimed_bytes(NOW)
    assert not any(path.exists() for path in paths)
    assert storage.path_of(kept.file).exists()


def test_page_pictures_and_proofs_and_papers_are_claimed(shop, officer):
    verified(shop, officer, content=photo("claimed"))
    with unit_of_work():
        reading = readings.take_in(shop, None, paper(pdf(1)), by=SYSTEM, now=NOW)
        picture = storage.keep(photo("page"), media_type="image/jpeg", name="1.jpg", now=NOW)
        reading.pictures = [picture.code]
    before = rows()
    sweep(NOW + 100 * DAY)
    assert rows() == before


def test_bytes_asked_for_again_are_young_again(shop):
    with unit_of_work():
        first = storage.keep(photo("again"), media_type="image/jpeg", name="a.jpg", now=NOW)
        path = storage.path_of(first)
        Session().delete(first)
    age(path)
    with unit_of_work():
        storage.keep(photo("again"), media_type="image/jpeg", name="a.jpg", now=NOW)
    files.remove_unclaimed_bytes(NOW)
    assert path.exists()


def test_every_table_that_refers_to_a_file_is_asked():
    claimed = {column.table.name for column in sweeping.claims()}
    assert {"licence", "licence_reading", "answer_proof", "remediation_proof", "selfcheck_report"} <= claimed
