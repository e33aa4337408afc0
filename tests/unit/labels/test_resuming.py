"""A file that was left half printed is finished from there, and comes out the same."""

import fcntl
import signal
import subprocess
import sys
from io import BytesIO

import numpy as np
import pytest

from app.labels import resuming
from app.labels.pdf import pages
from app.labels.sheets import print_pdf
from app.settings import ROOT

COUNT = 5_000  # three chunks


class Killed(BaseException):
    """The worker is gone; nothing of it runs any more."""


@pytest.fixture
def order(make_order):
    return make_order(count=COUNT, start_at=5, copies=1)


@pytest.fixture
def whole(order):
    out = BytesIO()
    print_pdf(order, out)
    return out.getvalue()


@pytest.fixture
def pressed(monkeypatch):
    """The first page of every chunk that is made."""
    made, press = [], pages.PagePress.chunk

    def noting(self, first_page, count):
        made.append(first_page)
        return press(self, first_page, count)

    monkeypatch.setattr(pages.PagePress, "chunk", noting)
    return made


def killed_after(order, path, chunks):
    heard = []

    def hear(labels):
        heard.append(labels)
        if len(heard) == chunks:
            raise Killed

    with pytest.raises(Killed):
        resuming.print_on(order, path, progress=hear)
    return heard


def test_undisturbed_it_is_the_same_file(order, whole, tmp_path):
    result = resuming.print_on(order, tmp_path / "x.pdf")
    assert (result.labels, result.pages, result.bytes) == (COUNT, order.pages, len(whole))
    assert (tmp_path / "x.pdf").read_bytes() == whole


@pytest.mark.parametrize("chunks", [1, 2, 3])
def test_killed_after_any_chunk_only_the_others_are_made_again(order, whole, tmp_path, pressed, chunks):
    path, heard = tmp_path / "x.pdf", []
    killed_after(order, path, chunks)
    resuming.print_on(order, path, progress=heard.append)
    assert path.read_bytes() == whole
    assert pressed == [0, 100, 200]  # each once, whoever made it
    assert heard[-1] == COUNT
    assert heard == sorted(heard)


def test_a_whole_file_is_not_made_again(order, whole, tmp_path, pressed):
    path = tmp_path / "x.pdf"
    for _ in range(2):
        resuming.print_on(order, path)
    assert len(pressed) == 3
    assert path.read_bytes() == whole


@pytest.mark.parametrize(
    "spoilt", ["torn line", "lost tail", "flipped byte", "no journal", "more bytes", "no file"]
)
def test_the_journal_is_believed_as_far_as_the_bytes_agree(order, whole, tmp_path, spoilt):
    path = tmp_path / "x.pdf"
    journal = resuming.journal_of(path)
    killed_after(order, path, 2)
    half = path.read_bytes()
    if spoilt == "torn line":
        journal.write_bytes(journal.read_bytes()[:-30])
    elif spoilt == "lost tail":
        path.write_bytes(half[:-1000])
    elif spoilt == "flipped byte":
        path.write_bytes(half[:50_000] + bytes([half[50_000] ^ 1]) + half[50_001:])
    elif spoilt == "no journal":
        journal.unlink()
    elif spoilt == "no file":
        path.unlink()
    else:
        path.write_bytes(half + b"a chunk that was never noted")
    resuming.print_on(order, path)
    assert path.read_bytes() == whole


def test_what_another_order_left_is_not_gone_on_with(order, make_order, tmp_path):
    path, other, out = tmp_path / "x.pdf", make_order(count=COUNT, start_at=5, batch_number=10), BytesIO()
    killed_after(order, path, 2)
    resuming.print_on(other, path)
    print_pdf(other, out)
    assert path.read_bytes() == out.getvalue()


def test_copies_and_waybill_numbers_go_on_where_they_were(make_order, tmp_path):
    numbers = np.frombuffer(b"".join(b"SF%07d" % at for at in range(2_000)), dtype=np.uint8).reshape(2_000, 9)
    order, path, out = make_order(count=2_000, copies=3, waybills=numbers), tmp_path / "x.pdf", BytesIO()
    killed_after(order, path, 1)
    assert resuming.print_on(order, path).labels == 2_000
    print_pdf(order, out)
    assert path.read_bytes() == out.getvalue()


def test_two_workers_do_not_write_into_one_file(order, tmp_path):
    path = tmp_path / "x.pdf"
    killed_after(order, path, 1)
    before = path.read_bytes()
    with path.open("r+b") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(resuming.BeingPrinted):
            resuming.print_on(order, path)
    assert path.read_bytes() == before


PROGRAM = """
import sys, pathlib
from app.labels import resuming
from app.labels.layouts import layout_pack
from app.labels.order import PrintOrder
facts = dict(base_url="label.gov.cn", key=bytes(range(32)), key_id=1, region_number=5, batch_number=9, first_serial=0,
    count=24_000, merchant_name=sys.argv[2], park_name="长兴电商直播产业园", hotline="0572-12315")
resuming.print_on(PrintOrder(layout=layout_pack().named("a4-3x8"), **facts), pathlib.Path(sys.argv[1]), progress=lambda made: print(made, flush=True))
"""


def test_a_process_that_is_killed_outright_is_taken_over_from(make_order, tmp_path, pressed):
    path, out = tmp_path / "x.pdf", BytesIO()
    order = make_order(count=24_000)
    with subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(path), order.merchant_name], stdout=subprocess.PIPE, cwd=ROOT
    ) as worker:
        assert worker.stdout is not None
        for _ in range(2):
            worker.stdout.readline()
        worker.kill()
    assert worker.returncode == -signal.SIGKILL
    assert resuming.print_on(order, path).labels == 24_000
    assert 0 < len(pressed) <= 10 - 2
    print_pdf(order, out)
    assert path.read_bytes() == out.getvalue()


def test_discarding_leaves_nothing(order, tmp_path):
    path = tmp_path / "x.pdf"
    killed_after(order, path, 1)
    for _ in range(2):
        resuming.discard(path)
    assert list(tmp_path.iterdir()) == []
