"""The demo slice: shut everywhere but in demo mode."""

from app.demo import commands, views
from app.infra.plan import Slice

PLAN = Slice(name="demo", blueprints=(views.blueprint,), commands=(commands.demo,))
