"""A worker that dies at one step of one job: by SIGKILL, it and the process that does the work for it.

A step is a commit; ``before`` it (whatever the job did outside meanwhile is done, and nobody knows) or ``after`` it (before
anything that was promised is sent). The order lies in a file and is carried out by one worker, once.
"""

import json
import os
import signal
from pathlib import Path

from sqlalchemy import select

from app.infra import db, scope
from app.infra.jobs import Job
from app.infra.scope import RegionRef, Session
from worker import main

ORDER, DONE, COUNT = "kill.json", "killed.json", "steps"
BEFORE, AFTER = "before", "after"


class Bomb:
    """Counts the commits of the job at hand."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name, self.turn = folder, "", 0

    def begin(self, region: RegionRef, job_id: int) -> None:
        with scope.region_scope(region):
            self.name = Session().scalar(select(Job.name).where(Job.id == job_id)) or ""
        self.turn = 0

    def before(self) -> None:
        self.turn += 1
        _whole(
            self.folder / f"{COUNT}-{self.name}", str(self.turn)
        )  # there before anybody sees the work done
        self._meet(BEFORE)

    def after(self, _promised: list[object]) -> None:
        self._meet(AFTER)

    def _meet(self, moment: str) -> None:
        order = self.folder / ORDER
        try:
            wanted = json.loads(order.read_text())
        except FileNotFoundError:
            return
        if [wanted["name"], wanted["moment"], wanted["turn"]] != [self.name, moment, self.turn]:
            return
        if wanted["times"] > 1:
            write(self.folder, {**wanted, "times": wanted["times"] - 1})
        else:
            try:
                order.rename(self.folder / DONE)
            except FileNotFoundError:  # another worker was first
                return
        os.kill(os.getppid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


def write(folder: Path, wanted: dict[str, object]) -> None:
    _whole(folder / ORDER, json.dumps(wanted))


def _whole(place: Path, words: str) -> None:
    """Whole, whoever reads it just now."""
    aside = place.with_suffix(f".new{os.getpid()}")
    aside.write_text(words)
    aside.replace(place)


def listen(folder: Path) -> None:
    """Put the bomb into this process and those forked from it."""
    bomb, run = Bomb(folder), main._run

    def watched(region: RegionRef, job_id: int) -> None:
        bomb.begin(region, job_id)
        run(region, job_id)

    main._run = watched
    db._before_commit.append(bomb.before)
    db._after_commit.insert(0, bomb.after)
