"""Batches: numbered once, made once, whatever happens in between."""

import pytest
from sqlalchemy import select

from app.accounts.terms import Role
from app.demo import labels as demo
from app.demo import people
from app.infra import jobs, storage
from app.infra.audit import AuditEntry
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.labels import lookup, printing, queries, scanning, service, waybills
from app.labels.errors import BatchMoveRefused, CharacterMissing, CountOutOfRange, NotReady, StartBeyondSheet
from app.labels.jobs import LabelJob
from app.labels.terms import BatchState, LedgerKind, Standing
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from worker.jobs import JOBS

HOME = scanning.Place(3, 17)


def job_of(batch):
    found = jobs.by_key(service.job_key(batch))
    assert found is not None
    return found


def carry_out(batch):
    JOBS[LabelJob.MAKE](job_of(batch))


def test_ordering_writes_the_batch_its_audit_row_and_its_job(here, sent_jobs):
    shop = factories.merchant()
    batch = labels.ordered(shop, by=factories.seller(shop))
    assert (batch.state, batch.count, batch.first_serial, batch.pages) == (BatchState.WAITING, 24, 1, 1)
    assert [one for one in sent_jobs if one[0] == "label.make"] == [("label.make", {"batch_id": batch.id})]
    assert "label.ordered" in Session().scalars(select(AuditEntry.action)).all()


def test_the_same_request_is_the_same_batch_and_two_requests_share_no_number(here):
    shop = factories.merchant()
    first, again = labels.ordered(shop, key="one click"), labels.ordered(shop, key="one click")
    other = labels.ordered(factories.merchant())
    assert first.id == again.id
    assert other.number == first.number + 1
    assert labels.token(first) != labels.token(other)


def test_regions_number_on_their_own_and_their_tokens_differ(inside):
    with inside("330522"):
        ours = labels.ordered(factories.merchant())
        our_token = labels.token(ours)
    with inside("330523"):
        theirs = labels.ordered(factories.merchant())
        their_token = labels.token(theirs)
        assert lookup.look_up(our_token).standing is Standing.NEVER_ISSUED  # their rows are not ours to see
    assert (ours.number, theirs.number) == (1, 1)
    assert (lookup.region_number(our_token), lookup.region_number(their_token)) == (1, 2)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"count": 0}, CountOutOfRange),
        ({"count": 240_001}, CountOutOfRange),
        ({"start_at": 25}, StartBeyondSheet),
    ],
)
def test_what_cannot_be_printed_is_refused_before_anything_is_written(here, wish, refusal):
    shop = factories.merchant()
    with pytest.raises(refusal):
        labels.ordered(shop, **wish)
    assert queries.highest_number() == 0


def test_a_name_the_font_cannot_draw_is_refused_at_once(here):
    shop = factories.merchant(name="\U0003ffff 茶")
    with pytest.raises(CharacterMissing):
        labels.ordered(shop)


def test_the_worker_makes_the_file_counts_progress_and_tells_who_ordered(here):
    shop = factories.merchant()
    seller = factories.seller(shop)
    batch = labels.ordered(shop, by=seller, count=10_000)
    carry_out(batch)
    made, job = queries.by_code(batch.code), job_of(batch)
    assert (made.state, made.made, job.done, job.total) == (BatchState.READY, 10_000, 10_000, 10_000)
    assert storage.path_of(made.file).read_bytes()[:5] == b"%PDF-"
    assert notices.unread_count(seller.id) == 1


def test_progress_is_visible_while_the_press_runs(here, monkeypatch):
    batch = labels.ordered(factories.merchant(), count=10_000)
    seen, note = [], service.note_progress

    def noting(one, made):
        seen.append((made, one.state))
        return note(one, made)

    monkeypatch.setattr(service, "note_progress", noting)
    carry_out(batch)
    assert seen == [(4_800, BatchState.MAKING), (9_600, BatchState.MAKING)]


def test_the_job_runs_twice_without_harm(here):
    batch = labels.ordered(factories.merchant())
    carry_out(batch)
    first = queries.by_code(batch.code).file_id
    carry_out(batch)
    assert queries.by_code(batch.code).file_id == first


