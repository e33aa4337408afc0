"""Work that fails every time: kept, shown to the administrator, tried again by hand, and done once its cause is gone."""

import subprocess
import sys

from app.infra import jobs
from app.infra.db import unit_of_work
from app.infra.embedded import process
from app.infra.forms import fresh_key
from app.settings import ROOT
from app.statistics.jobs import StatisticsJob
from tests import factories
from tests.chaos.cases import export, is_exported
from tests.chaos.people import TOKEN
from tests.chaos.test_line import signed_in
from tests.pages import text_of

FAILED = "select code, tries from job where state = 'failed' and name = 'statistics.export'"


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
    assert process.wait_until(lambda: len(house.ask(FAILED)) == 1, 90), house.last_words()
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
        person = factories  # nobody is asked for: the row says too little, so that it fails at once
        assert person
        job = jobs.promise(StatisticsJob.EXPORT, key=f"chaos {fresh_key()}", export_id="nonsense")
    assert process.wait_until(lambda: len(house.ask(FAILED)) == 1, 90), house.last_words()
    figures.note("work that fails every time")
    house.ask("update job set args = '{\"export_id\": 0}' where code = %s", job.code)  # mended
    order = [sys.executable, "-m", "flask", "jobs", "again", "--all"]
    done = subprocess.run(order, env=house.env, cwd=ROOT, capture_output=True, text=True, check=True)
    assert job.code in done.stdout
    house.until_idle()
