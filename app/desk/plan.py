"""The desk slice, on top of all others."""

from app.desk import health, nav, permissions, views
from app.infra.plan import Slice

PLAN = Slice(
    name="desk", blueprints=(views.blueprint,), access=permissions.ACCESS, nav=nav.NAV, sights=health.sights
)
