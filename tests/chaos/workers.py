"""Two workers and whoever comes after them: a worker that dies is followed by another, as systemd would do it.

They are forked from one process that has imported everything, so that the next one is there at once. Pauses between two
tries are short here; nothing else is different.
"""

import os
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from app.infra.embedded import process
from tests.chaos import kill, timepiece, without
from worker import main

HANDS = 2
PAUSE = 0.1
BACK_OFF = timedelta(milliseconds=20)


def nursery() -> int:
    timepiece.follow()
    without.take_away()
    main.BACK_OFF = BACK_OFF
    kill.listen(Path(os.environ[timepiece.FOLDER]))
    main.house()
    ending: list[int] = []
    signal.signal(signal.SIGTERM, lambda *_: ending.append(1))
    children: set[int] = set()
    while not ending:
        while len(children) < HANDS:
            children.add(_fork())
        children -= _dead(children)
        time.sleep(PAUSE)
    for child in children:
        os.kill(child, signal.SIGTERM)
    for child in children:
        os.waitpid(child, 0)
    return 0


def _fork() -> int:
    tether = process._tether(signal.SIGKILL)
    child = os.fork()
    if child:
        return child
    if tether:
        tether()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os._exit(main.main())


def _dead(children: set[int]) -> set[int]:
    return {child for child in children if os.waitpid(child, os.WNOHANG)[0]}


if __name__ == "__main__":
    sys.exit(nursery())
