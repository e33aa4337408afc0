"""A worker killed at any moment: after the restart nothing is missing and nothing is there twice."""

import hashlib

import pytest

from app.infra import audit, db, jobs, storage
from app.infra.db import unit_of_work
from app.infra.scope import Session
from app.labels import printing, proof, queries, resuming, service, symbols
from app.labels.errors import ProofFailed
from app.labels.phrases import trouble
from app.labels.terms import BatchState, LabelAction, LedgerKind
from app.notices import queries as notices
from tests import factories
from tests.conftest import NOW
from tests.factories import labels
from tests.service.labels.test_batches import carry_out, job_of

COUNT = 10_000  # five chunks, two words on progress
COMMITS = 4  # begin, progress, progress, finish


class Killed(BaseException):
    """The worker is gone; nothing of it runs any more."""


@pytest.fixture
def kill(monkeypatch):
    """Kill the worker at its n-th commit, just before the database keeps it or just after."""

    def at(turn: int, moment: str) -> None:
        commits = []

        def bomb(*_promised: object) -> None:
            commits.append(1)
            if len(commits) == turn:
                raise Killed

        list_of = {"before": "_before_commit", "after": "_after_commit"}[moment]
        monkeypatch.setattr(db, list_of, [*getattr(db, list_of), bomb])

    return at


def restarted(batch):
    """What a new process knows: the rows, and what lies on the disk."""
    Session().expire_all()
    carry_out(queries.by_id(batch.id))
    return queries.by_code(batch.code)


def expected(batch, tmp_path):
    printing.press(batch, tmp_path / "again.pdf")
    return hashlib.sha256((tmp_path / "again.pdf").read_bytes()).hexdigest()


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("turn", range(1, COMMITS + 1))
def test_killed_at_any_commit_it_is_made_once_and_whole(here, tmp_path, monkeypatch, kill, turn, moment):
    shop = factories.merchant()
    seller = factories.seller(shop)
    batch = labels.ordered(shop, by=seller, count=COUNT)
    with monkeypatch.context():
        kill(turn, moment)
        with pytest.raises(Killed):
            carry_out(batch)
    monkeypatch.undo()
    made = restarted(batch)
    assert (made.state, made.made, made.file.sha256) == (BatchState.READY, COUNT, expected(made, tmp_path))
    assert hashlib.sha256(storage.path_of(made.file).read_bytes()).hexdigest() == made.file.sha256
    lines = [(one.kind, one.first_serial, one.last_serial) for one in queries.ledger_of(made.id)]
    assert lines == [(LedgerKind.ISSUED, 1, COUNT)]
    assert [one.action for one in audit.of(made)] == [LabelAction.ORDERED, LabelAction.MADE]
    assert notices.unread_count(seller.id) == 1
    assert (job_of(made).done, job_of(made).total) == (COUNT, COUNT)
    left = list(storage.scratch("x").parent.glob(f"*labels-{made.code}*"))
    assert left == []


def test_what_was_printed_before_the_kill_is_not_printed_again(here, monkeypatch, kill):
    batch = labels.ordered(factories.merchant(), count=COUNT)
    with monkeypatch.context():
        kill(2, "after")  # the first word on progress: two chunks are on the disk
        with pytest.raises(Killed):
            carry_out(batch)
    monkeypatch.undo()
    first, press = [], printing.press_on

    def hearing(one, path, progress):
        return press(one, path, lambda made: (first.append(made), progress(made)))

    monkeypatch.setattr(printing, "press_on", hearing)
    assert restarted(batch).state is BatchState.READY
    assert first[0] == 4_800


def test_a_batch_voided_while_its_worker_was_dead_leaves_nothing_behind(here, monkeypatch, kill):
    batch = labels.ordered(factories.merchant(), count=COUNT)
    with monkeypatch.context():
        kill(2, "after")
        with pytest.raises(Killed):
            carry_out(batch)
    monkeypatch.undo()
    path = storage.scratch("").with_name(f"labels-{batch.code}.pdf")
    assert path.exists()
    with unit_of_work():
        service.void(queries.by_id(batch.id), reason="点错了", by=factories.SYSTEM, now=NOW)
    left = restarted(batch)
    assert (left.state, left.file_id, queries.ledger_of(left.id)) == (BatchState.VOIDED, None, [])
    assert (path.exists(), resuming.journal_of(path).exists()) == (False, False)


def test_one_wrong_module_in_one_code_fails_the_job_and_names_its_cell(here, monkeypatch):
    """A planted miss: the fifth code of the batch has one module turned over before it is read back."""
    batch = labels.ordered(factories.merchant(), count=48, start_at=3)
    packed = symbols.SymbolTables.packed

    def spoilt(self, tokens):
        codes = packed(self, tokens)
        if len(codes) > 30:
            codes[29, codes.shape[1] // 2] ^= 4
        return codes

    monkeypatch.setattr(symbols.SymbolTables, "packed", spoilt)
    carry_out(batch)
    failed = queries.by_code(batch.code)
    assert (failed.state, failed.file_id, queries.ledger_of(failed.id)) == (BatchState.FAILED, None, [])
    assert failed.trouble == f"{ProofFailed.code} 2 8"  # label 30 from cell 3 on: second page, eighth cell
    assert "第 2 页第 8 格的二维码没有通过核对" in trouble(failed.trouble)
    assert jobs.by_key(service.job_key(failed)).trouble is None
    assert proof.reader_for(3, 0).version == 3
