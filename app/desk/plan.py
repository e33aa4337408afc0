"""The desk slice, on top of all others."""

from app.desk import agenda, aspects, health, nav, permissions, phrases, sights, system_views, views
from app.infra.plan import Slice

PLAN = Slice(
    name="desk", blueprints=(views.blueprint, system_views.blueprint, agenda.blueprint, aspects.blueprint), access=permissions.ACCESS, words=(phrases.WORDS,),
    errors=phrases.ERRORS, nav=nav.NAV, sights=sights.sights, counts=health.counts,
)  # fmt: skip