def test_a_batch_voided_while_it_is_made_keeps_no_file(here, monkeypatch):
    batch = labels.ordered(factories.merchant(), count=10_000)
    press = printing.press_on

    def void_first(one, path, progress):
        with unit_of_work():
            service.void(one, reason="点错了", by=factories.SYSTEM, now=NOW)
        return press(one, path, progress)

    monkeypatch.setattr(printing, "press_on", void_first)
    carry_out(batch)
    left = queries.by_code(batch.code)
    assert (left.state, left.file_id) == (BatchState.VOIDED, None)


def test_a_refusal_of_the_press_fails_the_batch_and_says_so(here):
    shop = factories.merchant()
    seller = factories.seller(shop)
    batch = labels.ordered(shop, by=seller)
    with unit_of_work():
        batch.merchant_name = "\U0003ffff"  # a font that changed since the order was checked
    carry_out(batch)
    failed = queries.by_code(batch.code)
    assert (failed.state, failed.trouble, failed.file_id) == (BatchState.FAILED, CharacterMissing.code, None)
    assert notices.unread_count(seller.id) == 1
    with pytest.raises(NotReady):
        service.note_delivery(failed, by=seller, now=NOW)


def test_voiding_is_final_and_needs_no_second_time(here):
    batch = labels.voided(factories.merchant(), "卷纸丢失")
    assert (batch.state, batch.void_reason, batch.voided_at) == (BatchState.VOIDED, "卷纸丢失", NOW)
    newest = queries.ledger_of(batch.id)[0]
    assert (newest.kind, newest.first_serial, newest.last_serial, newest.note) == (
        LedgerKind.RANGE_VOIDED, 1, 24, "卷纸丢失",
    )  # fmt: skip
    with pytest.raises(BatchMoveRefused):
        service.void(batch, reason="又一次", by=factories.SYSTEM, now=NOW)
    with pytest.raises(NotReady):
        service.note_delivery(batch, by=factories.user(Role.PARK), now=NOW)


def test_scans_are_counted_by_the_hour_without_a_row_a_scan(here):
    batch = labels.ready(factories.merchant())
    with unit_of_work():
        for minute in (0, 1, 59):
            scanning.count_scan(batch, 1, HOME, now=NOW.replace(minute=minute))
        scanning.count_scan(batch, 1, HOME, now=NOW.replace(hour=NOW.hour + 1))
    assert queries.scans(batch.id) == 4
    assert queries.scans(batch.id, since=NOW.replace(hour=NOW.hour + 1, minute=0)) == 1


def test_what_a_token_is_worth(here):
    shop = factories.merchant()
    batch, voided = labels.ready(shop), labels.voided(factories.merchant())
    right = labels.token(batch, 24)
    found = lookup.look_up(right.lower())
    assert (found.standing, found.serial, found.batch.merchant.id) == (Standing.GENUINE, 24, shop.id)
    assert lookup.look_up(labels.token(voided)).standing is Standing.VOIDED
    assert lookup.look_up(labels.token(batch, 25)).standing is Standing.NEVER_ISSUED
    assert lookup.look_up(right[:-1]).standing is Standing.MALFORMED


def test_an_unfinished_batch_of_a_failed_press_is_not_vouched_for(here):
    batch = labels.ordered(factories.merchant())
    with unit_of_work():
        service.begin(batch)
        service.fail(batch, "labels.proof_failed", now=NOW)
    assert lookup.look_up(labels.token(batch)).standing is Standing.NEVER_ISSUED


def test_the_demo_countys_labels_are_made_once(here):
    with unit_of_work():
        people.open_people("330522", now=NOW)
    for _ in range(2):
        with unit_of_work():
            demo.furnish(NOW)
    page = queries.page_of()
    assert [(one.count, one.state) for one in page] == [
        (12, BatchState.READY), (24, BatchState.VOIDED), (48, BatchState.READY),
    ]  # fmt: skip
    assert queries.scans(page.rows[2].id) == demo.SCANS
    assert waybills.number_at(page.rows[0], 12) == demo.PARCELS[-1]
    assert [one.kind for one in queries.ledger_of(page.rows[0].id)] == [
        LedgerKind.RANGE_VOIDED, LedgerKind.REPRINTED, LedgerKind.PRINTED, LedgerKind.DELIVERED, LedgerKind.ISSUED,
    ]  # fmt: skip
