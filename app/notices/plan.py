"""The notices slice."""

from app.infra.plan import Slice
from app.notices import desk, permissions, views

PLAN = Slice(name="notices", blueprints=(views.blueprint,), access=permissions.ACCESS, around=desk.around)
