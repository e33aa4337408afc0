"""Files in a bucket, over HTTP against an S3-compatible server: kept before the commit, brought back where they are missing."""

import io
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import boto3
import pytest
from moto.server import ThreadedMotoServer

from app.accounts.terms import Role
from app.infra import backup, clock, dropping, storage, sweeping
from app.infra.backup import making
from app.infra.bucket import Bucket
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.regions.terms import OrganisationKind
from tests import factories
from tests.conftest import NOW
from tests.factories import labels

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


@pytest.fixture
def bucket(db, monkeypatch) -> Iterator[Bucket]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "tests")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    endpoint = f"http://{host}:{port}"
    boto3.client("s3", endpoint_url=endpoint).create_bucket(Bucket="papers")
    made = Bucket("s3://papers/fangxin", endpoint)
    monkeypatch.setitem(db.extensions, storage.BUCKET, made)
    yield made
    server.stop()


def test_another_machine_finds_what_this_one_kept(here, bucket):
    taken = storage.take(io.BytesIO(PNG), "照片.png")
    file = storage.keep(taken.content, media_type=taken.media_type, name=taken.name, now=NOW)
    assert bucket.has(storage.key_of(file.sha256))
    shutil.rmtree(storage.folder_here())  # another machine, whose cache is empty
    assert storage.path_of(file).read_bytes() == PNG


def test_what_is_neither_here_nor_there_is_no_file(here, bucket):
    file = storage.keep(PNG + b"x", media_type="image/png", name="x.png", now=NOW)
    bucket.remove(storage.key_of(file.sha256))
    shutil.rmtree(storage.folder_here())
    assert not storage.path_of(file).is_file()


def test_bytes_that_no_row_names_are_swept_from_the_bucket_and_the_others_stay(here, bucket, tmp_path):
    kept = storage.keep(PNG + b"kept", media_type="image/png", name="x.png", now=NOW)
    stray = tmp_path / ("f" * 64)
    stray.write_bytes(b"stray")
    bucket.put(stray, storage.key_of("f" * 64))
    later = bucket._client.head_object(Bucket="papers", Key=bucket._key(storage.key_of(kept.sha256)))
    assert sweeping.remove_bytes(later["LastModified"] + timedelta(hours=1)) == 0  # too fresh
    sweeping.remove_bytes(later["LastModified"] + sweeping.GRACE + timedelta(hours=1))
    assert bucket.has(storage.key_of(kept.sha256))
    assert not bucket.has(storage.key_of("f" * 64))


def test_an_address_that_is_no_bucket_is_refused():
    with pytest.raises(ValueError, match="not a bucket"):
        Bucket("https://papers")


def test_a_sheet_of_labels_that_a_worker_made_is_handed_out_by_another_machine(page, inside, bucket):
    with inside("330522"):
        park = factories.organisation(OrganisationKind.PARK)
        batch = labels.ready(factories.merchant(park_id=park.id))
        officer = factories.user(Role.PARK, organisation_id=park.id)
        sheet = Session().get_one(storage.StoredFile, batch.file_id)
        assert bucket.has(storage.key_of(sheet.sha256))
        size, code = sheet.size, batch.code
        shutil.rmtree(storage.folder_here())
    answer = page.as_(officer).fetch(f"/labels/{code}/file")
    assert (answer.status_code, len(answer.data)) == (200, size)


def test_what_is_dropped_goes_from_the_bucket_too_and_what_is_named_twice_stays(here, bucket):
    with unit_of_work():
        first = storage.keep(PNG + b"a", media_type="image/png", name="a.png", now=NOW)
        again = storage.keep(PNG + b"a", media_type="image/png", name="b.png", now=NOW)
    place, path = storage.key_of(first.sha256), storage.path_of(first)
    old = path.stat().st_mtime - 7200
    os.utime(path, (old, old))
    with unit_of_work():
        dropping.drop([first.id])
    assert bucket.has(place)
    with clock.standing_at(datetime.now(UTC)), unit_of_work():
        dropping.drop([again.id])
    assert (bucket.has(place), path.exists()) == (False, False)


def test_a_backup_brings_from_the_bucket_what_this_machine_does_not_hold(here, bucket, tmp_path):
    file = storage.keep(PNG + b"kept", media_type="image/png", name="x.png", now=NOW)
    place = storage.key_of(file.sha256)
    assert making._here(tmp_path, place, bucket).read_bytes() == PNG + b"kept"
    bucket.remove(place)
    with pytest.raises(backup.BackupRefused, match="找不到"):
        making._here(tmp_path / "other", place, bucket)


def test_a_process_whose_bucket_is_away_is_not_ready(page, bucket):
    assert page.fetch("/readyz").json["files"] == "ok"
    bucket.name = "nobody-made-this-one"
    assert (page.fetch("/readyz").status_code, page.fetch("/readyz").json["files"]) == (503, "away")
