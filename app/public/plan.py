"""The public slice, above everything but the desk."""

from app.infra.plan import Slice
from app.public import tag

PLAN = Slice(name="public", blueprints=(tag.blueprint,))
