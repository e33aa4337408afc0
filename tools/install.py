"""`make install`: everything a fresh machine lacks, in order; a second run takes a moment."""

from __future__ import annotations

import argparse
import sys

from tools import frontend, packages, system, translations
from tools.say import Stopped, ended

OLDEST = (3, 11)


def main() -> int:
    """Environment, packages, system libraries, browser files, translations. Raises ``Stopped``."""
    parser = argparse.ArgumentParser(description="set the program up")
    parser.add_argument("--dev", action="store_true", help="also what the tests and checks need")
    dev = bool(parser.parse_args().dev)
    if sys.version_info < OLDEST:
        shown = ".".join(map(str, sys.version_info[:3]))
        raise Stopped(
            f"需要 Python 3.11 或更新版本，现在是 {shown}。请先安装，再运行：make PYTHON=python3.11 …",
            f"Python 3.11 or newer is needed, this is {shown}. Install it, then: make PYTHON=python3.11 …",
        )
    packages.make_environment()
    packages.install(dev=dev)
    system.install(dev=dev)
    frontend.install()
    translations.compile_stale()
    return 0


if __name__ == "__main__":
    sys.exit(ended(main))
