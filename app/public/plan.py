"""The public slice, above everything but the desk."""

from app.infra.plan import Slice
from app.public.views import site, tag

PLAN = Slice(name="public", blueprints=(site.blueprint, tag.blueprint))
