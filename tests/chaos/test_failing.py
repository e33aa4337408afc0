"""Work that fails every time: kept, shown to the administrator, tried again by hand, and done once its cause is gone."""

import subprocess
import sys

from app.infra import jobs
from app.infra.db import unit_of_work
from app.infra.embedded import process
from app.infra.forms import fresh_key
from app.settings import ROOT
from app.statistics.jobs import StatisticsJob
from tests.chaos import kill
from tests.chaos.cases import export, is_exported
from tests.chaos.house import SECONDS
from tests.chaos.people import TOKEN
from tests.chaos.test_line import signed_in
from tests.pages import text_of

TRIED = "select state, tries, trouble from job where name = 'statistics.export' order by id desc limit 1"
FAILED = "select code, tries from job where state = 'failed' and name = 'statistics.export'"


def given_up(house) -> None:
    """Kept as failed, after the last try."""
    kept = process.wait_until(lambda: len(house.ask(FAILED)) == 1, min(90, SECONDS))
    assert kept, f"never given up: {house.ask(TRIED)}\n{house.last_words()}"


def again_by_command(house) -> str:
    order = [sys.executable, "-m", "flask", "jobs", "again", "--all"]
    return subprocess.run(order, env=house.env, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def test_kept_shown_and_tried_again_by_hand(house, figures, told):
    """Guards ``jobs.MOST_TRIES`` in ``worker.main`` (``CHAOS_WITHOUT=given_up``). The cause: a file lies where a folder should."""
    admin = signed_in(house)
    making = house.folder / "files" / "making"
    put_aside = making.with_name("aside")
    if making.exists():
        making.rename(put_aside)
    making.parent.mkdir(exist_ok=True)
    making.write_text("in the way")
    with house.inside():
        code = export(house)
    figures.note("work that fails every time")
    given_up(house)
    job_code, tries = house.ask(FAILED)[0]
    assert tries == jobs.MOST_TRIES
    page = admin.get(f"{house.url}/system", timeout=60).text
    assert "导出投诉清单" in text_of(page)
    assert "FileExistsError" in text_of(page) or "NotADirectoryError" in text_of(page)
    making.unlink()
    if put_aside.exists():
        put_aside.rename(making)
    again = f"{house.url}/system/jobs/{job_code}/again"
    admin.post(again, data={"csrf_token": TOKEN.search(page).group(1)}, timeout=60)
    house.until_idle()
    with house.inside():
        is_exported(code)


def test_the_command_does_the_same(house, figures, told):
    with house.inside(), unit_of_work():
        job = jobs.promise(
            StatisticsJob.EXPORT, key=f"chaos {fresh_key()}", export_id="nonsense"
        )  # fails at once
    given_up(house)
    figures.note("work that fails every time")
    house.ask("update job set args = '{\"export_id\": 0}' where code = %s", job.code)  # mended
    assert job.code in again_by_command(house)
    house.until_idle()


def test_work_that_kills_whoever_does_it_is_given_up_and_done_once_that_is_mended(house, figures, told):
    """Guards the count of tries that is written down before the work (``CHAOS_WITHOUT=given_up``)."""
    house.kill_worker("statistics.export", kill.BEFORE, 2, times=jobs.MOST_TRIES)
    with house.inside():
        code = export(house)
    given_up(house)
    figures.note("work that kills its worker every time", jobs.MOST_TRIES)
    assert house.ask(TRIED) == [("failed", jobs.MOST_TRIES, "the worker died at every try")]
    again_by_command(house)
    house.until_idle()
    with house.inside():
        is_exported(code)
