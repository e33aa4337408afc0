"""The map of the eight aspects: for the office the region's, for a park its own sellers'."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.models import User
from app.accounts.terms import Role
from app.desk import heat
from app.guides import queries as guides
from app.guides.terms import Dimension, GuideItem
from app.infra import clock
from app.infra.access import requires
from app.infra.desk import Sight
from app.infra.phrases import word
from app.kernel.clock import local_day
from app.merchants.terms import MerchantKind
from app.regions import queries as regions
from app.regions.terms import OrganisationKind
from app.selfchecks import field
from app.selfchecks.field import Part
from app.selfchecks.terms import SelfCheckPermission
from app.statistics import queries as statistics
from app.statistics import rules as months
from app.statistics.queries import Whose

blueprint = Blueprint("aspects", __name__)
RANK = 25
STATIONS_SHOWN = 5
WHOLE = 100  # who has all of it needs no help
OFFICE = frozenset({Role.OFFICER, Role.ADMIN})


@dataclass(frozen=True, slots=True)
class Map:
    """Columns by name; ``complaints``: how many of the last twelve months were about each aspect."""

    columns: tuple[str, ...]
    rows: tuple[heat.Row, ...]
    names: Mapping[str, Dimension]
    complaints: Mapping[str, int]
    shops: int

    def at_most(self, columns: int) -> "Map":
        """As it is, or, with more columns than that, of the whole alone: where there is little room."""
        if len(self.columns) <= columns:
            return self
        return replace(self, columns=(), rows=tuple(replace(row, cells=()) for row in self.rows))

    @property
    def weakest(self) -> heat.Row | None:
        return next((row for row in self.rows if row.whole.score is not None), None)


def sights(user: User, now: datetime) -> Iterator[Sight]:
    """The same map, with the stations only, on the first page; with many stations, of the whole alone."""
    if user.role not in OFFICE:
        return
    drawn = draw(None, local_day(now), kinds=False)
    if drawn is not None and drawn.shops:
        yield Sight("desk/sight_aspects.html", {"map": drawn.at_most(STATIONS_SHOWN)}, RANK)


@blueprint.get("/desk/aspects")
@requires(SelfCheckPermission.LIST)
def show() -> ResponseReturnValue:
    drawn = draw(_park(current_user), clock.today())
    return render_template("desk/aspects.html", map=drawn, shades=heat.shades(), park=_park(current_user))


@blueprint.get("/desk/aspects/<aspect>")
@requires(SelfCheckPermission.LIST)
def one(aspect: str) -> ResponseReturnValue:
    """What is missed most in one aspect, and who stands lowest."""
    park_id = _park(current_user)
    drawn = draw(park_id, clock.today())
    if drawn is None or aspect not in drawn.names:
        abort(404)
    items = _items()
    missed = [(items[code], count) for code, count in field.most_missed(aspect, park_id) if code in items]
    return render_template(
        "desk/aspect.html", map=drawn, aspect=drawn.names[aspect], missed=missed,
        row=next(row for row in drawn.rows if row.aspect == aspect),
        weakest=[one for one in field.weakest(aspect, park_id) if one.score < WHOLE],
    )  # fmt: skip


def draw(park_id: int | None, today: date, *, kinds: bool = True) -> Map | None:
    """``None`` while the region has no guide."""
    names = _aspects()
    if not names:
        return None
    found = field.parts(park_id)
    columns = [] if park_id is not None else _stations()
    columns += [(word(kind), _of_kind(kind)) for kind in MerchantKind] if kinds else []
    rows = heat.rows(list(names), found, [holds for _name, holds in columns])
    return Map(
        tuple(name for name, _holds in columns), tuple(rows), names, _complaints(park_id, today),
        max((row.whole.shops for row in rows), default=0),
    )  # fmt: skip


def _stations() -> list[tuple[str, heat.Holds]]:
    return [(one.name, _of_station(one.id)) for one in regions.organisations(OrganisationKind.STATION)]


def _of_station(station_id: int) -> heat.Holds:
    return lambda part: isinstance(part, Part) and part.station_id == station_id


def _of_kind(kind: MerchantKind) -> heat.Holds:
    return lambda part: isinstance(part, Part) and part.kind is kind


def _complaints(park_id: int | None, today: date) -> Mapping[str, int]:
    period = months.period(None, None, today)
    _months, matters, _whole = statistics.by_month_and_matter(period, Whose(park_id=park_id))
    return {line.key: line.figures.received for line in matters}


def _aspects() -> Mapping[str, Dimension]:
    """In the guide's order; both kinds have the same eight, so one guide is enough."""
    first = next(filter(None, map(guides.current, MerchantKind)), None)
    return {one.code: one for one in first.guide.dimensions} if first else {}


def _items() -> Mapping[str, GuideItem]:
    versions = filter(None, map(guides.current, MerchantKind))
    return {item.code: item for version in versions for item in version.guide.items}


def _park(user: User) -> int | None:
    return user.organisation_id if user.role is Role.PARK else None
