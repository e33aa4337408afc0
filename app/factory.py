"""How the program is put together: a table of contents."""

from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask, g, request

from app.accounts.session import init_login, region_of_address, region_of_session
from app.api.session import region_of_bearer
from app.cli import init_cli
from app.desk.surroundings import init_surroundings
from app.desk.todos import init_dues, init_sights, init_todos
from app.desk.together import init_counts
from app.entry.session import init_entry
from app.floorplan import SLICES
from app.infra import breached, engine, phrases, queue, scanning, scope
from app.infra.access import refuse_silent_pages, use_policy
from app.infra.away import init_away
from app.infra.errors import init_errors
from app.infra.guard import init_guard
from app.infra.headers import init_headers
from app.infra.i18n import init_i18n
from app.infra.limits import init_limits
from app.infra.plan import CLOCKS
from app.infra.seals import init_seals
from app.infra.storage import init_storage
from app.infra.templates import init_templates
from app.infra.watch import init_watch, speak
from app.public.views.lane import init_lane
from app.public.views.tag import region_of_token
from app.public.views.tally import init_tally
from app.settings import Settings, SettingsRefused


def create_app(settings: Settings | None = None) -> Flask:
    """The whole program. Raises ``SettingsRefused`` by name if something is missing."""
    settings = settings or Settings.from_env()
    speak(settings.log_format)
    app = Flask("app", template_folder=str(settings.templates), static_folder=str(settings.static))
    for step in STEPS:
        step(app, settings)
    refuse_silent_pages(app)
    return app


def init_db(app: Flask, settings: Settings) -> None:
    engine.connect(settings.database_url)
    if engine.is_too_strong():
        raise SettingsRefused(
            "数据库账号权限过大：程序只能用不拥有任何表、不能绕过行级安全的账号连接。请把 DATABASE_OWNER_URL 设为所有者，"
            "DATABASE_URL 设为程序自己的账号，或只设 DATABASE_URL。 The database role is too strong for the program."
        )
    app.before_request(_open_scope)
    app.teardown_request(_close_scope)


def init_queue(app: Flask, settings: Settings) -> None:
    queue.connect(settings.redis_url)


def init_scanner(app: Flask, settings: Settings) -> None:
    scanning.connect(settings.clamd_url)
    breached.use(settings.breached_passwords)


def init_words(app: Flask, settings: Settings) -> None:
    """Every sentence and every permission of every slice, joined."""
    app.config["DEMO"] = settings.demo
    app.config["PUBLIC_URL"] = settings.public_url
    app.extensions["fangxin.settings"] = settings
    app.extensions[phrases.WORDS] = {}
    app.extensions[phrases.ERRORS] = {}
    app.extensions[CLOCKS] = {}
    for one in SLICES:
        app.extensions[phrases.WORDS] |= phrases.keyed(*one.words)
        app.extensions[phrases.ERRORS] |= one.errors
        app.extensions[CLOCKS] |= one.clocks
    use_policy(app, {one.name: one.access for one in SLICES})


def open_slices(app: Flask, settings: Settings) -> None:
    """Pages and commands of every slice."""
    for one in SLICES:
        for blueprint in one.blueprints:
            app.register_blueprint(blueprint)
        for command in one.commands:
            app.cli.add_command(command)


def init_desk(app: Flask, settings: Settings) -> None:
    """What stands around every signed-in page, and what each slice asks of people today."""
    init_surroundings(
        app, (entry for one in SLICES for entry in one.nav), (one.around for one in SLICES if one.around)
    )
    init_todos(app, (one.todos for one in SLICES if one.todos))
    init_sights(app, (one.sights for one in SLICES if one.sights))
    init_dues(app, (one.dues for one in SLICES if one.dues))
    init_counts(app, (one.counts for one in SLICES if one.counts))


STEPS: tuple[Callable[[Flask, Settings], None], ...] = (
    init_watch, init_seals, init_db, init_queue, init_login, init_i18n, init_templates, init_errors, init_away, init_headers,
    init_limits, init_guard, init_storage, init_scanner, init_entry, init_words, open_slices, init_desk, init_cli, init_tally, init_lane,
)  # fmt: skip


def _open_scope() -> None:
    """Every request stands in one region: the one the address names, else the signed-in person's, else none."""
    if request.endpoint == "static":
        return
    with scope.house_scope():
        region = region_of_address() or region_of_token() or region_of_bearer() or region_of_session()
    stack = ExitStack()
    stack.enter_context(scope.region_scope(region) if region else scope.house_scope())
    g.open_scope = stack


def _close_scope(_: BaseException | None) -> None:
    stack: ExitStack | None = g.pop("open_scope", None)
    if stack is not None:
        stack.close()
