"""The ground of all tests: a real PostgreSQL and a real Valkey of their own, one migrated database, two regions.

``here`` puts a service test inside the region, on one connection that is rolled back. ``page`` is the browser of
web tests: it signs in as somebody, fetches, and inspects what it fetched.
"""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import event
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from app.demo.county import COUNTIES
from app.factory import create_app
from app.floorplan import SLICES
from app.infra import clock, engine, jobs, migrate, packs, scope
from app.infra.db import unit_of_work
from app.infra.embedded import Servers, servers
from app.infra.scope import RegionRef
from app.regions import queries as regions
from app.regions import service as region_service
from app.settings import Settings, as_program
from tests import faces
from tests.browser.gallery import KEEPS_SHOTS
from tests.browser.live import TEMPLATES
from tests.faces import Eye
from tests.pages import Page
from tools.system import BROWSERS

QUIET = [
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-pings",
    "--metrics-recording-only",
    "--font-render-hinting=none",
    "--lang=zh-CN",
]
SECRET = "tests-only-secret-tests-only-secret"
BROWSER = "tests/browser/"
UNSEEN = pytest.StashKey[list[str]]()
NOW = datetime(2026, 6, 1, 1, 0, tzinfo=UTC)  # Monday 2026-06-01, 09:00 in Shanghai


class ByHouse(LoadFileScheduling):
    """A file stays in one process, and so do all of the browser's files: the house that they visit is dear.

    Not so for pictures (`make shots`): there the roles are divided, each process visiting a house of its own.
    """

    def _split_scope(self, nodeid: str) -> str:
        if KEEPS_SHOTS and nodeid.startswith(BROWSER):
            test, _bracket, case = nodeid.partition("[")
            return case.rstrip("]").partition("-")[0] or test
        path: str = super()._split_scope(nodeid)
        return BROWSER if path.startswith(BROWSER) else path


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByHouse:
    return ByHouse(config, log)


def pytest_configure(config: pytest.Config) -> None:
    """One folder for all processes of a run: those that xdist starts find its name in their environment."""
    if not hasattr(config, "workerinput"):
        os.environ[faces.FOLDER] = tempfile.mkdtemp(prefix="faces-")


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where all tests ran, a page that nobody looked at fails the run."""
    config = session.config
    if hasattr(config, "workerinput"):
        return
    folder = Path(os.environ[faces.FOLDER])
    whole = config.args_source is pytest.Config.ArgsSource.TESTPATHS and not config.option.keyword
    if whole and exitstatus == pytest.ExitCode.OK and (missing := faces.Seen(folder).missing()):
        config.stash[UNSEEN] = sorted(missing)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    shutil.rmtree(folder)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if unseen := config.stash.get(UNSEEN, []):
        terminalreporter.write_line(f"nobody looked at these pages: {', '.join(unseen)}", red=True)


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The tests' own servers; deleted at the end."""
    with servers(tmp_path_factory.mktemp("servers"), throwaway=True) as both:
        yield both


@pytest.fixture(scope="session")
def settings(running: Servers, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        secret_key=SECRET,
        database_url=as_program(running.database_url, SECRET),
        owner_url=running.database_url,
        redis_url=running.redis_url,
        public_url="http://127.0.0.1:8000",
        var=tmp_path_factory.mktemp("var"),
        demo=True,
        quick_hashes=True,
        limits_on=False,
        scan_seconds=0,
        template_cache=TEMPLATES,
    )


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    """The program over a migrated database with every pack and two regions, which are there in every test."""
    migrate.migrate(settings.owner_url, settings.database_url)
    made = create_app(settings)
    made.testing = False  # errors become pages, as they do for people
    with made.app_context(), scope.house_scope(), unit_of_work():
        packs.load((pack for one in SLICES for pack in one.packs()), now=NOW)
        for county in COUNTIES:
            region_service.open_region(**county, is_demo=True, now=NOW)
    faces.seen().expect(made)
    gc.collect()
    gc.freeze()  # the program itself stays: no need to look at each of its parts again in each collection
    return made


@pytest.fixture
def db(app: Flask) -> Iterator[Flask]:
    """Everything the test does to the database is undone."""
    with engine.get().connect() as connection:
        outer = connection.begin()
        engine.bind_to(connection)
        with clock.standing_at(NOW):
            yield app
        engine.bind_to(None)
        outer.rollback()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from the system: the one `make test` installs."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.fail("Chromium is missing: run `make dev`, which installs it or says which command does.")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as play:
        chinese = {**os.environ, "LANGUAGE": "zh_CN"}  # what the browser itself says, such as "choose file"
        chromium = play.chromium.launch(executable_path=found, args=[*QUIET, *root], env=chinese)
        yield chromium
        chromium.close()


Inside = Callable[[str], AbstractContextManager[RegionRef]]


@pytest.fixture
def inside(db: Flask) -> Inside:
    """``with inside("330522"):`` for set-up in web tests: app context and region scope, closed before the request."""

    @contextmanager
    def opened(code: str = "330522") -> Iterator[RegionRef]:
        with db.app_context():
            with scope.house_scope():
                region = regions.ref_by_code(code)
            assert region is not None
            with scope.region_scope(region) as ref:
                yield ref

    return opened


@pytest.fixture
def here(inside: Inside) -> Iterator[RegionRef]:
    """A service test: all of it stands inside 长兴县."""
    with inside("330522") as ref:
        yield ref


@pytest.fixture
def sent_jobs(monkeypatch: pytest.MonkeyPatch, here: RegionRef) -> list[tuple[str, dict[str, object]]]:
    """What has been handed to the queue, in order; it stays empty until the commit."""
    sent: list[tuple[str, dict[str, object]]] = []

    def note(region_id: int, job_id: int) -> bool:
        job = scope.Session().get_one(jobs.Job, job_id)
        sent.append((job.name, job.args))
        return True

    monkeypatch.setattr(jobs, "send_one", note)
    return sent


@pytest.fixture(scope="session")
def eye(app: Flask, request: pytest.FixtureRequest) -> Eye:
    """Opens its window when there is something to look at: most files have nothing."""
    return Eye(app, lambda: request.getfixturevalue("browser"))


@pytest.fixture
def page(db: Flask, inside: Inside, eye: Eye) -> Page:
    return Page(db, inside, eye.look)


@pytest.fixture
def samples() -> Path:
    return Path(__file__).parent / "samples"


@dataclass
class Counted:
    value: int = 0


@pytest.fixture
def query_count(db: Flask) -> Callable[[], AbstractContextManager[Counted]]:
    """``with query_count() as n: …; n.value``: statements sent, without those that open scopes and savepoints."""

    @contextmanager
    def counting() -> Iterator[Counted]:
        counted = Counted()

        def note(*told: object) -> None:
            said = str(told[2])
            counted.value += not said.startswith(
                ("SAVEPOINT", "RELEASE", "ROLLBACK", "select set_config", "set local")
            )

        event.listen(engine.get(), "before_cursor_execute", note)
        yield counted
        event.remove(engine.get(), "before_cursor_execute", note)

    return counting
